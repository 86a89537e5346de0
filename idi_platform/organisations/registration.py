"""What organisations tells the layers below: who sees its dossiers and papers, its lists, its entries of navigation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.documents.public import register_upload_sight
from idi_platform.dossiers.public import DossierKind, register_dossier_page, register_visibility
from idi_platform.lists.public import register_list
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import NavItem, register_nav

from .constants import STAFF
from .models import OrganisationInCity
from .selectors import certificate_files_seen
from .services.passing import pass_certificates, pass_people, pass_work
from .succeeding import register_successor
from .web.lists import ADMINISTRATORS, BODIES, CERTIFICATES, INVITATIONS, PEOPLE, RECORD


def opened_by_standings(actor: Actor) -> Q:
    """An organisation's dossier is seen by its people and the city's bureau."""
    return Q(pk__in=OrganisationInCity.objects.visible_to(actor).values("pk"))


register_successor("people", pass_people)
register_successor("work", pass_work)
register_successor("certificates", pass_certificates)
for role in STAFF:
    register_visibility(role, opened_by_standings)
register_dossier_page(DossierKind.ORGANISATION, "organisations:standing", roles=STAFF)
register_upload_sight(certificate_files_seen)
for page in (PEOPLE, INVITATIONS, CERTIFICATES, BODIES, RECORD):
    register_list(page)

register_nav(
    NavItem(
        label=_("Our people"),
        icon="users",
        url_name="organisations:people",
        roles=frozenset(ADMINISTRATORS),
        order=10,
    )
)
register_nav(
    NavItem(
        label=_("Invitations"),
        icon="mail",
        url_name="organisations:invitations",
        roles=frozenset(ADMINISTRATORS),
        order=11,
    )
)
register_nav(
    NavItem(
        label=_("Certificates"),
        icon="certificate",
        url_name="organisations:certificates",
        roles=frozenset({Role.ORG_ADMIN, Role.INSPECTOR}),
        order=60,
    )
)
register_nav(
    NavItem(
        label=_("Our organisation"),
        icon="building-community",
        url_name="organisations:own",
        roles=frozenset({*STAFF} - {Role.BUREAU}),
        order=70,
    )
)
register_nav(
    NavItem(
        label=_("Sign-in at our provider"),
        icon="login",
        url_name="organisations:provider",
        roles=frozenset(ADMINISTRATORS),
        order=73,
    )
)
register_nav(
    NavItem(
        label=_("Other cities"),
        icon="map-pin",
        url_name="organisations:cities",
        roles=frozenset(ADMINISTRATORS),
        order=71,
    )
)
register_nav(
    NavItem(
        label=_("Record of the organisation"),
        icon="history",
        url_name="organisations:record",
        roles=frozenset(ADMINISTRATORS),
        order=72,
    )
)
register_nav(
    NavItem(
        label=_("Organisations"),
        icon="building-community",
        url_name="organisations:bodies",
        roles=frozenset({Role.BUREAU}),
        order=70,
    )
)
register_nav(
    NavItem(
        label=_("Applications to join"),
        icon="user-check",
        url_name="organisations:applications",
        roles=frozenset({Role.BUREAU}),
        order=71,
    )
)
register_nav(
    NavItem(
        label=_("Successions"),
        icon="arrow-right",
        url_name="organisations:successions",
        roles=frozenset({Role.BUREAU, *ADMINISTRATORS}),
        order=73,
    )
)
register_nav(
    NavItem(
        label=_("My work"),
        icon="briefcase",
        url_name="organisations:work",
        roles=frozenset(STAFF),
        order=14,
    )
)
