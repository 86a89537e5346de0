"""What the registry tells dossiers: what its facts grant, and that whoever sees a project or home sees its file."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Role
from idi_platform.documents.public import register_upload_sight
from idi_platform.dossiers.public import register_projector, register_visibility
from idi_platform.organisations.public import register_successor
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import NavItem, register_nav

from .grants import grants_of_authorities, grants_of_parties
from .models import INSURER_ROLES, Project, Unit
from .selectors import papers_seen
from .services.succeeding import pass_authorities, pass_parties


def opened_by_projects(actor: Actor) -> Q:
    return Q(pk__in=Project.objects.visible_to(actor).values("pk"))


def opened_by_homes(actor: Actor) -> Q:
    return Q(pk__in=Unit.objects.visible_to(actor).values("pk"))


register_projector(grants_of_parties)
register_projector(grants_of_authorities)
register_upload_sight(papers_seen)
register_visibility(Role.OWNER, opened_by_homes)
register_nav(
    NavItem(
        label=_("Changes of owners"),
        icon="home-question",
        url_name="registry:transfers",
        roles=frozenset(INSURER_ROLES),
        order=40,
    )
)
register_nav(
    NavItem(
        label=_("Acting for owners"),
        icon="user-check",
        url_name="registry:authorities",
        roles=frozenset({Role.OWNER, Role.PARTICIPANT, Role.BUREAU, *INSURER_ROLES}),
        order=41,
    )
)
for role in (role for role in CITY_ROLES if role != Role.OWNER):
    register_visibility(role, opened_by_projects)
    register_visibility(role, opened_by_homes)

register_successor("parties", pass_parties)
register_successor("authorities", pass_authorities)
