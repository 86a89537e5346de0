"""The desk's list as Excel: from the button, through a real worker, to a private file that equals the list."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from idi_platform.accounts.public import Membership, Role
from idi_platform.lists import files as excel
from idi_platform.lists.files import CONTENT_TYPE, KIND
from idi_platform.outbox.public import Job, JobState, start_job
from idi_platform.outbox.running import run_job
from idi_platform.settings.environment import VAR_DIR
from idi_platform.tenancy.public import Actor, business_now, tenant_work
from tests.broker import LONGEST_SECONDS, OwnBroker
from tests.broker import own_broker as own_broker
from tests.claims.reports import AT, filed, redirected_to, signed_in, with_term
from tests.waiting import wait_until
from tests.world import CityWorld, World, member

FORMULA = '=HYPERLINK("http://evil","click")'
BUTTON = "/claims/export/xlsx/"
POLLING = {"HX-Request": "true"}


@pytest.fixture
def here(committed_world: World) -> CityWorld:
    """A city with an overdue claim, one due soon, and one without a term whose owner wrote a formula."""
    city = committed_world.here
    claims = [filed(city, at=AT + timedelta(minutes=minute)) for minute in range(2)]
    with_term(claims[0], business_now() - timedelta(days=1))
    with_term(claims[1], business_now() + timedelta(days=2))
    filed(city, at=AT + timedelta(minutes=2), description=FORMULA)
    filed(committed_world.there)
    return city


def asked(client: Client, query: str = "") -> str:
    """The page of the job that the button starts."""
    return redirected_to(client.post(BUTTON + query))


def job_of(address: str, city: CityWorld) -> Job:
    with tenant_work(city.system):
        return Job.objects.get(pk=address.split("/")[-2])


def run(address: str, city: CityWorld) -> Job:
    """As a worker would; the job afterwards."""
    run_job(job_id=job_of(address, city).pk, by=city.system, now=timezone.now)
    return job_of(address, city)


def downloaded(client: Client, address: str) -> bytes:
    response: Any = client.get(f"{address}result/")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(book: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def as_csv(client: Client, query: str = "") -> list[list[str]]:
    response: Any = client.get(reverse("claims:list_csv") + query)
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def said(cell: Any) -> str:
    """A cell as the CSV says it."""
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str(cell)


@pytest.fixture
def worker(own_broker: OwnBroker, committed_db: str, settings: Settings) -> Iterator[None]:
    """A real worker, and its folder of files as ours."""
    settings.MEDIA_ROOT = VAR_DIR / "uploads"
    with own_broker.worker(committed_db):
        yield


def test_the_file_of_a_real_worker_equals_the_list(here: CityWorld, worker: None) -> None:
    client = signed_in(here.adjuster)
    address = asked(client)
    wait_until(lambda: job_of(address, here).state == JobState.DONE, seconds=LONGEST_SECONDS, what="the file is made")
    job = job_of(address, here)
    assert (job.done, job.total) == (3, 3)
    rows = rows_of(downloaded(client, address))
    default_storage.delete(str(job.result.name))
    plain = as_csv(client)
    words = plain[0].index("情况描述")
    plain[3][words] = plain[3][words].removeprefix("'")
    assert [[said(cell) for cell in row] for row in rows] == plain
    assert isinstance(rows[1][rows[0].index("提交时间")], datetime)
    assert rows[3][words] == FORMULA


class TestInThisProcess:
    """The same without a worker's start-up."""

    @pytest.fixture(autouse=True)
    def queue(self, own_broker: OwnBroker) -> OwnBroker:
        """Where the button's requests go; nobody reads them."""
        return own_broker

    @pytest.mark.parametrize(
        ("query", "places"),
        [
            ("?clock=overdue", [1]),
            ("?sort=-number", [3, 2, 1]),
            ("?q=000002&page=7", [2]),
            ("?q=%00&state=nonsense&sort=password", [1, 2, 3]),
            ("?q=nothing", []),
        ],
    )
    def test_the_address_is_the_filter(self, here: CityWorld, query: str, places: list[int]) -> None:
        client = signed_in(here.officer)
        address = asked(client, query)
        run(address, here)
        numbers = [row[0] for row in rows_of(downloaded(client, address))[1:]]
        assert numbers == [f"CLM-2026-{place:06d}" for place in places]

    @pytest.mark.parametrize(
        ("language", "sheet", "head"), [("zh-hans", "理赔案件", "状态"), ("en", "Claims", "State")]
    )
    def test_the_sheet_speaks_the_readers_language(self, here: CityWorld, language: str, sheet: str, head: str) -> None:
        client = signed_in(here.adjuster, language)
        address = asked(client)
        run(address, here)
        book = downloaded(client, address)
        assert CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names == [sheet]
        assert head in rows_of(book)[0]

    def test_the_head_stays_the_filter_is_on_and_no_cell_is_a_formula(self, here: CityWorld) -> None:
        client = signed_in(here.adjuster)
        address = asked(client)
        run(address, here)
        with zipfile.ZipFile(io.BytesIO(downloaded(client, address))) as parts:
            sheet = parts.read("xl/worksheets/sheet1.xml").decode()
            styles = parts.read("xl/styles.xml").decode()
        assert 'state="frozen"' in sheet
        assert '<autoFilter ref="A1:M4"' in sheet
        assert sheet.count("<col ") >= 10
        assert "<f>" not in sheet
        assert "HYPERLINK" in sheet
        assert 'quotePrefix="1"' in styles

    def test_a_list_beyond_a_sheet_is_refused_in_the_readers_words(
        self, here: CityWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(excel, "MOST_ROWS", 2)
        client = signed_in(here.adjuster, "en")
        address = asked(client)
        assert run(address, here).state == JobState.FAILED
        body = client.get(address).content.decode()
        assert "more rows than an Excel sheet can hold" in body
        assert client.get(f"{address}result/").status_code == 404

    def test_the_page_waits_then_offers_the_file(self, here: CityWorld) -> None:
        client = signed_in(here.adjuster, "en")
        address = asked(client)
        waiting = client.get(address)
        assert waiting.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
        for expected in (
            "<h1>List as Excel</h1>",
            "Waiting",
            "<progress",
            f'hx-get="{address}"',
            "every 1s",
            "Refresh",
        ):
            assert expected in waiting.content.decode()
        assert client.get(f"{address}result/").status_code == 404
        fragment = client.get(address, headers=POLLING).content.decode()
        assert "<progress" in fragment
        assert "<h1" not in fragment
        run(address, here)
        for done in (client.get(address), client.get(address, headers=POLLING)):
            body = done.content.decode()
            assert f'href="{address}result/"' in body
            assert "<progress" not in body
            assert "every 1s" not in body
        response = client.get(f"{address}result/")
        assert response.headers["Content-Type"] == CONTENT_TYPE
        assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''claims-")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        response.close()

    def test_the_page_tells_the_share_that_is_done(self, here: CityWorld) -> None:
        client = signed_in(here.adjuster)
        address = asked(client)
        with tenant_work(here.system):
            Job.objects.update(state=JobState.RUNNING, done=30, total=120)
        body = client.get(address).content.decode()
        assert '<progress value="30" max="120"' in body
        assert "25 %" in body
        assert "处理中" in body

    def test_an_accident_is_told_neutrally(self, here: CityWorld) -> None:
        client = signed_in(here.adjuster)
        address = asked(client)
        with tenant_work(here.system):
            Job.objects.update(parameters={})
        assert run(address, here).state == JobState.FAILED
        body = client.get(address).content.decode()
        assert "未能完成" in body
        assert "KeyError" not in body

    def test_nobody_else_finds_the_job(self, committed_world: World, here: CityWorld) -> None:
        address = asked(signed_in(here.adjuster))
        run(address, here)
        colleague = member("here-colleague", role=Role.ADJUSTER, city=here.city, organisation=here.insurer)
        for other in (colleague, here.officer, here.owner, committed_world.there.adjuster):
            for path in (address, f"{address}result/"):
                assert signed_in(other).get(path).status_code == 404
        for path in (address, f"{address}result/"):
            assert redirected_to(Client().get(path)).startswith("/sign-in/")

    def test_a_job_is_found_in_the_membership_it_was_started_in(self, here: CityWorld) -> None:
        address = asked(signed_in(here.adjuster))
        Membership.objects.filter(pk=here.adjuster.pk).update(valid_to=timezone.localdate())
        Membership.objects.create(
            user=here.adjuster.user, role=Role.BUREAU, city=here.city, organisation=here.bureau, valid_from="2022-01-01"
        )
        assert signed_in(here.adjuster).get(address).status_code == 404

    def test_only_the_desk_may_start_one(self, here: CityWorld) -> None:
        assert signed_in(here.owner).post(BUTTON).status_code == 403
        assert signed_in(here.adjuster).get(BUTTON).status_code == 405
        with tenant_work(here.system):
            assert not Job.objects.exists()

    def test_the_button_stands_beside_the_other_and_keeps_the_filter(self, here: CityWorld) -> None:
        body = signed_in(here.adjuster, "en").get("/claims/?clock=overdue&page=2").content.decode()
        assert f'action="{BUTTON}?clock=overdue"' in body
        assert "Export as Excel" in body

    def test_what_left_the_viewers_sight_meanwhile_is_left_out(self, here: CityWorld) -> None:
        """Rights are those of the moment it is written, not of the moment it was asked for."""
        stranger = Actor(here.adjuster.user.pk, here.developer.pk, Role.ADJUSTER, here.city.pk)
        with tenant_work(stranger), translation.override(site.LANGUAGE_CODE):
            parameters = {"list": "claims", "query": "", "at": AT.isoformat()}
            job = start_job(kind=KIND, parameters=parameters, by=stranger, at=timezone.now())
        run_job(job_id=job.pk, by=here.system, now=timezone.now)
        with tenant_work(here.system):
            job.refresh_from_db()
        with default_storage.open(str(job.result.name)) as file:
            assert len(rows_of(file.read())) == 1
