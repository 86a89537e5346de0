"""Work for every kind of task, and what is left when all of it is done."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.alerts.models import Preference
from idi_platform.audit.public import begin_verification
from idi_platform.dossiers.models import DossierGroupObjectPermission
from idi_platform.mydata.selectors import EXPORT
from idi_platform.organisations.constants import CertificateKind, FactKind, SuccessionKind
from idi_platform.organisations.services.certifying import CertificateFacts, enter_certificate
from idi_platform.organisations.services.standing import Statement, state_fact, take_up
from idi_platform.organisations.services.succeeding import SuccessionFacts, confirm_succession, propose_succession
from idi_platform.outbox.public import start_job
from idi_platform.outbox.tasks import deliver
from idi_platform.tenancy.public import tenant_work
from tests import databases
from tests.armed import arm
from tests.audit.chain import sealed
from tests.faults.test_killed_recomputation import set_running
from tests.mydata.people import claimed
from tests.mydata.test_erasure import insured
from tests.world import SINCE, ZONE, CityWorld, World, member

DUE = datetime(2026, 9, 24, tzinfo=ZONE)
TERMS = 20
# A walk, a comparison or a night more is on record, and nothing else: these tables count attempts, not work.
COUNT_ATTEMPTS = {
    "audit_platformevent",
    "audit_seal",
    "audit_unsealed",
    "deadlines_lateness",
    "mydata_retentionrun",
    "operations_heartbeat",
}


@dataclass(frozen=True)
class Errand:
    """How a task is asked for: its arguments, and as whom."""

    arguments: tuple[Any, ...] = ()
    by: Membership | None = None


def work_for_all(world: World, database: str) -> dict[str, Errand]:
    """Gives every kind of task something to do in a committed database; how each is asked for."""
    here, there, now = world.here, world.there, timezone.now()
    _outlived(here)
    sealed(database, at=now - timedelta(days=1))
    arm(here, count=TERMS, dues=[DUE])
    _reader(here)
    set_running(there, TERMS)
    _lapsing(here, now)
    _succeeded(there, now)
    with tenant_work(there.system):
        DossierGroupObjectPermission.objects.first().delete()  # type: ignore[union-attr]  # the world has grants
    verification = begin_verification(here.city.pk, user_id=None, at=now)
    with tenant_work(here.owner.actor()) as by:
        job = start_job(kind=EXPORT, parameters={}, by=by, at=now)
    return {
        "alerts.send_all": Errand(),
        "audit.publish_heads": Errand(),
        "audit.seal": Errand(),
        "deadlines.listen": Errand(),
        "deadlines.recompute": Errand(),
        "deadlines.replay": Errand(),
        "deadlines.replay_part": Errand((here.city.pk,)),
        "deadlines.sweep": Errand(),
        "dossiers.compare_grants": Errand(),
        "mydata.erase_outlived": Errand(),
        "operations.verify_chain": Errand((str(verification.pk),)),
        "organisations.carry_out_successions": Errand(),
        "organisations.warn_of_lapses": Errand(),
        "outbox.deliver": Errand((here.city.pk,)),
        "outbox.deliver_all": Errand(),
        "outbox.run_job": Errand((str(job.pk),), here.owner),
    }


def _outlived(city: CityWorld) -> None:
    """A claim whose home's cover ended long ago; its letters are printed."""
    claimed(city)
    insured(city, until=date(2012, 1, 1))
    deliver(city.city.pk)


def _reader(city: CityWorld) -> None:
    """An officer who is told by e-mail, at any hour."""
    reader = city.officer.user
    reader.email = "reader@example.com"
    reader.save()
    with tenant_work(city.system):
        Preference.objects.create(city=city.city, user=reader, quiet_from=time(0), quiet_until=time(0))


def _lapsing(city: CityWorld, at: datetime) -> None:
    """A certificate and a statement of the insurer that lapse soon."""
    with tenant_work(city.system) as by:
        take_up(organisation=city.insurer, on=SINCE, by=by, at=at)
    soon = timezone.localdate(at) + timedelta(days=9)
    admin = member("lapsing", role=Role.ORG_ADMIN, city=city.city, organisation=city.insurer)
    with tenant_work(admin.actor()) as by:
        state_fact(statement=Statement(kind=FactKind.LICENCE, words="0001", valid_to=soon), by=by, at=at)
        facts = CertificateFacts(
            holder=city.adjuster.user,
            kind=CertificateKind.TITLE,
            number="1",
            issuer="行业协会",
            valid_from=SINCE,
            valid_to=soon,
        )
        enter_certificate(facts=facts, by=by, at=at)


def _succeeded(city: CityWorld, at: datetime) -> None:
    """The developer's succession, confirmed yesterday, takes effect today."""
    heir = Organisation.objects.create(kind=OrganisationKind.DEVELOPER, name_zh="新城地产", name_en="New Town")
    admin = member("succeeding", role=Role.ORG_ADMIN, city=city.city, organisation=city.developer)
    yesterday = at - timedelta(days=1)
    facts = SuccessionFacts(SuccessionKind.MERGER, city.developer, heir, timezone.localdate(at), "合并公告")
    with tenant_work(admin.actor()) as by:
        succession = propose_succession(facts=facts, by=by, at=yesterday)
    with tenant_work(city.officer.actor()) as by:
        confirm_succession(succession=succession, by=by, at=yesterday)


_TABLES = """
SELECT table_name, bool_or(column_name = 'state') FROM information_schema.columns JOIN information_schema.tables
USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' GROUP BY 1
"""


def end_state(database: str) -> dict[str, dict[str, int]]:
    """How many rows each table holds, by their state where they have one: lost and doubled work shows."""
    with databases.using(database, "idi_backup"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES)
        found = {}
        for table, has_state in cursor.fetchall():
            if table not in COUNT_ATTEMPTS:
                state = "state" if has_state else "''"
                cursor.execute(f'SELECT {state}, count(*) FROM "{table}" GROUP BY 1')  # noqa: S608  # our own tables
                found[table] = dict(cursor.fetchall())
    return found
