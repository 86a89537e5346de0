"""Entering insurance policies: a draft to be issued here, or an existing one of earlier years from its paper."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.accounts.public import Organisation, Role
from idi_platform.audit.public import JSONValue, record
from idi_platform.documents.public import Upload, attach_uploads
from idi_platform.dossiers.public import CIVIL_ZONE, DossierKind, next_number, open_dossier
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, unless_taken
from underwriting.constants import NUMBER_SERIES, PolicyEvent, PolicyState, ShareRole
from underwriting.errors import (
    AmountNotPositive,
    ContractDateMissing,
    DateInFuture,
    EvidenceMissing,
    NotAllowedInState,
    NotYourProject,
    NotYourStep,
    PolicyNumberTaken,
)
from underwriting.lifecycle import require_writer
from underwriting.models import InsurancePolicy, Share
from underwriting.rules.shares import ShareFacts, check_shares

from .cover import compute_cover
from .pinning import pin_project
from .sharing import write_shares
from .standing import record_irregularities, sync_parties

AMOUNTS = ("premium_fen", "sum_insured_fen", "limit_per_home_fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFacts:
    """What stands on the first page of a policy. Amounts in fen; a draft may leave everything but the number open."""

    policy_number: str
    contract_formed_on: date | None = None
    premium_fen: int | None = None
    sum_insured_fen: int | None = None
    limit_per_home_fen: int | None = None


@transaction.atomic
def enter_policy(
    *,
    project: Project,
    lead_insurer: Organisation,
    facts: PolicyFacts,
    by: Actor,
    at: datetime,
    shares: Sequence[ShareFacts] = (),
) -> InsurancePolicy:
    """Opens the policy's dossier with a draft; without `shares` the lead bears the whole.

    Raises:
        NotYourStep, NotYourProject, PolicyNumberTaken, AmountNotPositive, DateInFuture, and those of check_shares.
    """
    policy = _create(project, lead_insurer, facts, by=by, at=at, shares=shares)
    record(dossier_id=policy.pk, code=PolicyEvent.DRAFTED, by=by, at=at, payload=_told(policy, facts))
    return policy


@transaction.atomic
def change_draft(*, policy: InsurancePolicy, facts: PolicyFacts, by: Actor, at: datetime) -> InsurancePolicy:
    """Writes a draft's first page anew; its shares begin with the contract.

    Raises:
        NotYourStep, NotAllowedInState: it is issued already. PolicyNumberTaken, AmountNotPositive, DateInFuture.
    """
    require_writer(policy, by)
    _check(facts, at=at)
    drafts = InsurancePolicy.objects.filter(pk=policy.pk, city_id=by.tenant_id, state=PolicyState.DRAFT)
    with unless_taken(_taken()):
        changed = drafts.update(**asdict(facts))
    if not changed:
        raise NotAllowedInState(rule=str(PolicyState.DRAFT.label))
    if facts.contract_formed_on:
        Share.objects.filter(city_id=by.tenant_id, policy=policy).update(from_on=facts.contract_formed_on)
    policy.refresh_from_db()
    record(dossier_id=policy.pk, code=PolicyEvent.CHANGED, by=by, at=at, payload=_told(policy, facts))
    return policy


@transaction.atomic
def enter_earlier_policy(
    *,
    project: Project,
    lead_insurer: Organisation,
    facts: PolicyFacts,
    issued_on: date,
    evidence: Upload | None,
    by: Actor,
    at: datetime,
    shares: Sequence[ShareFacts] = (),
) -> InsurancePolicy:
    """Enters a policy that was issued before this portal, with its paper; no clock of its issue is started.

    The project is pinned by the dates of the paper where a version of the city's regime then governed, and stays
    unpinned where none did: the policy is kept all the same. What was irregular then is put on record, never refused.

    Raises:
        EvidenceMissing, ContractDateMissing, DateInFuture, and those of enter_policy.
    """
    if evidence is None and not by.is_system:
        raise EvidenceMissing(field="evidence", rule=_("An earlier policy is entered from its paper"))
    if facts.contract_formed_on is None:
        raise ContractDateMissing(field="contract_formed_on", rule=_("The contract's day decides which rules govern"))
    if issued_on > at.astimezone(CIVIL_ZONE).date():
        raise DateInFuture(field="issued_on", rule=_("An earlier policy"))
    policy = _create(project, lead_insurer, facts, by=by, at=at, shares=shares, issued_on=issued_on, evidence=evidence)
    if evidence is not None:
        attach_uploads(upload_ids=[evidence.pk], dossier=policy.dossier, by=by)
    pin_project(policy, by=by, at=at)
    sync_parties(policy, by=by, at=at)
    record(dossier_id=policy.pk, code=PolicyEvent.ENTERED, by=by, at=at, payload=_told(policy, facts))
    record_irregularities(policy, by=by, at=at)
    compute_cover(policy=policy, by=by, at=at)
    return policy


def _create(
    project: Project,
    lead_insurer: Organisation,
    facts: PolicyFacts,
    *,
    by: Actor,
    at: datetime,
    shares: Sequence[ShareFacts],
    issued_on: date | None = None,
    evidence: Upload | None = None,
) -> InsurancePolicy:
    _check_writer(project, lead_insurer, by=by)
    _check(facts, at=at)
    agreed = tuple(shares) or (ShareFacts(lead_insurer.pk, ShareRole.LEAD, Fraction(1)),)
    check_shares(agreed)
    if InsurancePolicy.objects.filter(
        city_id=by.tenant_id, lead_insurer=lead_insurer, policy_number=facts.policy_number
    ).exists():
        raise _taken()
    dossier = open_dossier(
        kind=DossierKind.POLICY,
        number=next_number(series=NUMBER_SERIES, by=by, at=at),
        title=project.name_zh,
        by=by,
        at=at,
        parent_project=project.dossier,
    )
    policy = InsurancePolicy(
        dossier=dossier,
        city_id=by.tenant_id,
        project=project,
        lead_insurer=lead_insurer,
        state=PolicyState.ISSUED if issued_on else PolicyState.DRAFT,
        issued_on=issued_on,
        is_earlier=issued_on is not None,
        evidence=evidence,
        **asdict(facts),
    )
    with unless_taken(_taken()):
        policy.save(force_insert=True)
    begin = facts.contract_formed_on or at.astimezone(CIVIL_ZONE).date()
    write_shares(policy, agreed, from_on=begin, by=by)
    return policy


def _check_writer(project: Project, lead_insurer: Organisation, *, by: Actor) -> None:
    if by.is_system:
        return
    if by.role != Role.UNDERWRITER or by.organisation_id != lead_insurer.pk:
        raise NotYourStep(field="lead_insurer", rule=_("Lead insurer's underwriter"))
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        raise NotYourProject(field="project", rule=_("Parties of the project"))


def _check(facts: PolicyFacts, *, at: datetime) -> None:
    for name in AMOUNTS:
        if (amount := getattr(facts, name)) is not None and amount <= 0:
            raise AmountNotPositive(field=name, rule="> 0")
    today = at.astimezone(CIVIL_ZONE).date()
    if facts.contract_formed_on and facts.contract_formed_on > today:
        raise DateInFuture(field="contract_formed_on", rule=_("A contract is formed when it is signed"))


def _taken() -> PolicyNumberTaken:
    return PolicyNumberTaken(field="policy_number", rule=_("One number an insurer"))


def _told(policy: InsurancePolicy, facts: PolicyFacts) -> dict[str, JSONValue]:
    return {
        "number": policy.dossier.number,
        "policy_number": facts.policy_number,
        "project": str(policy.project_id),
        "contract_formed_on": facts.contract_formed_on.isoformat() if facts.contract_formed_on else None,
        "issued_on": policy.issued_on.isoformat() if policy.issued_on else None,
        **{name: getattr(facts, name) for name in AMOUNTS},
    }
