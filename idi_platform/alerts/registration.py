"""What alerts tells the layers below: who delivers news of deadlines and of lapses, the inbox in the header."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.deadlines.public import DEADLINE_TOPIC, SILENCE_TOPIC
from idi_platform.organisations.public import CERTIFICATE_TOPIC, FACT_TOPIC
from idi_platform.outbox.public import register_topic
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import NavItem, Tone, register_header_badge, register_nav

from .badge import inbox_badge
from .delivery import deliver_deadline_news
from .lapses import CERTIFICATE_LAPSES, FACT_LAPSES, deliver_lapse_news
from .news import register_news
from .silences import EXPECTED_MISSING, deliver_silence_news

register_topic(DEADLINE_TOPIC, deliver_deadline_news)
register_header_badge(lambda _request: inbox_badge(current_actor()))
register_topic(CERTIFICATE_TOPIC, deliver_lapse_news)
register_topic(FACT_TOPIC, deliver_lapse_news)
register_topic(SILENCE_TOPIC, deliver_silence_news)
register_news(
    CERTIFICATE_LAPSES, headline=_("Certificate lapses soon"), tone=Tone.NEAR, url_name="organisations:certificate"
)
register_news(FACT_LAPSES, headline=_("Statement lapses soon"), tone=Tone.NEAR, url_name="organisations:standing")
register_nav(
    NavItem(
        label=_("Group robots"),
        icon="robot",
        url_name="alerts:robots",
        roles=frozenset({Role.ORG_ADMIN}),
        order=74,
    )
)
register_nav(
    NavItem(
        label=_("Words of messages"),
        icon="message",
        url_name="alerts:templates",
        roles=frozenset({Role.BUREAU}),
        order=72,
    )
)
register_news(
    EXPECTED_MISSING, headline=_("Expected event is missing"), tone=Tone.MISSED, url_name="deadlines:expectation"
)
