"""The journey by browser without script: report with photograph, answer with a pair, verification; and what bodies
cannot choose."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from idi_platform.tenancy.public import tenant_work
from riskmgmt.models import Finding, InspectionReport, Rectification
from tests.claims.reports import redirected_to, signed_in
from tests.documents import files
from tests.riskmgmt.site import Site, answered, draft_answer, draft_report, raised, with_finding

ENGLISH = re.compile(r">[^<>]*\b(the|The|finding|Finding|report|Report|and)\b[^<>]*<")


def jpeg(name: str = "墙.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.picture(), content_type="image/jpeg")


@pytest.mark.shows("BJ-075", "JM-061", "SH-060", "SH-075")
def test_a_report_is_written_answered_and_closed(site: Site) -> None:
    inspector = signed_in(site.inspector)
    write = redirected_to(inspector.post(reverse("riskmgmt:start"), {"project": site.city.project.pk, "kind": "d5"}))
    check = redirected_to(
        inspector.post(
            write, {"stage": "structure", "inspected_on": "2026-11-20", "inspectors": "甲、乙", "summary": "检查三层。"}
        )
    )
    report_id = check.split("/")[2]
    capture = redirected_to(inspector.post(reverse("riskmgmt:add_finding", args=[report_id])))
    typed: dict[str, Any] = {
        "risk": "D",
        "element": "waterproofing",
        "description": "防水层破损。",
        "building": site.city.building.pk,
        "door": "0301",
        "responsible": site.contractor.pk,
    }
    assert redirected_to(inspector.post(capture, {**typed, "photo": jpeg()})) == capture
    assert inspector.post(check).status_code == 302
    with tenant_work(site.city.system):
        finding = Finding.objects.get()
        assert (finding.unit_id, finding.state) == (site.city.unit.pk, "open")
    page = reverse("riskmgmt:finding", args=[finding.pk])

    builder = signed_in(site.builder)
    assert "整改回复" in builder.get(page).content.decode()
    answer = redirected_to(builder.post(reverse("riskmgmt:start_answer", args=[finding.pk])))
    missing = builder.post(answer, {"words": "已重做防水。", "before": jpeg("前.jpg"), "send": "1"})
    assert missing.status_code == 422
    assert "已重做防水。" in missing.content.decode()
    sent = builder.post(answer, {"words": "已重做防水。", "after": jpeg("后.jpg"), "send": "1"})
    assert redirected_to(sent) == page
    assert redirected_to(builder.post(answer, {"words": "别的", "send": "1"})) == page

    assert inspector.get(page).context["verifying"] is not None
    verify = reverse("riskmgmt:verify", args=[finding.pk])
    assert inspector.post(verify, {"verdict": "kept_open"}).status_code == 422
    assert redirected_to(inspector.post(verify, {"verdict": "closed", "risk_after": "A"})) == page
    assert "已销项" in signed_in(site.developer).get(page).content.decode()


def test_each_page_is_whole_in_chinese(site: Site) -> None:
    finding = raised(site)
    answer = draft_answer(site, finding)
    draft = draft_report(site, kind="d1")
    part = with_finding(site, draft)
    for person, name, args in (
        (site.inspector, "today", []),
        (site.inspector, "start", []),
        (site.inspector, "write", [draft.pk]),
        (site.inspector, "check", [draft.pk]),
        (site.inspector, "capture", [part.pk]),
        (site.inspector, "report", [finding.report_id]),
        (site.inspector, "finding", [finding.pk]),
        (site.inspector, "findings", []),
        (site.inspector, "reports", []),
        (site.builder, "answer", [answer.pk]),
    ):
        response = signed_in(person).get(reverse(f"riskmgmt:{name}", args=args))
        assert response.status_code == 200, name
        assert not ENGLISH.search(response.content.decode().replace("here project", "")), name


def test_a_bad_file_is_named_and_the_words_are_kept(site: Site) -> None:
    part = with_finding(site, draft_report(site), photographs=0)
    client = signed_in(site.inspector)
    bad = SimpleUploadedFile("x.jpg", b"no picture", content_type="image/jpeg")
    refused = client.post(reverse("riskmgmt:capture", args=[part.pk]), {"description": "别处开裂", "photo": bad})
    assert refused.status_code == 422
    assert "别处开裂" in refused.content.decode()
    assert 'href="#id_photo"' in refused.content.decode()
    script = client.post(reverse("riskmgmt:add_photograph", args=[part.pk]), {"photo": jpeg()})
    assert "upload-item" in script.content.decode()
    bad.seek(0)
    script = client.post(reverse("riskmgmt:add_photograph", args=[part.pk]), {"photo": bad})
    assert script.status_code == 422
    assert unquote(script.headers["X-Reason"])


def test_removing_a_photograph_keeps_what_is_typed(site: Site) -> None:
    answer = draft_answer(site, raised(site))
    part = with_finding(site, draft_report(site))
    for person, address, field, word in (
        (site.inspector, reverse("riskmgmt:capture", args=[part.pk]), "description", "别处开裂"),
        (site.builder, reverse("riskmgmt:answer", args=[answer.pk]), "words", "已重做防水。"),
    ):
        client = signed_in(person)
        buttons = re.findall(r'name="remove" value="([^"]+)"', client.get(address).content.decode())
        assert redirected_to(client.post(address, {field: word, "remove": buttons[0]})) == address
        left = client.get(address).content.decode()
        assert word in left
        assert re.findall(r'name="remove" value="([^"]+)"', left) == buttons[1:]


def test_the_body_chooses_neither_organisation_nor_state(site: Site) -> None:
    client = signed_in(site.inspector)
    client.post(
        reverse("riskmgmt:start"),
        {"project": site.city.project.pk, "kind": "d5", "tis": site.contractor.pk, "state": "submitted"},
    )
    with tenant_work(site.city.system):
        report = InspectionReport.objects.get()
        assert (report.tis_id, report.state) == (site.tis.pk, "draft")
    finding = raised(site)
    builder = signed_in(site.builder)
    address = redirected_to(builder.post(reverse("riskmgmt:start_answer", args=[finding.pk])))
    builder.post(address, {"words": "x", "organisation": site.tis.pk, "verdict": "closed", "state": "closed"})
    with tenant_work(site.city.system):
        answer = Rectification.objects.get()
        assert (answer.organisation_id, answer.verdict, answer.answered_at) == (site.contractor.pk, "", None)
        assert Finding.objects.get(pk=finding.pk).state == "open"


def test_a_project_or_body_that_was_not_offered_is_refused(site: Site) -> None:
    client = signed_in(site.inspector)
    other = {"project": site.city.unit.pk, "kind": "d5"}
    assert client.post(reverse("riskmgmt:start"), other).status_code == 422
    part = with_finding(site, draft_report(site))
    posted = client.post(reverse("riskmgmt:capture", args=[part.pk]), {"responsible": site.tis.pk})
    assert posted.status_code == 422


def test_pages_of_others_are_not_found(site: Site) -> None:
    finding = raised(site)
    answer = draft_answer(site, finding)
    draft = draft_report(site, kind="d1")
    for person, name, args in (
        (site.designer, "finding", [finding.pk]),
        (site.developer, "answer", [answer.pk]),
        (site.colleague, "check", [draft.pk]),
        (site.colleague, "write", [draft.pk]),
    ):
        assert signed_in(person).get(reverse(f"riskmgmt:{name}", args=args)).status_code == 404, name


def test_lists_show_what_waits(site: Site) -> None:
    waiting = raised(site)
    answered(site, waiting)
    raised(site)
    response = signed_in(site.inspector).get(reverse("riskmgmt:findings"), {"progress": "waiting"})
    assert [line.pk for line in response.context["lines"]] == [waiting.pk]
    response = signed_in(site.inspector).get(reverse("riskmgmt:findings"), {"q": "F-0002"})
    assert [line.number for line in response.context["lines"]] == [2]
    today = signed_in(site.inspector).get(reverse("riskmgmt:today"))
    assert today.context["waiting_count"] == 1
