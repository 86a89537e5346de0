"""The watch for eligibility that lapses: a statement of a body in a city that ends must be renewed before it does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import EligibilityFact, FactKind
from idi_platform.tenancy.public import Actor

from .constants import Basis
from .models import Expectation
from .watches import Watch, Window

# From when a renewal is awaited. Ours, not the law's: what a city's text asks of a body is judged elsewhere.
AWAITED_BEFORE = timedelta(days=60)


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
        until_at = datetime.combine(fact.valid_to, time(), CIVIL_ZONE)
        yield Window(
            dossier_id=fact.standing.dossier_id,
            subject=fact.kind,
            obliged_id=fact.standing.organisation_id,
            from_at=until_at - AWAITED_BEFORE,
            until_at=until_at,
            needed=1,
            basis=Basis.SERVICE_NORM,
        )


def found(rows: Sequence[Expectation]) -> Mapping[UUID, int]:
    """1 where the body states today something of the kind that lasts longer."""
    here = {row.city_id for row in rows}
    standing = EligibilityFact.objects.filter(
        city_id__in=here, replaced_at=None, standing__dossier__in=[row.dossier_id for row in rows]
    )
    lasting: dict[tuple[UUID, str], list[datetime | None]] = {}
    for dossier_id, kind, valid_to in standing.values_list("standing__dossier", "kind", "valid_to"):
        ends = datetime.combine(valid_to, time(), CIVIL_ZONE) if valid_to else None
        lasting.setdefault((dossier_id, kind), []).append(ends)
    return {
        row.pk: int(any(end is None or end > row.until_at for end in lasting.get((row.dossier_id, row.subject), [])))
        for row in rows
    }


def _words(subject: str) -> str | Promise:
    return FactKind(subject).label if subject in FactKind.values else subject


ELIGIBILITY = Watch(
    kind="eligibility",
    label=_("Renewed statement of eligibility"),
    windows=windows,
    found=found,
    grace=timedelta(),
    subject_words=_words,
)
