"""An inspected site: a submitted report with a finding, an unfinished report, and an answer that is not sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.registry.public import PartyRole, add_party
from idi_platform.tenancy.public import tenant_work
from riskmgmt.links import read_token
from riskmgmt.services.linking import Work, add_by_link, make_link, use_link
from riskmgmt.services.rectifying import start_answer
from riskmgmt.services.reporting import add_finding, save_finding, save_report, start_report
from riskmgmt.services.submission import submit_report
from tests.world import FOUNDED, SINCE, CityWorld, member


@dataclass(frozen=True)
class Inspected:
    """The ids that the routes of riskmgmt take."""

    report: UUID
    report_draft: UUID
    finding: UUID
    finding_draft: UUID
    rectification: UUID
    link: UUID


def inspected(city: CityWorld, *, inspector: Membership, at: datetime) -> Inspected:
    builder = _builder(city)
    with tenant_work(inspector.actor()) as by:
        report = start_report(project=city.project, kind="d5", by=by, at=at)
        save_report(report=report, by=by, at=at, stage="structure", summary=f"canary of {city.city.code}")
        finding = add_finding(report=report, by=by)
        save_finding(
            finding=finding,
            by=by,
            at=at,
            risk="R",
            element="roof",
            description=f"canary of {city.city.code}",
            responsible=builder.organisation,
        )
        submit_report(report=report, by=by, at=at)
        draft = start_report(project=city.project, kind="d1", by=by, at=at)
        finding_draft = add_finding(report=draft, by=by)
    with tenant_work(builder.actor()) as by:
        finding.refresh_from_db()
        answer = start_answer(finding=finding, by=by, at=at)
        link, token = make_link(finding=finding, by=by, at=at)
        facts = read_token(token)
        assert facts is not None
        add_by_link(opened=use_link(facts=facts, at=at), work=Work("test", "test", []), at=at)
    return Inspected(report.pk, draft.pk, finding.pk, finding_draft.pk, answer.pk, link.pk)


def _builder(city: CityWorld) -> Membership:
    """The contractor's person: the one of the matrix, or one of a contractor made for the other city."""
    known = Membership.objects.filter(city=city.city, organisation__kind=OrganisationKind.CONTRACTOR)
    if found := known.select_related("organisation").first():
        return found
    body = Organisation.objects.create(
        kind=OrganisationKind.CONTRACTOR, name_zh="there contractor", name_en="there contractor"
    )
    with tenant_work(city.system) as by:
        add_party(project=city.project, organisation=body, role=PartyRole.CONTRACTOR, from_on=SINCE, by=by, at=FOUNDED)
    return member("there-builder", role=Role.PARTICIPANT, city=city.city, organisation=body)
