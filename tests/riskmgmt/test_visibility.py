"""Who sees reports, findings, answers and photographs: each body of the project as far as it goes, nobody else."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership, OrganisationKind, Role
from idi_platform.documents.public import Upload
from idi_platform.registry.public import PartyRole, add_party
from idi_platform.tenancy.public import tenant_work
from riskmgmt.models import Finding, FindingPhotograph, InspectionReport, Rectification
from riskmgmt.selectors import defect_counts
from tests.riskmgmt.site import AT, Site, answered, draft_report, raised, with_finding
from tests.world import SINCE, World, member


def seen(person: Membership) -> tuple[int, int]:
    """How many reports and findings this person sees."""
    with tenant_work(person.actor()) as by:
        return InspectionReport.objects.visible_to(by).count(), Finding.objects.visible_to(by).count()


@pytest.mark.shows("JM-060")
def test_each_body_sees_as_far_as_its_part_goes(site: Site, world: World) -> None:
    raised(site)
    raised(site, responsible=world.here.developer)
    here = world.here
    manager = member("manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)
    underwriter = member("und", role=Role.UNDERWRITER, city=here.city, organisation=here.insurer)
    for person in (site.inspector, site.colleague, site.developer, site.supervisor, here.adjuster, here.officer):
        assert seen(person) == (2, 2), person
    assert seen(manager) == seen(underwriter) == (2, 2)
    assert seen(site.builder) == (2, 1)
    assert seen(site.designer) == (2, 0)


def test_owners_and_outsiders_see_nothing(site: Site, world: World) -> None:
    answered(site, raised(site))
    rivals = type(world.here.insurer).objects.create(kind=OrganisationKind.INSURER, name_zh="别家", name_en="rival")
    rival = member("rival", role=Role.ADJUSTER, city=world.here.city, organisation=rivals)
    stranger = member("stranger", role=Role.INSPECTOR, city=world.here.city, organisation=rivals)
    for person in (world.here.owner, rival, stranger, world.there.adjuster, world.there.officer):
        assert seen(person) == (0, 0), person
        with tenant_work(person.actor()) as by:
            assert not Rectification.objects.visible_to(by).exists()
            assert not FindingPhotograph.objects.visible_to(by).exists()
            assert not Upload.objects.visible_to(by).exists()


def test_a_photograph_is_seen_with_its_finding_not_with_the_project(site: Site, world: World) -> None:
    """Contractor A's photographs are not contractor B's, though both build the same project; nor the designer's."""
    finding = raised(site)
    answer = answered(site, finding)
    rivals = type(site.contractor).objects.create(kind=OrganisationKind.CONTRACTOR, name_zh="乙施工", name_en="b")
    with tenant_work(site.city.system) as by:
        add_party(
            project=site.city.project, organisation=rivals, role=PartyRole.CONTRACTOR, from_on=SINCE, by=by, at=AT
        )
    other = member("other-builder", role=Role.PARTICIPANT, city=site.city.city, organisation=rivals)
    with tenant_work(site.city.system) as by:
        uploads = list(FindingPhotograph.objects.filter(finding=finding).values_list("upload_id", flat=True))
    assert len(uploads) == 3, answer
    for person in (site.builder, site.developer, site.supervisor, site.colleague, world.here.adjuster):
        assert {status(person, upload) for upload in uploads} == {200}, person
    for person in (other, site.designer, world.here.owner, world.there.owner):
        assert {status(person, upload) for upload in uploads} == {404}, person


def status(person: Membership, upload: UUID) -> int:
    """What the address of the photograph answers this person."""
    browser = Client()
    browser.force_login(person.user)
    response = browser.get(reverse("documents:download", args=[upload]))
    if response.streaming:
        list(response)
    return response.status_code


def test_a_draft_is_its_writers_alone(site: Site) -> None:
    with_finding(site, draft_report(site))
    assert seen(site.inspector) == (1, 1)
    for person in (site.colleague, site.builder, site.developer, site.city.adjuster, site.city.officer):
        assert seen(person) == (0, 0), person


@pytest.mark.parametrize(("risk", "counted"), [("A", 0), ("B", 1), ("D", 1), ("E", 1), ("R", 0), ("O", 0)])
def test_missing_proof_and_observations_are_no_defects(site: Site, risk: str, counted: int) -> None:
    raised(site, risk=risk)
    with tenant_work(site.inspector.actor()) as by:
        assert sum(defect_counts(by).values()) == counted
