"""Who is told, of which kind of news, in which words."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import translation

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.alerts.delivery import deliver_deadline_news
from idi_platform.alerts.models import Notice, NoticeKind
from idi_platform.alerts.wording import headline_of, notice_line
from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import DEADLINE_TOPIC, Basis, EventCode
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import District, tenant_work
from idi_platform.ui.public import Tone
from tests.supervision.cases import Term, moment, start_term
from tests.world import CityWorld, World, member

DUE = moment(10)
HOUR = timedelta(hours=1)
# Steps of the plan as the sweep writes them: one reminder, the miss, one escalation.
WRITTEN_AT = {NoticeKind.REMINDER: DUE - HOUR, NoticeKind.MISSED: DUE, NoticeKind.ESCALATION: DUE + 24 * HOUR}


def write(city: CityWorld, deadline: Deadline, kind: NoticeKind) -> Message:
    """The sweep's message of that kind, after those before it in the plan."""
    for step, (earlier, at) in enumerate(WRITTEN_AT.items()):
        message, _is_new = Message.objects.get_or_create(
            city=city.city,
            topic=DEADLINE_TOPIC,
            source_id=deadline.pk,
            version=1,
            step=step,
            defaults={"created_at": at},
        )
        if earlier == kind:
            return message
    raise AssertionError(kind)


def tell(city: CityWorld, deadline: Deadline, kind: NoticeKind) -> None:
    with tenant_work(city.system) as by:
        deliver_deadline_news(write(city, deadline, kind), by)


def told(city: CityWorld) -> set[UUID]:
    with tenant_work(city.system):
        return set(Notice.objects.values_list("recipient_id", flat=True))


@pytest.fixture
def people(world: World) -> dict[str, Membership]:
    """Everybody who might be told, by what they are."""
    here, city = world.here, world.here.city
    rival = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="别家", name_en="Another")
    elsewhere = District.objects.filter(city=city).exclude(pk=here.district.pk).first()
    return {
        "adjuster": here.adjuster,
        "manager": member("manager", role=Role.INSURER_MANAGER, city=city, organisation=here.insurer),
        "rival": member("rival", role=Role.ADJUSTER, city=city, organisation=rival),
        "officer": here.officer,
        "district": member("district", role=Role.BUREAU, city=city, organisation=here.bureau, district=here.district),
        "elsewhere": member("elsewhere", role=Role.BUREAU, city=city, organisation=here.bureau, district=elsewhere),
        "owner": here.owner,
        "abroad": world.there.officer,
        # The same insurer's man in the other city.
        "insurer abroad": member("abroad", role=Role.ADJUSTER, city=world.there.city, organisation=here.insurer),
        "gone": member("gone", role=Role.ADJUSTER, city=city, organisation=here.insurer),
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (NoticeKind.REMINDER, {"adjuster", "manager"}),
        (NoticeKind.MISSED, {"adjuster", "manager", "district"}),
        (NoticeKind.ESCALATION, {"manager", "district"}),
    ],
)
@pytest.mark.parametrize("basis", Basis)
def test_each_rung_is_told_to_whom_the_products_ladder_says(
    world: World, people: dict[str, Membership], kind: NoticeKind, basis: str, expected: set[str]
) -> None:
    people["gone"].valid_to = moment(1).date()
    people["gone"].save(update_fields=["valid_to"])
    tell(world.here, start_term(world.here, Term(DUE, basis=basis)), kind)
    assert told(world.here) == {people[name].user_id for name in expected}
    assert told(world.there) == set()


def test_a_line_says_whom_its_step_tells(world: World, people: dict[str, Membership]) -> None:
    tell(world.here, start_term(world.here, Term(DUE)), NoticeKind.MISSED)
    with tenant_work(people["manager"].actor()) as viewer, translation.override("en"):
        line = notice_line(Notice.objects.visible_to(viewer).get(), viewer=viewer, at=DUE)
        assert line.told == "those in charge at the obliged body; its managers; officers of the project's district"


def test_what_belongs_to_no_project_concerns_the_officers_of_the_whole_city(
    world: World, people: dict[str, Membership]
) -> None:
    deadline = start_term(world.here, Term(DUE))
    with tenant_work(world.here.system):
        type(deadline.dossier).objects.filter(pk=deadline.dossier_id).update(parent_project=None)
    tell(world.here, deadline, NoticeKind.MISSED)
    assert people["officer"].user_id in told(world.here)
    assert people["district"].user_id not in told(world.here)


def test_a_term_of_an_inspection_service_is_its_inspectors_business(
    world: World, people: dict[str, Membership]
) -> None:
    service = Organisation.objects.create(kind=OrganisationKind.TIS, name_zh="检查", name_en="Inspection")
    inspector = member("inspector", role=Role.INSPECTOR, city=world.here.city, organisation=service)
    deadline = start_term(world.here, Term(DUE))
    with tenant_work(world.here.system):
        Deadline.objects.filter(pk=deadline.pk).update(obliged=service)
    tell(world.here, deadline, NoticeKind.ESCALATION)
    assert told(world.here) == {inspector.user_id, people["district"].user_id}


def test_a_term_of_a_policy_is_the_underwriters_business_and_not_the_adjusters(
    world: World, people: dict[str, Membership]
) -> None:
    here = world.here
    underwriter = member("underwriter", role=Role.UNDERWRITER, city=here.city, organisation=here.insurer)
    deadline = start_term(here, Term(DUE))
    tell(here, deadline, NoticeKind.REMINDER)
    assert underwriter.user_id not in told(here)
    with tenant_work(here.system):
        Dossier.objects.filter(pk=deadline.dossier_id).update(kind=DossierKind.POLICY)
        Notice.objects.all().delete()
    tell(here, deadline, NoticeKind.REMINDER)
    assert told(here) == {underwriter.user_id, people["manager"].user_id}


def test_a_term_of_a_policy_is_not_silent_where_the_insurer_has_adjusters_alone(world: World) -> None:
    deadline = start_term(world.here, Term(DUE))
    with tenant_work(world.here.system):
        Dossier.objects.filter(pk=deadline.dossier_id).update(kind=DossierKind.POLICY)
    tell(world.here, deadline, NoticeKind.REMINDER)
    assert told(world.here) == {world.here.adjuster.user_id}


@pytest.mark.parametrize(
    ("kind", "basis", "words", "tone"),
    [
        (NoticeKind.REMINDER, Basis.IN_FORCE, "Term ends soon", Tone.NEAR),
        (NoticeKind.MISSED, Basis.IN_FORCE, "Breach: term not met", Tone.BREACH),
        (NoticeKind.MISSED, Basis.NATIONAL, "Breach: term not met", Tone.BREACH),
        (NoticeKind.MISSED, Basis.CONTRACT, "Contract term missed", Tone.MISSED),
        (NoticeKind.MISSED, Basis.CARRIED, "Carried-over term missed", Tone.MISSED),
        (NoticeKind.MISSED, Basis.SERVICE_NORM, "Service target missed", Tone.NEUTRAL),
        (NoticeKind.ESCALATION, Basis.NATIONAL, "Breach continues: still not met", Tone.BREACH),
        (NoticeKind.ESCALATION, Basis.CONTRACT, "Contract term still not met", Tone.MISSED),
        (NoticeKind.ESCALATION, Basis.SERVICE_NORM, "Service target still not met", Tone.NEUTRAL),
    ],
)
def test_only_law_in_force_and_national_law_are_called_breached(
    kind: NoticeKind, basis: str, words: str, tone: Tone
) -> None:
    headline, found = headline_of(Notice(kind=kind, deadline=Deadline(basis=basis)))
    with translation.override("en"):
        assert (str(headline), found) == (words, tone)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("kind", [NoticeKind.MISSED, NoticeKind.ESCALATION])
def test_a_miss_that_a_later_entry_took_back_is_no_longer_called_one(kind: NoticeKind, basis: str) -> None:
    in_time = Deadline(basis=basis, due_at=DUE, met_at=DUE - HOUR)
    headline, tone = headline_of(Notice(kind=kind, deadline=in_time))
    with translation.override("en"):
        assert (str(headline), tone) == ("Recorded as done in time", Tone.NEUTRAL)
    late = Deadline(basis=basis, due_at=DUE, met_at=DUE)
    assert headline_of(Notice(kind=kind, deadline=late)) == headline_of(
        Notice(kind=kind, deadline=Deadline(basis=basis))
    )


def test_every_basis_has_words_for_every_kind() -> None:
    for kind in NoticeKind:
        for basis in Basis:
            assert str(headline_of(Notice(kind=kind, deadline=Deadline(basis=basis)))[0])


def test_a_second_delivery_changes_nothing(world: World, people: dict[str, Membership]) -> None:
    deadline = start_term(world.here, Term(DUE))
    for _ in range(2):
        tell(world.here, deadline, NoticeKind.MISSED)
    with tenant_work(world.here.system):
        assert Notice.objects.count() == len(told(world.here))
        assert Event.objects.filter(code=EventCode.MISSED).count() == 1


def test_the_miss_stands_in_the_timeline_at_its_due_moment(world: World) -> None:
    deadline = start_term(world.here, Term(DUE))
    tell(world.here, deadline, NoticeKind.MISSED)
    with tenant_work(world.here.system):
        event = Event.objects.get(dossier_id=deadline.dossier_id, code=EventCode.MISSED)
    assert (event.occurred_at, event.payload["deadline"]) == (DUE, str(deadline.pk))


@pytest.mark.parametrize("kind", [NoticeKind.REMINDER, NoticeKind.ESCALATION])
def test_what_was_done_meanwhile_is_not_reminded_of(world: World, kind: NoticeKind) -> None:
    met_at = DUE - 2 * HOUR if kind == NoticeKind.REMINDER else DUE + HOUR
    tell(world.here, start_term(world.here, Term(DUE, met_at=met_at)), kind)
    assert told(world.here) == set()


def test_a_term_that_was_stopped_meanwhile_is_not_reminded_of(world: World) -> None:
    tell(world.here, start_term(world.here, Term(DUE, suspended_since=DUE - 2 * HOUR)), NoticeKind.REMINDER)
    assert told(world.here) == set()


def test_a_miss_is_told_even_when_the_duty_was_done_late_before_delivery(world: World) -> None:
    tell(world.here, start_term(world.here, Term(DUE, met_at=DUE + HOUR)), NoticeKind.MISSED)
    assert world.here.officer.user_id in told(world.here)


@pytest.mark.parametrize("ended", [{"met_at": DUE - HOUR}, {"closed_at": DUE - HOUR}])
def test_what_was_done_or_dropped_in_time_but_recorded_late_is_no_miss(world: World, ended: dict[str, object]) -> None:
    tell(world.here, start_term(world.here, Term(DUE).but(**ended)), NoticeKind.MISSED)
    assert told(world.here) == set()
    with tenant_work(world.here.system):
        assert not Event.objects.filter(code=EventCode.MISSED).exists()
