"""What claims tells the layers below: which dossiers its facts open, its list, and its entries of the navigation."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.alerts.public import register_about_home, register_news
from idi_platform.deadlines.public import PauseCause, register_stop_door
from idi_platform.documents.public import register_letter
from idi_platform.dossiers.public import DossierKind, register_dossier_page, register_visibility
from idi_platform.lists.public import register_list
from idi_platform.organisations.public import register_successor
from idi_platform.outbox.public import register_topic
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import NavItem, register_nav

from .constants import DESK
from .doors import STOP_DOOR
from .letters import DENIAL, RECEIPT, facts_for_strangers
from .models import Claim
from .news import HEADLINES, TOPIC, deliver_claim_news
from .services.succeeding import pass_claims
from .web.queue import QUEUE


def opened_by_claims(actor: Actor) -> Q:
    """A claim's dossier is seen by whoever sees the claim."""
    return Q(claim__in=Claim.objects.visible_to(actor))


def about_home(unit_id: UUID) -> QuerySet[Claim, UUID]:
    """The dossiers of a home's claims, for its owner's calendar."""
    return Claim.objects.filter(unit=unit_id).values_list("dossier_id", flat=True)


for role in (Role.OWNER, Role.PARTICIPANT, *DESK):
    register_visibility(role, opened_by_claims)
register_about_home("claims", about_home)
register_stop_door(PauseCause.DOCUMENTS_REQUESTED, STOP_DOOR)

register_nav(
    NavItem(label=_("My home"), icon="home", url_name="claims:my_homes", roles=frozenset({Role.OWNER}), order=10)
)
register_nav(
    NavItem(
        label=_("Homes I act for"),
        icon="home",
        url_name="claims:my_homes",
        roles=frozenset({Role.PARTICIPANT}),
        order=21,
    )
)
register_nav(NavItem(label=_("Claims"), icon="clipboard-list", url_name="claims:list", roles=frozenset(DESK), order=20))
register_nav(
    NavItem(
        label=_("Approvals"),
        icon="user-check",
        url_name="claims:approvals",
        roles=frozenset({Role.INSURER_MANAGER}),
        order=21,
    )
)
register_nav(
    NavItem(label=_("Repairs"), icon="tool", url_name="claims:repairs", roles=frozenset({Role.PARTICIPANT}), order=20)
)
register_nav(
    NavItem(
        label=_("Telephone report"),
        icon="phone",
        url_name="claims:telephone",
        roles=frozenset({Role.ADJUSTER}),
        order=22,
    )
)
register_dossier_page(DossierKind.CLAIM, "claims:my_claim", roles=(Role.OWNER,))
register_dossier_page(DossierKind.CLAIM, "claims:repair", roles=(Role.PARTICIPANT,))
register_dossier_page(DossierKind.CLAIM, "claims:case", roles=DESK)
register_list(QUEUE)
register_topic(TOPIC, deliver_claim_news)
for kind, (headline, tone) in HEADLINES.items():
    register_news(kind, headline=headline, tone=tone, url_name="claims:my_claim")
register_letter(
    RECEIPT,
    label=_("Claim receipt"),
    template="documents/letters/claim_receipt.html",
    series="RCP",
    verify_facts=facts_for_strangers,
)
register_letter(
    DENIAL,
    label=_("Denial of cover"),
    template="documents/letters/claim_denial.html",
    series="DEN",
    verify_facts=facts_for_strangers,
)
register_successor("claims", pass_claims)
