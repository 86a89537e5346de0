"""Claims and terms written as rows, so that a test states every date itself; filing and the clock have their own."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.models import Claim
from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import record
from idi_platform.deadlines.ladder import default_rungs
from idi_platform.deadlines.models import Deadline, DeadlinePlan, DeadlineTimer
from idi_platform.deadlines.public import Basis, PauseCause
from idi_platform.dossiers.public import DossierKind, next_number, open_dossier
from idi_platform.tenancy.public import tenant_work
from tests.world import ZONE, CityWorld


def moment(day: int, hour: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


NOW = moment(20, 15)


def file_claim(
    city: CityWorld, *, at: datetime = NOW, state: str = "filed", insurer: Organisation | None = None
) -> Claim:
    """A claim of the city's one home."""
    with tenant_work(city.system) as by:
        dossier = open_dossier(
            kind=DossierKind.CLAIM,
            number=next_number(series="CLM", by=by, at=at),
            title=city.unit.dossier.title,
            by=by,
            at=at,
            parent_project=city.project.dossier,
        )
        return Claim.objects.create(
            city=city.city,
            dossier=dossier,
            unit=city.unit,
            project=city.project,
            insurer=insurer or city.insurer,
            claimant=city.owner.user,
            district=city.district,
            state=state,
            filed_at=at,
            place="roof",
            defect="water",
            description="=1+1 drips",
            noticed_on=at.date(),
            is_dangerous=False,
            consented_at=at,
        )


@dataclass(frozen=True)
class Term:
    """The dates of one deadline; `due_at` is the first instant after its last day."""

    due_at: datetime
    basis: str = Basis.IN_FORCE
    met_at: datetime | None = None
    closed_at: datetime | None = None
    suspended_since: datetime | None = None

    def but(self, **changes: object) -> "Term":
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are the fields'


def start_term(city: CityWorld, term: Term, *, claim: Claim | None = None) -> Deadline:
    """A running or closed term of a claim, owed by the claim's insurer; its plan has a reminder, the miss and one more,
    which tell whom the product's last reminder, the miss and its first escalation tell."""
    claim = claim or file_claim(city, at=term.due_at - timedelta(days=7))
    with tenant_work(city.system) as by:
        event = record(dossier_id=claim.pk, code="claim_received", by=by, at=claim.filed_at, payload={})
        deadline = Deadline.objects.create(
            city=city.city,
            dossier=claim.dossier,
            duty="claims.determination.normal",
            rule_id="T-001",
            citation="a test's article",
            obliged=claim.insurer,
            basis=term.basis,
            term_value=7,
            term_unit="day",
            started_by=event,
            started_at=claim.filed_at,
            unrolled_at=term.due_at,
            due_at=term.due_at,
            met_at=term.met_at,
            closed_at=term.met_at or term.closed_at,
            suspended_since=term.suspended_since,
            suspended_for=PauseCause.DOCUMENTS_REQUESTED if term.suspended_since else "",
            trace_hash="0" * 64,
            computation_hash="0" * 64,
        )
        DeadlinePlan.objects.create(
            city=city.city,
            deadline=deadline,
            version=1,
            due_step=1,
            instants=[term.due_at - timedelta(days=1), term.due_at, term.due_at + timedelta(days=1)],
            tells=[int(rung.tells) for rung in default_rungs()[1:4]],
        )
        return deadline


def arm(deadline: Deadline, *instants: datetime, due_step: int) -> DeadlineTimer:
    """Gives the deadline a plan of its own."""
    return DeadlineTimer.objects.create(
        city_id=deadline.city_id, deadline=deadline, plan=list(instants), due_step=due_step, fire_at=instants[0]
    )
