"""The whole way inside one process: the sweep writes, delivery hands over, the inbox shows."""

from datetime import timedelta

from django.test import Client

from idi_platform.alerts.models import Notice, NoticeKind
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.delivery import deliver_batch
from idi_platform.tenancy.public import acting_as, tenant_work
from tests.supervision.cases import Term, arm, moment, start_term
from tests.world import CityWorld, World

DUE = moment(10)
DAY = timedelta(days=1)


def armed(city: CityWorld) -> None:
    deadline = start_term(city, Term(DUE))
    with tenant_work(city.system):
        arm(deadline, DUE - DAY, DUE, DUE + DAY, due_step=1)


def run(city: CityWorld, *, days: int) -> list[str]:
    """Sweeps and delivers at that distance from the due moment; the officer's notices, oldest first."""
    with acting_as(city.system) as by:
        sweep(now=DUE + days * DAY)
        deliver_batch(by=by, at=DUE + days * DAY)
    with tenant_work(city.officer.actor()) as viewer:
        return list(Notice.objects.visible_to(viewer).order_by("occurred_at", "pk").values_list("kind", flat=True))


def test_reminder_miss_and_escalation_reach_the_right_inboxes_one_by_one(world: World) -> None:
    armed(world.here)
    assert run(world.here, days=-1) == []
    assert run(world.here, days=0) == [NoticeKind.MISSED]
    assert run(world.here, days=1) == [NoticeKind.MISSED, NoticeKind.ESCALATION]
    with tenant_work(world.here.adjuster.actor()) as viewer:
        assert Notice.objects.visible_to(viewer).count() == 3


def test_after_an_outage_the_reminder_is_left_out_and_the_miss_is_not(world: World) -> None:
    armed(world.here)
    assert run(world.here, days=5) == [NoticeKind.MISSED, NoticeKind.ESCALATION]
    with tenant_work(world.here.adjuster.actor()) as viewer:
        assert Notice.objects.visible_to(viewer).count() == 2


def test_another_citys_officer_finds_an_empty_inbox(client: Client, world: World) -> None:
    armed(world.here)
    run(world.here, days=0)
    client.force_login(world.there.officer.user)
    assert client.get("/inbox/").context["counts"].total == 0
