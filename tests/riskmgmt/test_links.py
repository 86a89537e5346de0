"""A link opens one finding for a site worker without an account, and nothing else."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from idi_platform.accounts.public import Membership
from idi_platform.audit.public import Event
from idi_platform.tenancy.public import business_now, tenant_work
from riskmgmt.constants import LINK_LASTS, LINK_USES, LONGEST_WORDS, MOST_LIVE_LINKS
from riskmgmt.errors import NotYourStep, TooManyLinks
from riskmgmt.models import Finding, FindingLink, LinkContribution, Rectification
from riskmgmt.selectors import evidence_of
from riskmgmt.services.linking import make_link
from tests.riskmgmt.site import Site, answered, photograph, raised
from tests.world import World

DOOR, INSIDE = "/site/", "/site/finding/"


@pytest.fixture
def finding(site: Site) -> Finding:
    return raised(site)


@dataclass(frozen=True)
class Sent:
    """A link as its maker has it, and the token as the worker has it."""

    row: FindingLink
    token: str

    @property
    def page(self) -> str:
        return f"/findings/links/{self.row.pk}/"


@pytest.fixture
def link(site: Site, finding: Finding) -> Sent:
    with tenant_work(site.builder.actor()) as by:
        return Sent(*make_link(finding=finding, by=by, at=business_now()))


def opened(link: Sent) -> Client:
    worker = Client()
    assert worker.post(DOOR, {"token": link.token}).headers["Location"] == INSIDE
    return worker


def is_open(link: Sent) -> bool:
    return Client().post(DOOR, {"token": link.token}).status_code == 302


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.user)
    return client


def work(**given: object) -> dict[str, object]:
    file = SimpleUploadedFile("after.jpg", photograph().getvalue(), "image/jpeg")
    return {"name": "张工", "words": "已剔凿重做", "after": file, **given}


def test_a_worker_reads_it_and_adds_to_the_makers_answer(site: Site, finding: Finding, link: Sent) -> None:
    worker = opened(link)
    assert "卫生间防水上翻高度不足" in worker.get(INSIDE).content.decode()
    assert worker.post(INSIDE, work()).status_code == 302
    assert "张工" in worker.get(INSIDE).content.decode()
    with tenant_work(site.builder.actor()):
        answer = Rectification.objects.get(finding=finding)
        assert (answer.started_by_id, answer.answered_at, answer.words) == (
            site.builder.user_id,
            None,
            "张工：已剔凿重做",
        )
        assert answer.photographs.count() == 1
        events = list(Event.objects.filter(dossier_id=finding.project_id, code__contains="link").order_by("pk"))
    assert [event.code for event in events] == ["finding_link_made", "finding_link_opened", "finding_added_by_link"]
    assert {event.actor_user_id for event in events} == {site.builder.user_id}
    assert all("张工" not in str(event.payload) and link.token not in str(event.payload) for event in events)
    assert "张工" in signed_in(site.builder).get(link.page).content.decode()


def test_the_photographs_of_this_finding_are_shown_and_no_others(site: Site, finding: Finding, link: Sent) -> None:
    with tenant_work(site.inspector.actor()) as viewer:
        (evidence,) = evidence_of(viewer, finding)
        (other,) = evidence_of(viewer, raised(site))
    worker = opened(link)
    for end in ("", "small/"):
        shown = worker.get(f"{INSIDE}photographs/{evidence.pk}/{end}")
        assert (shown.headers["Content-Type"], shown.getvalue()[:2]) == ("image/jpeg", b"\xff\xd8")
        assert worker.get(f"{INSIDE}photographs/{other.pk}/{end}").status_code == 404
        assert Client().get(f"{INSIDE}photographs/{evidence.pk}/{end}").status_code == 404


def test_it_opens_nothing_else_and_signs_nobody_in(site: Site, finding: Finding, link: Sent) -> None:
    worker = opened(link)
    assert "_auth_user_id" not in worker.session
    for path in (f"/findings/{finding.pk}/", "/findings/", "/inbox/", link.page):
        assert worker.get(path).headers["Location"].startswith("/sign-in/")
    assert Client().get(INSIDE).status_code == 404


def test_looking_at_the_door_uses_nothing_up(site: Site, link: Sent) -> None:
    assert Client().get(DOOR).status_code == 200
    opened(link).get(INSIDE)
    with tenant_work(site.builder.actor()):
        assert FindingLink.objects.get().uses == 1
        assert Event.objects.filter(code="finding_link_opened").count() == 1


def test_the_token_stands_in_no_address_log_or_row(
    site: Site, finding: Finding, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    shown = signed_in(site.builder).post(f"/findings/{finding.pk}/links/").content.decode()
    before, token = re.search(r"<code[^>]*>([^<#]+)#([^<]+)</code>", shown).groups()  # type: ignore[union-attr]  # shown
    assert before.endswith(DOOR)
    worker = Client()
    opening = worker.post(DOOR, {"token": f"{before}#{token}"})
    assert opening.headers["Location"] == INSIDE
    # Not "no-referrer": browsers then send forms with the origin null, and they would be refused.
    assert worker.get(INSIDE).headers["Referrer-Policy"] == "same-origin"
    assert token not in caplog.text
    with tenant_work(site.builder.actor()):
        row = FindingLink.objects.get()
    assert token not in str(vars(row))
    assert token not in signed_in(site.builder).get(f"/findings/links/{row.pk}/").content.decode()
    assert token not in str(dict(worker.session))


@pytest.mark.parametrize("token", ["x", "1-", "99999999999-" + "a" * 64, "1-" + "a" * 64, "a" * 2000])
def test_a_forged_token_opens_nothing(link: Sent, token: str) -> None:
    del link
    told = Client().post(DOOR, {"token": token})
    assert told.status_code == 404
    assert "向发给您链接的人" in told.content.decode()


def test_a_token_of_one_city_opens_nothing_in_another(world: World, link: Sent) -> None:
    _city, secret = link.token.split("-")
    assert Client().post(DOOR, {"token": f"{world.there.city.pk}-{secret}"}).status_code == 404
    assert is_open(link)


def test_it_ends_by_its_day_by_its_maker_and_by_too_many_openings(site: Site, link: Sent) -> None:
    with time_machine.travel(timezone.now() + LINK_LASTS + timedelta(seconds=1), tick=False):
        assert not is_open(link)
    worker = opened(link)
    with tenant_work(site.builder.actor()):
        FindingLink.objects.update(uses=LINK_USES - 1)
    assert [is_open(link), is_open(link)] == [True, False]
    assert worker.get(INSIDE).status_code == 200
    signed_in(site.builder).post(f"{link.page}revoke/")
    told = worker.get(INSIDE)
    assert told.status_code == 404
    assert "向发给您链接的人" in told.content.decode()


def test_it_ends_with_the_answer_and_with_the_makers_role(site: Site, finding: Finding, link: Sent) -> None:
    worker = opened(link)
    Membership.objects.filter(pk=site.builder.pk).update(valid_to=timezone.localdate())
    assert worker.get(INSIDE).status_code == 404
    Membership.objects.filter(pk=site.builder.pk).update(valid_to=None)
    answered(site, finding)
    assert worker.post(INSIDE, work()).status_code == 404
    assert not is_open(link)


def test_only_the_body_that_must_answer_makes_and_sees_links(site: Site, finding: Finding, link: Sent) -> None:
    with tenant_work(site.developer.actor()) as by, pytest.raises(NotYourStep):
        make_link(finding=finding, by=by, at=business_now())
    assert signed_in(site.developer).get(link.page).status_code == 404
    assert link.page not in signed_in(site.inspector).get(f"/findings/{finding.pk}/").content.decode()


def test_links_for_one_finding_are_few(site: Site, finding: Finding, link: Sent) -> None:
    del link
    with tenant_work(site.builder.actor()) as by:
        for _another in range(MOST_LIVE_LINKS - 1):
            make_link(finding=finding, by=by, at=business_now())
        with pytest.raises(TooManyLinks):
            make_link(finding=finding, by=by, at=business_now())


def test_what_is_refused_leaves_nothing(site: Site, link: Sent) -> None:
    worker = opened(link)
    bad = SimpleUploadedFile("a.jpg", b"<script>", "image/jpeg")
    assert worker.post(INSIDE, work(after=bad)).status_code == 422
    assert worker.post(INSIDE, {"name": "张工"}).status_code == 422
    assert worker.post(INSIDE, {"name": "张工", "words": "重" * LONGEST_WORDS}).status_code == 422
    with tenant_work(site.builder.actor()):
        assert not LinkContribution.objects.exists()
        assert not Rectification.objects.exists()


def test_a_stranger_may_not_knock_without_end(link: Sent, settings: Settings) -> None:
    settings.CHECKS_A_MINUTE = 2
    stranger = Client(REMOTE_ADDR="203.0.113.77")
    answers = [stranger.post(DOOR, {"token": "1-" + "a" * 64}).status_code for _knock in range(3)]
    assert answers == [404, 404, 422]
    assert stranger.post(DOOR, {"token": link.token}).status_code == 422
