"""Inspection work has somebody in charge: news, a deputy who takes a draft over, work handed over for good."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import Event
from idi_platform.organisations.services.assigning import AbsenceFacts, assign, enter_absence, hand_over
from idi_platform.tenancy.public import tenant_work
from riskmgmt.constants import RiskEvent
from riskmgmt.errors import DraftOfTheSame, NotYourProject
from riskmgmt.models import Finding, InspectionReport
from riskmgmt.news import recipients
from riskmgmt.services.handing_over import take_over_draft
from tests.riskmgmt.site import AT, Site, answered, draft_report, raised
from tests.world import member


def away(site: Site) -> None:
    """The inspector is away, the colleague stands in."""
    today = AT.date()
    facts = AbsenceFacts(site.inspector.user, site.colleague.user, today, today + timedelta(days=5))
    with tenant_work(site.inspector.actor()) as by:
        enter_absence(facts=facts, by=by, at=AT)


def writer(site: Site, report: InspectionReport) -> UUID:
    with tenant_work(site.city.system):
        return InspectionReport.objects.get(pk=report.pk).started_by_id


def take(site: Site, report: InspectionReport, who: Membership) -> None:
    with tenant_work(who.actor()) as by:
        take_over_draft(report=report, by=by, at=AT)


def told(site: Site, finding: Finding) -> set[UUID]:
    """Whom the answer to the finding is news for."""
    with tenant_work(site.city.system):
        event = Event.objects.get(code=RiskEvent.ANSWERED)
        return recipients(event, finding)


def test_an_answer_is_news_for_who_is_in_charge_and_their_deputy(site: Site) -> None:
    third = member("site-third", role=Role.INSPECTOR, city=site.city.city, organisation=site.tis)
    finding = raised(site)
    answered(site, finding)
    assert told(site, finding) == {one.user_id for one in (site.inspector, site.colleague, third)}
    with tenant_work(site.colleague.actor()) as by:
        assign(dossier=site.city.project.dossier, assignee=site.inspector.user, by=by, at=AT)
    assert told(site, finding) == {site.inspector.user_id}
    away(site)
    assert told(site, finding) == {site.inspector.user_id, site.colleague.user_id}


def test_a_deputy_takes_over_the_draft_of_whom_they_stand_in_for(site: Site) -> None:
    report = draft_report(site)
    with pytest.raises(NotYourProject):
        take(site, report, site.colleague)
    away(site)
    take(site, report, site.colleague)
    assert writer(site, report) == site.colleague.user_id


def test_a_draft_of_the_same_is_submitted_first_and_nothing_moves(site: Site) -> None:
    report = draft_report(site)
    away(site)
    with tenant_work(site.colleague.actor()) as by:
        InspectionReport.objects.create(
            city=site.city.city,
            project=site.city.project,
            tis=site.tis,
            kind=report.kind,
            started_by=site.colleague.user,
            started_at=AT,
        )
        with pytest.raises(DraftOfTheSame):
            take_over_draft(report=report, by=by, at=AT)


def test_work_handed_over_for_good_takes_drafts_along(site: Site) -> None:
    report = draft_report(site)
    admin = member("site-admin", role=Role.ORG_ADMIN, city=site.city.city, organisation=site.tis)
    with tenant_work(site.inspector.actor()) as by:
        assign(dossier=site.city.project.dossier, assignee=site.inspector.user, by=by, at=AT)
    with tenant_work(admin.actor()) as by:
        assert hand_over(person=site.inspector.user, successor=site.colleague.user, by=by, at=AT) == 2
    assert writer(site, report) == site.colleague.user_id


def test_today_shows_who_is_in_charge(site: Site, client: Client) -> None:
    with tenant_work(site.colleague.actor()) as by:
        assign(dossier=site.city.project.dossier, assignee=site.colleague.user, by=by, at=AT)
    client.force_login(site.inspector.user)
    page = client.get("/inspections/")
    assert page.context["sites"][0].in_charge == site.colleague.user
