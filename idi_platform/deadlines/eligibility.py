"""The watch for eligibility that lapses: a statement of a body in a city that ends must be renewed before it does."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import EligibilityFact, FactKind
from idi_platform.tenancy.public import Actor

from .models import Expectation
from .renewals import AWAITED_BEFORE, renewal, renewed
from .watches import Watch, Window


def windows(by: Actor, since: datetime, at: datetime) -> Iterable[Window]:
    """One for each statement of an admitted body that ends soon, or ended since; the renewed one has its own."""
    ending = EligibilityFact.objects.filter(
        city_id=by.tenant_id,
        valid_to__gt=since.astimezone(CIVIL_ZONE).date(),
        valid_to__lte=(at + AWAITED_BEFORE).astimezone(CIVIL_ZONE).date(),
        standing__admitted_on__isnull=False,
        standing__ended_on=None,
    )
    for fact in ending.select_related("standing"):
        if fact.valid_to is None:
            continue
        yield renewal(
            dossier_id=fact.standing.dossier_id,
            subject=fact.kind,
            obliged_id=fact.standing.organisation_id,
            valid_to=fact.valid_to,
        )


def found(rows: Sequence[Expectation]) -> Mapping[UUID, int]:
    """1 where the body states today something of the kind that lasts longer."""
    here = {row.city_id for row in rows}
    standing = EligibilityFact.objects.filter(
        city_id__in=here, replaced_at=None, standing__dossier__in=[row.dossier_id for row in rows]
    )
    held = (
        ((dossier_id, kind), valid_to)
        for dossier_id, kind, valid_to in standing.values_list("standing__dossier", "kind", "valid_to")
    )
    return renewed(rows, held, lambda row: (row.dossier_id, row.subject))


def _words(subjects: Collection[str]) -> Mapping[str, str | Promise]:
    return {each: FactKind(each).label if each in FactKind.values else each for each in subjects}


ELIGIBILITY = Watch(
    kind="eligibility",
    label=_("Renewed statement of eligibility"),
    windows=windows,
    found=found,
    grace=timedelta(),
    subject_words=_words,
)
