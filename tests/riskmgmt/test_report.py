"""A report is written step by step, and never changes once it is submitted."""

from datetime import date, time
from typing import Any

import pytest

from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload, UploadRefused
from idi_platform.registry.public import Building, Party, PartyRole
from idi_platform.tenancy.public import DomainError, tenant_work
from riskmgmt.constants import Risk
from riskmgmt.errors import (
    InspectedInFuture,
    NotResponsible,
    NotYourProject,
    PlaceElsewhere,
    ReportIncomplete,
    ReportSubmitted,
    TimesReversed,
)
from riskmgmt.models import Finding, FindingPhotograph, InspectionReport
from riskmgmt.public import has_serious_open, open_findings
from riskmgmt.services.reporting import (
    add_finding,
    add_photograph,
    remove_finding,
    remove_photograph,
    save_finding,
    save_report,
    start_report,
)
from riskmgmt.services.submission import gaps_of, submit_report
from tests.riskmgmt.site import AT, LATER, Site, draft_report, photograph, raised, submitted, with_finding
from tests.world import World


def test_an_unfinished_report_is_resumed(site: Site) -> None:
    report = draft_report(site)
    assert draft_report(site).pk == report.pk
    assert draft_report(site, kind="d1").pk != report.pk
    with tenant_work(site.colleague.actor()) as by:
        assert start_report(project=site.city.project, kind="d5", by=by, at=AT).pk != report.pk


@pytest.mark.shows("HZ-119", "JM-056")
def test_submission_numbers_the_report_and_its_findings(site: Site) -> None:
    report = draft_report(site)
    with_finding(site, report)
    with_finding(site, report, risk=Risk.OBSERVATION, responsible=None, photographs=0)
    filed = submitted(site, report)
    assert (filed.number, filed.prepared_by_id) == ("TIS-2026-000001", site.inspector.user_id)
    raised(site)
    with tenant_work(site.city.system):
        references = [finding.reference for finding in Finding.objects.order_by("number")]
        assert references == ["F-0001", "F-0002", "F-0003"]
        assert Finding.objects.get(number=2).state == "noted"


def test_photographs_hang_on_the_projects_dossier_after_submission_only(site: Site) -> None:
    report = draft_report(site)
    with_finding(site, report, photographs=2)
    with tenant_work(site.builder.actor()) as by:
        assert not Upload.objects.visible_to(by).exists()
    submitted(site, report)
    with tenant_work(site.builder.actor()) as by:
        assert {upload.dossier_id for upload in Upload.objects.visible_to(by)} == {site.city.project.pk}


def test_the_events_that_rules_start_from_are_on_record(site: Site) -> None:
    finding = raised(site)
    with tenant_work(site.city.system):
        events = {event.code: event for event in Event.objects.filter(dossier_id=site.city.project.pk)}
    assert {"inspection_performed", "report_completed", "report_received", "finding_raised"} <= set(events)
    assert events["report_completed"].occurred_at == AT
    assert events["inspection_performed"].occurred_at.date() == date(2026, 11, 20)
    assert events["finding_raised"].payload["finding"] == str(finding.pk)


def test_a_submitted_report_never_changes(site: Site) -> None:
    finding = raised(site)
    report = finding.report
    with tenant_work(site.inspector.actor()) as by:
        for change in (
            lambda: save_report(report=report, by=by, at=AT, summary="别的"),
            lambda: save_finding(finding=finding, by=by, at=AT, risk=Risk.SLIGHT),
            lambda: add_finding(report=report, by=by),
            lambda: remove_finding(finding=finding, by=by),
            lambda: add_photograph(finding=finding, file=photograph(), filename="x.jpg", by=by, at=AT),
            lambda: submit_report(report=report, by=by, at=AT),
        ):
            with pytest.raises(ReportSubmitted):
                change()


def test_nobody_writes_in_the_draft_of_another(site: Site) -> None:
    report = draft_report(site)
    for other in (site.colleague, site.builder):
        with tenant_work(other.actor()) as by, pytest.raises(ReportSubmitted):
            save_report(report=report, by=by, at=AT, summary="别的")
    with tenant_work(site.colleague.actor()) as by, pytest.raises(ReportSubmitted):
        submit_report(report=report, by=by, at=AT)


def test_only_the_projects_inspection_service_reports(site: Site, world: World) -> None:
    for other in (site.builder, site.developer, world.here.adjuster, world.here.officer):
        with tenant_work(other.actor()) as by, pytest.raises(NotYourProject):
            start_report(project=site.city.project, kind="d5", by=by, at=AT)


def test_a_service_that_was_replaced_cannot_submit_any_more(site: Site) -> None:
    report = draft_report(site)
    with tenant_work(site.city.system):
        Party.objects.filter(role=PartyRole.TIS).update(to_on=date(2026, 11, 1))
    with tenant_work(site.inspector.actor()) as by, pytest.raises(NotYourProject):
        submit_report(report=report, by=by, at=AT)


WRONG_VISITS: dict[str, tuple[dict[str, Any], type[DomainError], str]] = {
    "tomorrow": ({"inspected_on": date(2026, 11, 21)}, InspectedInFuture, "inspected_on"),
    "ends first": ({"from_time": time(14), "to_time": time(9)}, TimesReversed, "to_time"),
}


@pytest.mark.parametrize(("facts", "error", "field"), WRONG_VISITS.values(), ids=WRONG_VISITS.keys())
def test_a_visit_lies_in_the_past_and_runs_forward(
    site: Site, facts: dict[str, Any], error: type[DomainError], field: str
) -> None:
    with pytest.raises(error) as refused:
        draft_report(site, **facts)
    assert refused.value.field == field


INCOMPLETE: dict[str, dict[str, Any]] = {
    "risk code": {"risk": ""},
    "element": {"element": ""},
    "words": {"description": ""},
    "responsible body": {"responsible": None},
    "photograph": {"photographs": 0},
}


@pytest.mark.parametrize("lack", INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_an_incomplete_finding_is_named_and_keeps_the_report_a_draft(site: Site, lack: dict[str, Any]) -> None:
    report = draft_report(site)
    finding = with_finding(site, report, **lack)
    with tenant_work(site.inspector.actor()) as by:
        assert [gap.finding_id for gap in gaps_of(report)] == [finding.pk]
        with pytest.raises(ReportIncomplete) as refused:
            submit_report(report=report, by=by, at=AT)
    assert refused.value.rule


@pytest.mark.shows("JM-059")
def test_a_completion_report_needs_its_evaluation_of_the_risk(site: Site) -> None:
    report = draft_report(site, kind="d6")
    with pytest.raises(ReportIncomplete):
        submitted(site, report)
    draft_report(site, kind="d6", risk_analysis="整体风险可接受。")
    assert submitted(site, report).state == "submitted"


def test_a_place_of_another_project_is_refused(site: Site, world: World) -> None:
    report = draft_report(site)
    with tenant_work(site.city.system):
        other = Building(city=world.here.city, project_id=world.there.project.pk, number="9")
    with pytest.raises(PlaceElsewhere) as refused:
        with_finding(site, report, building=other)
    assert refused.value.field == "building"


def test_a_home_says_building_and_floor(site: Site) -> None:
    finding = with_finding(site, draft_report(site), unit=site.city.unit, building=None, floor=None)
    assert (finding.building_id, finding.floor) == (site.city.building.pk, site.city.unit.floor)


def test_a_body_without_part_in_the_works_cannot_be_made_responsible(site: Site, world: World) -> None:
    report = draft_report(site)
    for body in (world.there.developer, world.here.insurer, site.tis):
        with pytest.raises(NotResponsible):
            with_finding(site, report, responsible=body)


def test_an_untouched_finding_is_given_again(site: Site) -> None:
    report = draft_report(site)
    with tenant_work(site.inspector.actor()) as by:
        assert add_finding(report=report, by=by) == add_finding(report=report, by=by)


def test_a_finding_goes_with_its_photographs(site: Site) -> None:
    finding = with_finding(site, draft_report(site), photographs=2)
    with tenant_work(site.inspector.actor()) as by:
        remove_photograph(finding=finding, upload_id=Upload.objects.latest("pk").pk, by=by)
        assert FindingPhotograph.objects.count() == 1
        remove_finding(finding=finding, by=by)
        assert (Finding.objects.count(), Upload.objects.count()) == (0, 0)


def test_a_photograph_of_another_finding_is_not_removed(site: Site) -> None:
    report = draft_report(site)
    mine, other = with_finding(site, report), with_finding(site, report)
    with tenant_work(site.inspector.actor()) as by:
        theirs = other.photographs.get().upload_id
        remove_photograph(finding=mine, upload_id=theirs, by=by)
        assert Upload.objects.filter(pk=theirs).exists()


def test_a_bad_file_is_refused_and_costs_nothing(site: Site) -> None:
    finding = with_finding(site, draft_report(site))
    with tenant_work(site.inspector.actor()) as by, pytest.raises(UploadRefused):
        add_photograph(finding=finding, file=files_of(b"no picture"), filename="x.jpg", by=by, at=AT)
    with tenant_work(site.inspector.actor()):
        assert finding.photographs.count() == 1


def files_of(content: bytes) -> Any:
    return type(photograph())(content)


def test_open_and_serious_findings_of_a_project_are_known(site: Site) -> None:
    raised(site, risk=Risk.MEDIUM)
    with tenant_work(site.city.system) as by:
        assert not has_serious_open(by, project_id=site.city.project.pk)
    raised(site, risk=Risk.SEVERE_TECHNICAL)
    with tenant_work(site.city.system) as by:
        assert open_findings(by, project_id=site.city.project.pk).count() == 2
        assert has_serious_open(by, project_id=site.city.project.pk)


def test_a_report_without_findings_is_a_report(site: Site) -> None:
    assert submitted(site, draft_report(site), at=LATER).state == "submitted"
    with tenant_work(site.city.system):
        assert InspectionReport.objects.unfinished().count() == 0
