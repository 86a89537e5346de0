"""A site for tests: the world's project with its inspection service, contractor and others, and reports of it."""

import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.registry.public import PartyRole, add_party
from idi_platform.tenancy.public import tenant_work
from riskmgmt.constants import PhotographKind, Risk, Verdict
from riskmgmt.models import Finding, InspectionReport, Rectification
from riskmgmt.services.rectifying import add_answer_photograph, answer_finding, save_answer, start_answer
from riskmgmt.services.reporting import add_finding, add_photograph, save_finding, save_report, start_report
from riskmgmt.services.submission import submit_report
from riskmgmt.services.verifying import Look, verify_rectification
from tests.documents import files
from tests.world import FOUNDED, SINCE, ZONE, CityWorld, member

AT = datetime(2026, 11, 20, 14, 0, tzinfo=ZONE)
LATER = AT + timedelta(days=1)


@dataclass(frozen=True)
class Site:
    """The city's project and one person of each body that works on it."""

    city: CityWorld
    tis: Organisation
    contractor: Organisation
    inspector: Membership
    colleague: Membership
    builder: Membership
    developer: Membership
    supervisor: Membership
    designer: Membership


def build_site(city: CityWorld, prefix: str = "site") -> Site:
    bodies = {
        part: Organisation.objects.create(kind=kind, name_zh=f"{prefix} {part}", name_en=f"{prefix} {part}")
        for part, kind in (
            (PartyRole.TIS, OrganisationKind.TIS),
            (PartyRole.CONTRACTOR, OrganisationKind.CONTRACTOR),
            (PartyRole.SUPERVISOR, OrganisationKind.SUPERVISOR),
            (PartyRole.DESIGNER, OrganisationKind.DESIGNER),
        )
    }
    with tenant_work(city.system) as by:
        for part, body in bodies.items():
            add_party(project=city.project, organisation=body, role=part, from_on=SINCE, by=by, at=FOUNDED)

    def person(name: str, role: Role, body: Organisation) -> Membership:
        return member(f"{prefix}-{name}", role=role, city=city.city, organisation=body)

    return Site(
        city=city,
        tis=bodies[PartyRole.TIS],
        contractor=bodies[PartyRole.CONTRACTOR],
        inspector=person("inspector", Role.INSPECTOR, bodies[PartyRole.TIS]),
        colleague=person("colleague", Role.INSPECTOR, bodies[PartyRole.TIS]),
        builder=person("builder", Role.PARTICIPANT, bodies[PartyRole.CONTRACTOR]),
        developer=person("developer", Role.PARTICIPANT, city.developer),
        supervisor=person("supervisor", Role.PARTICIPANT, bodies[PartyRole.SUPERVISOR]),
        designer=person("designer", Role.PARTICIPANT, bodies[PartyRole.DESIGNER]),
    )


def photograph() -> io.BytesIO:
    return io.BytesIO(files.picture())


def draft_report(site: Site, *, kind: str = "d5", at: datetime = AT, **facts: Any) -> InspectionReport:
    """A report of the inspector with everything but findings."""
    with tenant_work(site.inspector.actor()) as by:
        report = start_report(project=site.city.project, kind=kind, by=by, at=at)
        known = {"stage": "structure", "inspected_on": date(2026, 11, 20), "summary": "检查三层至五层。", **facts}
        save_report(report=report, by=by, at=at, **known)
        report.refresh_from_db()
    return report


def with_finding(
    site: Site, report: InspectionReport, *, risk: str = Risk.MEDIUM, photographs: int = 1, **facts: Any
) -> Finding:
    """Adds a complete finding to the draft, addressed to the contractor."""
    given = {
        "building": site.city.building,
        "floor": 3,
        "spot": "A-B/3-4 轴",
        "element": "waterproofing",
        "risk": risk,
        "description": "卫生间防水上翻高度不足。",
        "responsible": site.contractor,
        **facts,
    }
    with tenant_work(site.inspector.actor()) as by:
        finding = add_finding(report=report, by=by)
        save_finding(finding=finding, by=by, at=AT, **given)
        for number in range(photographs):
            add_photograph(finding=finding, file=photograph(), filename=f"{number}.jpg", by=by, at=AT)
        finding.refresh_from_db()
    return finding


def submitted(site: Site, report: InspectionReport, *, at: datetime = AT) -> InspectionReport:
    with tenant_work(site.inspector.actor()) as by:
        return submit_report(report=report, by=by, at=at)


def raised(site: Site, *, risk: str = Risk.MEDIUM, **facts: Any) -> Finding:
    """A finding of a submitted report."""
    report = draft_report(site)
    finding = with_finding(site, report, risk=risk, **facts)
    submitted(site, report)
    with tenant_work(site.city.system):
        return Finding.objects.select_related("project__dossier", "report").get(pk=finding.pk)


def draft_answer(site: Site, finding: Finding, *, by_whom: Membership | None = None) -> Rectification:
    """A complete answer of the contractor, not sent yet."""
    with tenant_work((by_whom or site.builder).actor()) as by:
        answer = start_answer(finding=finding, by=by, at=LATER)
        save_answer(answer=answer, words="已剔凿并重新涂刷，蓄水试验合格。", by=by)
        for kind in (PhotographKind.BEFORE, PhotographKind.AFTER):
            add_answer_photograph(answer=answer, kind=kind, file=photograph(), filename=f"{kind}.jpg", by=by, at=LATER)
    return answer


def answered(site: Site, finding: Finding) -> Rectification:
    answer = draft_answer(site, finding)
    with tenant_work(site.builder.actor()) as by:
        return answer_finding(answer=answer, by=by, at=LATER)


def closed(site: Site, rectification: Rectification) -> Finding:
    with tenant_work(site.inspector.actor()) as by:
        look = Look(Verdict.CLOSED, risk_after=Risk.NORMAL)
        return verify_rectification(rectification=rectification, look=look, by=by, at=LATER)
