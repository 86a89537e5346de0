"""The demo's rows: seeded once however often asked, historically possible, with the wall between the cities."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from claims.models import Claim
from demo.people import JIANGMEN, LONGGANG, PASSWORD, SHOWN
from demo.seeding import seed
from demo.stories import REPORTED
from idi_platform.accounts.public import Membership, Organisation, User
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Basis
from idi_platform.registry.public import Milestone, MilestoneKind, Ownership, Project, Unit
from idi_platform.tenancy.public import City, system_actor, tenant_work
from policies.models import InstrumentVersion
from tests import databases

COUNTED = (User, Organisation, Membership, Project, Unit, Ownership, Claim, Deadline)

pytestmark = pytest.mark.skipif(not apps.is_installed("demo"), reason="demo rows need IDI_DEMO=1")


@pytest.fixture(scope="module")
def seeded(
    worker_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[int]:
    """A demo seeded once for these tests, as `./idi demo` does it; the number of claims filed."""
    name = f"{worker_database}_demo"
    databases.clone(name)
    databases.manage("confirm_demo_dates", login="idi_owner", database=name, IDI_DEMO="1")
    photographs = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads"))
    with django_db_blocker.unblock(), databases.using(name), photographs:
        yield seed(at=timezone.now())
    databases.drop(name)


def counts(code: str) -> dict[str, int]:
    with tenant_work(system_actor(City.objects.get(code=code).pk)):
        return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_a_second_seeding_changes_nothing_and_the_second_city_sees_none_of_the_first(seeded: int) -> None:
    before = {code: counts(code) for code in (JIANGMEN, LONGGANG)}
    assert seed(at=timezone.now()) == 0
    assert {code: counts(code) for code in (JIANGMEN, LONGGANG)} == before
    assert before[JIANGMEN]["Claim"] == seeded == len(REPORTED)
    assert before[LONGGANG]["Claim"] == 0
    assert before[LONGGANG]["Project"] > 0


def test_claims_stand_at_every_stage_with_terms_that_run_end_soon_and_were_missed(seeded: int) -> None:
    at = timezone.now()
    with tenant_work(system_actor(City.objects.get(code=JIANGMEN).pk)):
        assert len(Counter(Claim.objects.values_list("state", flat=True))) > 1
        terms = Deadline.objects.all()
        assert terms.missed_by(at).exists()
        assert terms.open().filter(due_at__gt=at).exists()
        # Pinned to the version whose date the demo assumes in the open, so a miss of it is a breach.
        assert set(terms.values_list("basis", flat=True)) == {Basis.IN_FORCE}


def test_no_history_is_false(seeded: int) -> None:
    version = InstrumentVersion.objects.get(code="jiangmen-2022")
    assert "演示" in version.evidence
    with tenant_work(system_actor(City.objects.get(code=JIANGMEN).pk)):
        for project in Project.objects.all():
            days = dict(Milestone.objects.filter(project=project).values_list("kind", "on"))
            assert version.valid_from is not None
            assert version.valid_from <= days[MilestoneKind.CONTRACT_FORMED] < date(2023, 1, 1)
            assert days[MilestoneKind.COMPLETION_ACCEPTANCE].strftime("%Y-%m") == "2024-03"


def test_everybody_whom_the_first_page_shows_can_sign_in(seeded: int) -> None:
    told = databases.manage("sign_ins", login="idi_app", database="idi", IDI_DEMO="1")
    for username in SHOWN:
        assert authenticate(username=username, password=PASSWORD) is not None
        assert f" {username} " in told
