"""What riskmgmt tells the layers below: its news, its lists, and its entries of the navigation."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.alerts.public import register_news
from idi_platform.deadlines.public import register_watch
from idi_platform.documents.public import register_upload_sight
from idi_platform.lists.public import register_list
from idi_platform.organisations.public import register_hand_over, register_successor
from idi_platform.outbox.public import register_topic
from idi_platform.ui.public import NavItem, Tone, register_nav

from .constants import READER_ROLES, RiskEvent
from .news import TOPIC, deliver_finding_news
from .rights import STOP_WORK
from .selectors import photographs_seen
from .services.handing_over import hand_over_drafts
from .services.succeeding import pass_inspections
from .watching import INSPECTIONS
from .web.lists import FINDINGS, REPORTS

FINDING = "riskmgmt:finding"

register_topic(TOPIC, deliver_finding_news)
register_upload_sight(photographs_seen)
register_news(RiskEvent.RAISED, headline=_("Finding to be put right"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.ANSWERED, headline=_("Rectification to be verified"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.CLOSED, headline=_("Finding closed"), tone=Tone.OK, url_name=FINDING)
register_news(RiskEvent.KEPT_OPEN, headline=_("Rectification not accepted"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.REOPENED, headline=_("Finding reopened"), tone=Tone.NEAR, url_name=FINDING)
register_nav(
    NavItem(label=_("Today"), icon="sun", url_name="riskmgmt:today", roles=frozenset({Role.INSPECTOR}), order=10)
)
register_nav(
    NavItem(
        label=_("Inspection findings"),
        icon="alert-triangle",
        url_name="riskmgmt:findings",
        roles=frozenset(READER_ROLES),
        order=30,
    )
)
register_nav(
    NavItem(
        label=_("Inspection reports"),
        icon="report-search",
        url_name="riskmgmt:reports",
        roles=frozenset(READER_ROLES),
        order=31,
    )
)
register_nav(
    NavItem(
        label=_("Works standing still"),
        icon="barrier-block",
        url_name="riskmgmt:stops",
        roles=frozenset(STOP_WORK.roles),
        order=32,
    )
)
register_watch(INSPECTIONS)
register_list(FINDINGS)
register_list(REPORTS)
register_successor("inspections", pass_inspections)
register_hand_over("drafts", hand_over_drafts)
