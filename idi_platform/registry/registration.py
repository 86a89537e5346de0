"""What the registry tells dossiers: whoever sees a project or a home sees its case file."""

from django.db.models import Q

from idi_platform.accounts.public import CITY_ROLES, Role
from idi_platform.dossiers.public import register_visibility
from idi_platform.organisations.public import register_successor
from idi_platform.tenancy.public import Actor

from .models import Project, Unit
from .services.succeeding import pass_parties


def opened_by_projects(actor: Actor) -> Q:
    return Q(pk__in=Project.objects.visible_to(actor).values("pk"))


def opened_by_homes(actor: Actor) -> Q:
    return Q(pk__in=Unit.objects.visible_to(actor).values("pk"))


register_visibility(Role.OWNER, opened_by_homes)
for role in (role for role in CITY_ROLES if role != Role.OWNER):
    register_visibility(role, opened_by_projects)
    register_visibility(role, opened_by_homes)

register_successor("parties", pass_parties)
