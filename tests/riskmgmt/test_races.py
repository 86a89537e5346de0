"""Many at once: one report of two submissions, one answer of two, one verdict of two, one signature of two."""

from collections.abc import Callable
from functools import partial
from typing import Any

from idi_platform.accounts.public import Membership
from idi_platform.tenancy.public import Actor, DomainError, tenant_work
from riskmgmt.constants import Risk, Signature, Verdict
from riskmgmt.models import Finding, InspectionReport, Rectification
from riskmgmt.services.rectifying import answer_finding
from riskmgmt.services.signing import sign_report
from riskmgmt.services.submission import submit_report
from riskmgmt.services.verifying import Look, verify_rectification
from tests.riskmgmt.site import (
    AT,
    LATER,
    answered,
    build_site,
    draft_answer,
    draft_report,
    raised,
    submitted,
    with_finding,
)
from tests.threads import at_once
from tests.world import World, member


def attempt(person: Membership, step: Callable[[Actor], Any]) -> bool:
    with tenant_work(person.actor()) as by:
        try:
            step(by)
        except DomainError:
            return False
    return True


def test_two_presses_make_one_report(committed_db: str, committed_world: World) -> None:
    site = build_site(committed_world.here)
    report = draft_report(site)
    with_finding(site, report)
    press = partial(attempt, site.inspector, lambda by: submit_report(report=report, by=by, at=AT))
    assert sorted(at_once(committed_db, *[("idi_app", press)] * 2)) == [False, True]
    with tenant_work(site.city.system):
        assert InspectionReport.objects.get().number == "TIS-2026-000001"
        assert Finding.objects.get().number == 1


def test_two_reports_at_once_number_their_findings_without_doubling(committed_db: str, committed_world: World) -> None:
    site = build_site(committed_world.here)
    reports = [draft_report(site, kind=kind) for kind in ("d1", "d5")]
    for report in reports:
        with_finding(site, report)
        with_finding(site, report)
    works = [("idi_app", partial(attempt, site.inspector, partial(_submit, report))) for report in reports]
    assert at_once(committed_db, *works) == [True, True]
    with tenant_work(site.city.system):
        assert list(Finding.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def _submit(report: InspectionReport, by: Actor) -> None:
    submit_report(report=report, by=by, at=AT)


def test_of_two_answers_at_once_one_is_sent(committed_db: str, committed_world: World) -> None:
    site = build_site(committed_world.here)
    mate = member("site-mate", role="participant", city=site.city.city, organisation=site.contractor)
    finding = raised(site)
    works = []
    for person in (site.builder, mate):
        answer = draft_answer(site, finding, by_whom=person)
        works.append(("idi_app", partial(attempt, person, partial(_answer, answer))))
    assert sorted(at_once(committed_db, *works)) == [False, True]
    with tenant_work(site.city.system):
        assert Rectification.objects.filter(answered_at__isnull=False).count() == 1


def _answer(answer: Rectification, by: Actor) -> None:
    answer_finding(answer=answer, by=by, at=LATER)


def test_of_two_inspectors_at_once_one_decides(committed_db: str, committed_world: World) -> None:
    site = build_site(committed_world.here)
    answer = answered(site, raised(site))
    looks = (Look(Verdict.CLOSED, "", Risk.NORMAL), Look(Verdict.KEPT_OPEN, "仍渗漏"))
    works = [
        ("idi_app", partial(attempt, person, partial(_verify, answer, look)))
        for person, look in zip((site.inspector, site.colleague), looks, strict=True)
    ]
    outcomes = at_once(committed_db, *works)
    assert sorted(outcomes) == [False, True]
    with tenant_work(site.city.system):
        decided = Rectification.objects.get(pk=answer.pk)
        assert decided.verdict == looks[outcomes.index(True)].verdict
        assert Finding.objects.get().state == ("closed" if decided.verdict == "closed" else "open")


def _verify(answer: Rectification, look: Look, by: Actor) -> None:
    fresh = Rectification.objects.select_related("finding").get(pk=answer.pk)
    verify_rectification(rectification=fresh, look=look, by=by, at=LATER)


def test_of_two_signatures_at_once_one_stands(committed_db: str, committed_world: World) -> None:
    site = build_site(committed_world.here)
    third = member("site-third", role="inspector", city=site.city.city, organisation=site.tis)
    report = submitted(site, draft_report(site))
    works = [("idi_app", partial(attempt, person, partial(_sign, report))) for person in (site.colleague, third)]
    assert sorted(at_once(committed_db, *works)) == [False, True]


def _sign(report: InspectionReport, by: Actor) -> None:
    sign_report(report=report, signature=Signature.CHECKED, by=by, at=LATER)
