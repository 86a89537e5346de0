"""What waits in each city."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from idi_platform.deadlines.public import Deadline, oldest_due, quarantined_timers
from idi_platform.outbox.public import Job, Message, given_up
from idi_platform.tenancy.public import City, system_actor, tenant_work

# Beyond it somebody has to look. Ours, not the law's: a sweep starts every five seconds.
LATE_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class CityWork:
    """One city's waiting work: how long the oldest due timer has waited, messages not sent, messages given
    up, jobs whose worker died and that nobody has taken again, timers put aside.

    `provisional` counts open terms whose dates rest on a year that is not announced; its notice settles them.
    """

    city: City
    oldest_due: timedelta
    waiting: int
    given_up: int
    stuck: int
    quarantined: int
    provisional: int

    @property
    def is_late(self) -> bool:
        return self.oldest_due > LATE_AFTER

    @property
    def is_troubled(self) -> bool:
        return self.is_late or bool(self.given_up or self.stuck or self.quarantined)


def waiting_work(*, now: datetime, real: datetime) -> list[CityWork]:
    """City by city, each read as the system in that city: the wall shows nothing to whoever stands in none.

    `now` is business time (timers), `real` real time (leases).
    """
    return [_work_of(city, now=now, real=real) for city in City.objects.filter(is_active=True)]


def _work_of(city: City, *, now: datetime, real: datetime) -> CityWork:
    with tenant_work(system_actor(city.pk)):
        stuck = Job.objects.unfinished().filter(city_id=city.pk, lease_until__lte=real - LATE_AFTER)
        return CityWork(
            city=city,
            oldest_due=oldest_due(now=now),
            waiting=Message.objects.filter(city_id=city.pk, sent_at=None, skipped=False).count(),
            given_up=given_up(city.pk).count(),
            stuck=stuck.count(),
            quarantined=quarantined_timers(city.pk),
            provisional=Deadline.objects.filter(city_id=city.pk, provisional=True).open().count(),
        )
