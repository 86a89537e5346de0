"""What riskmgmt tells the layers below: its news."""

from django.utils.translation import gettext_lazy as _

from idi_platform.alerts.public import register_news
from idi_platform.outbox.public import register_topic
from idi_platform.ui.public import Tone

from .constants import RiskEvent
from .news import TOPIC, deliver_finding_news

FINDING = "riskmgmt:finding"

register_topic(TOPIC, deliver_finding_news)
register_news(RiskEvent.RAISED, headline=_("Finding to be put right"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.ANSWERED, headline=_("Rectification to be verified"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.CLOSED, headline=_("Finding closed"), tone=Tone.OK, url_name=FINDING)
register_news(RiskEvent.KEPT_OPEN, headline=_("Rectification not accepted"), tone=Tone.NEAR, url_name=FINDING)
register_news(RiskEvent.REOPENED, headline=_("Finding reopened"), tone=Tone.NEAR, url_name=FINDING)
