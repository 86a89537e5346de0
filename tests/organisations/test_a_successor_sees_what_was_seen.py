"""After a merger the same people see the same case files of every kind, and owe the same; nothing is left behind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims.models import Claim
from idi_platform.accounts.public import Membership, Organisation, Role
from idi_platform.audit.public import History
from idi_platform.deadlines.models import Deadline
from idi_platform.dossiers.granting import grants_amiss
from idi_platform.dossiers.public import Dossier
from idi_platform.organisations.constants import SuccessionKind, SuccessionState
from idi_platform.organisations.models import Absence, Assignment
from idi_platform.organisations.services.assigning import AbsenceFacts, assign, enter_absence
from idi_platform.organisations.services.succeeding import SuccessionFacts, confirm_succession, propose_succession
from idi_platform.registry.public import Authority, Project
from idi_platform.tenancy.public import tenant_work
from operations.references import references_to
from riskmgmt.models import Finding, InspectionReport
from tests.access.insured import insured
from tests.claims.reports import filed
from tests.registry.authorities import confirmed, of_common_parts, of_home, property_manager
from tests.riskmgmt.site import Site, build_site, draft_report, with_finding
from tests.supervision.cases import Term, moment, start_term
from tests.world import World, member
from underwriting.models import InsurancePolicy

NOW = timezone.now()
SEEN: tuple[Any, ...] = (Dossier, Project, InsurancePolicy, Claim, InspectionReport, Finding, Authority, Deadline)
# Of an organisation in a city each has its own file; the successor's begins with it.
OWN_FILE = "organisation"

# Every key to an organisation: what becomes of it on the day (docs/adr/0028).
PASSES = {
    "accounts.Membership.organisation",
    "claims.Claim.developer",
    "claims.Claim.insurer",
    "deadlines.Deadline.obliged",
    "organisations.Absence.organisation",
    "organisations.Assignment.organisation",
    "organisations.Certificate.organisation",
    "registry.Authority.organisation",
    "registry.Party.organisation",
    "riskmgmt.Finding.responsible",
    "riskmgmt.FindingLink.organisation",
    "riskmgmt.InspectionReport.tis",
    "riskmgmt.Rectification.organisation",
    "underwriting.InsurancePolicy.lead_insurer",
    "underwriting.Share.organisation",
}
STAYS = {
    "accounts.IdentityProvider.organisation": "the successor's administrator declares where its people sign in",
    "alerts.Robot.organisation": "its group and its secret are the predecessor's",
    "deadlines.Expectation.obliged": "written anew every night by its watch, which knows the parts of the day",
    "documents.Letter.issued_by_organisation": "a letter keeps the name under which it was issued",
    "dossiers.DossierGroupObjectPermission.organisation": "a projection, made anew from the facts that pass",
    "lists.SavedView.organisation": "where a view was saved",
    "organisations.Admission.organisation": "what was decided on an application",
    "organisations.Invitation.organisation": "whom the predecessor asked in; the successor asks anew",
    "organisations.OrganisationInCity.organisation": "each has its own file",
    "organisations.Succession.predecessor": "the succession itself",
    "organisations.Succession.successor": "the succession itself",
}


@dataclass(frozen=True)
class Stage:
    """The bodies of a project, each with its people, on everything that can be seen."""

    site: Site
    world: World
    manager: Membership


@pytest.fixture
def stage(world: World, settings: Settings, tmp_path: Path) -> Stage:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    here, site = world.here, build_site(world.here)
    manager = property_manager(here)
    insured(here, at=NOW)
    filed(here)
    start_term(here, Term(moment(10)))
    with_finding(site, draft_report(site))
    assert manager.organisation
    confirmed(here, of_home(here, manager.organisation))
    confirmed(here, of_common_parts(here, manager.organisation))
    return Stage(site, world, manager)


def seen(person: Membership) -> dict[str, set[object]]:
    with tenant_work(person.actor()) as by:
        found = {model._meta.label: set(model.objects.visible_to(by).values_list("pk", flat=True)) for model in SEEN}
        # A successor's authority is a new row on the same paper.
        found["registry.Authority"] = set(Authority.objects.visible_to(by).values_list("document", flat=True))
        own = Dossier.objects.visible_to(by).filter(kind=OWN_FILE)
        found[Dossier._meta.label] -= set(own.values_list("pk", flat=True))
    return found


def merged(stage: Stage, body: Organisation) -> Organisation:
    here = stage.world.here
    admin = member("admin-of-it", role=Role.ORG_ADMIN, city=here.city, organisation=body)
    heir = Organisation.objects.create(kind=body.kind, name_zh="承继机构", name_en="Heir")
    facts = SuccessionFacts(SuccessionKind.MERGER, body, heir, timezone.localdate(), "合并公告")
    with tenant_work(admin.actor()) as by:
        succession = propose_succession(facts=facts, by=by, at=NOW)
    with tenant_work(here.officer.actor()) as by:
        confirm_succession(succession=succession, by=by, at=NOW)
    succession.refresh_from_db()
    assert succession.state == SuccessionState.DONE
    return heir


WHO: dict[str, Callable[[Stage], Membership]] = {
    "adjuster": lambda stage: stage.world.here.adjuster,
    "underwriter": lambda stage: _insurers(stage, Role.UNDERWRITER),
    "insurer's manager": lambda stage: _insurers(stage, Role.INSURER_MANAGER),
    "inspector": lambda stage: stage.site.inspector,
    "developer": lambda stage: stage.site.developer,
    "contractor": lambda stage: stage.site.builder,
    "property manager": lambda stage: stage.manager,
}


def _insurers(stage: Stage, role: Role) -> Membership:
    here = stage.world.here
    return member(f"of-{role}", role=role, city=here.city, organisation=here.insurer)


@pytest.mark.parametrize("who", WHO)
def test_the_same_person_sees_the_same_files_as_the_successors(stage: Stage, who: str) -> None:
    person = WHO[who](stage)
    before = seen(person)
    assert before["dossiers.Dossier"]
    assert person.organisation
    heir = merged(stage, person.organisation)
    now_held = Membership.objects.get(user=person.user, organisation=heir)
    assert seen(now_held) == before
    left = seen(person)
    assert not left["registry.Project"] | left["claims.Claim"] | left["riskmgmt.InspectionReport"]
    assert grants_amiss(stage.world.here.city.pk) == 0


def test_inspection_work_in_charge_and_leave_go_along(stage: Stage) -> None:
    site, here = stage.site, stage.world.here
    today = timezone.localdate()
    leave = AbsenceFacts(site.inspector.user, site.colleague.user, today, today + timedelta(days=5))
    with tenant_work(site.inspector.actor()) as by:
        assign(dossier=here.project.dossier, assignee=site.inspector.user, by=by, at=NOW)
        enter_absence(facts=leave, by=by, at=NOW)
    heir = merged(stage, site.tis)
    with tenant_work(here.system):
        kept = Assignment.objects.get(ended_at=None)
        assert (kept.organisation, kept.assignee) == (heir, site.inspector.user)
        assert Absence.objects.get().organisation == heir


def test_every_key_to_an_organisation_says_what_becomes_of_it() -> None:
    keys = {one.name for one in references_to(Organisation) if not issubclass(one.model, History)}
    assert keys == PASSES | set(STAYS)
