"""Authorities as tests make them: recorded by the lead insurer's adjuster, confirmed by the bureau."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role, User
from idi_platform.registry.constants import AuthorityKind
from idi_platform.registry.models import Authority, Unit
from idi_platform.registry.services.authorities import (
    AuthorityFacts,
    AuthorityPaper,
    common_parts_of,
    confirm_authority,
    end_authority,
    record_authority,
)
from idi_platform.tenancy.public import tenant_work
from tests.documents.files import picture
from tests.world import CityWorld, member


def property_manager(city: CityWorld, name: str = "property") -> Membership:
    """Somebody of a property manager that takes no part in any project."""
    body = Organisation.objects.create(kind=OrganisationKind.PROPERTY_MANAGER, name_zh=name, name_en=name)
    return member(name, role=Role.PARTICIPANT, city=city.city, organisation=body)


def body_of(membership: Membership) -> Organisation:
    assert membership.organisation is not None
    return membership.organisation


def of_home(city: CityWorld, holder: Organisation | User, *, units: Sequence[Unit] = ()) -> AuthorityFacts:
    """The owner entrusts the home to a body, or to a person."""
    is_body = isinstance(holder, Organisation)
    return AuthorityFacts(
        kind=AuthorityKind.PROPERTY_SERVICE if is_body else AuthorityKind.AGENT,
        units=units or [city.unit],
        from_on=timezone.localdate(),
        to_on=None,
        paper="委托书（测试）",
        organisation=holder if isinstance(holder, Organisation) else None,
        person=holder if isinstance(holder, User) else None,
        given_by=city.owner.user,
    )


def of_common_parts(city: CityWorld, holder: Organisation) -> AuthorityFacts:
    with tenant_work(city.system) as by:
        unit = common_parts_of(building=city.building, by=by, at=timezone.now())
    return replace(of_home(city, holder, units=[unit]), given_by=None)


def recorded(city: CityWorld, facts: AuthorityFacts, *, who: Membership | None = None) -> Authority:
    paper = AuthorityPaper(BytesIO(picture()), "paper.jpg")
    with tenant_work((who or city.adjuster).actor()) as by:
        return record_authority(facts=facts, document=paper, by=by, at=timezone.now())


def waiting(city: CityWorld) -> Authority:
    """The owner has named an agent, and nobody has decided."""
    agent = User.objects.create(username=f"agent-{city.city.code}", full_name="agent")
    return recorded(city, of_home(city, agent), who=city.owner)


def confirm(city: CityWorld, authority: Authority, *, who: Membership | None = None) -> None:
    with tenant_work((who or city.officer).actor()) as by:
        confirm_authority(authority=authority, by=by, at=timezone.now(), real=timezone.now())


def confirmed(city: CityWorld, facts: AuthorityFacts) -> Authority:
    authority = recorded(city, facts)
    confirm(city, authority)
    return authority


def end(authority: Authority, who: Membership, reason: str = "ended") -> None:
    with tenant_work(who.actor()) as by:
        end_authority(authority=authority, reason=reason, by=by, at=timezone.now())
