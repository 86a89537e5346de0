"""The register of organisations: entering one, and correcting what stands there."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from stdnum.cn import uscc as credit_code

from idi_platform.accounts.public import Organisation, Role
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.tenancy.public import Actor, unless_taken
from operations.errors import CodeTaken, CodeWrong, NothingChanged, NotYours

FIELDS = ("kind", "name_zh", "name_en", "uscc", "hotline")


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """`uscc` is the unified social credit code (GB 32100), empty where the body has none yet."""

    kind: str
    name_zh: str
    name_en: str
    uscc: str
    hotline: str


@transaction.atomic
def enter_organisation(*, facts: OrganisationFacts, by: Actor, at: datetime) -> Organisation:
    """Enters a body. `at` is real time. NotYours, CodeWrong, CodeTaken."""
    _require_operator(by)
    organisation = Organisation(**_columns(facts))
    _save(organisation)
    _record("organisation_entered", organisation.pk, {}, _columns(facts), by=by, at=at)
    return organisation


@transaction.atomic
def correct_organisation(*, organisation_id: UUID, facts: OrganisationFacts, by: Actor, at: datetime) -> Organisation:
    """Changes what is different, before and after on record. NotYours, CodeWrong, CodeTaken, NothingChanged."""
    _require_operator(by)
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    wanted = _columns(facts)
    changed = [field for field in FIELDS if getattr(organisation, field) != wanted[field]]
    if not changed:
        raise NothingChanged
    before = {field: getattr(organisation, field) for field in changed}
    for field in changed:
        setattr(organisation, field, wanted[field])
    _save(organisation, changed)
    after = {field: wanted[field] for field in changed}
    _record("organisation_corrected", organisation.pk, before, after, by=by, at=at)
    return organisation


def _require_operator(by: Actor) -> None:
    if by.role != Role.OPERATOR:
        raise NotYours


def _columns(facts: OrganisationFacts) -> dict[str, JSONValue]:
    """As the table holds them: no code is null, since many may have none."""
    code = credit_code.compact(facts.uscc).upper()
    if code and not credit_code.is_valid(code):
        raise CodeWrong(field="uscc")
    return {**asdict(facts), "uscc": code or None}


def _save(organisation: Organisation, fields: list[str] | None = None) -> None:
    with unless_taken(CodeTaken(field="uscc")):
        organisation.save(update_fields=fields)


def _record(
    code: str,
    organisation_id: UUID,
    before: dict[str, JSONValue],
    after: dict[str, JSONValue],
    *,
    by: Actor,
    at: datetime,
) -> None:
    record_platform(
        code=code,
        subject="accounts.organisation",
        subject_id=organisation_id,
        by=by,
        at=at,
        payload={"before": before, "after": after},
    )
