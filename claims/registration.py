"""What claims tells the layers below: which dossiers its facts open, its jobs, and its entries of the navigation."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import DossierKind, register_dossier_page, register_visibility
from idi_platform.outbox.public import register_job
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import NavItem, register_nav

from .models import Claim
from .web import excel

DESK = (Role.ADJUSTER, Role.INSURER_MANAGER, Role.BUREAU)


def opened_by_claims(actor: Actor) -> Q:
    """A claim's dossier is seen by whoever sees the claim."""
    return Q(claim__in=Claim.objects.visible_to(actor))


for role in (Role.OWNER, *DESK):
    register_visibility(role, opened_by_claims)

register_nav(
    NavItem(label=_("My home"), icon="home", url_name="claims:my_homes", roles=frozenset({Role.OWNER}), order=10)
)
register_nav(NavItem(label=_("Claims"), icon="clipboard-list", url_name="claims:list", roles=frozenset(DESK), order=20))
register_dossier_page(DossierKind.CLAIM, "claims:my_claim", roles=(Role.OWNER,))
register_dossier_page(DossierKind.CLAIM, "claims:case", roles=DESK)
register_job(excel.KIND, label=_("Claims as Excel"), runner=excel.write_claims, content_type=excel.CONTENT_TYPE)
