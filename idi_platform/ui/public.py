"""What other apps may use of ui; templates use the components of /templates/cotton and templatetags/ui."""

from .build_steps import register_build
from .charts import ChartData, Series
from .clock_face import NEAR_DAYS, ClockFace, ClockState, Tone, near_until
from .fields import DayField, MomentField, check_year
from .forms import posted, refuse
from .navigation import (
    HeaderBadge,
    Identity,
    Looking,
    MembershipChoice,
    NavItem,
    nav_items,
    register_header_badge,
    register_identity,
    register_nav,
    register_person_link,
)
from .spreadsheet import csv_lines
from .wording import (
    day_words,
    due_words,
    last_day,
    legal_day,
    legal_zone,
    moment_words,
    money_words,
    sentences,
    size_words,
    term_words,
    time_left_words,
)

__all__ = [
    "NEAR_DAYS",
    "ChartData",
    "ClockFace",
    "ClockState",
    "DayField",
    "HeaderBadge",
    "Identity",
    "Looking",
    "MembershipChoice",
    "MomentField",
    "NavItem",
    "Series",
    "Tone",
    "check_year",
    "csv_lines",
    "day_words",
    "due_words",
    "last_day",
    "legal_day",
    "legal_zone",
    "moment_words",
    "money_words",
    "nav_items",
    "near_until",
    "posted",
    "refuse",
    "register_build",
    "register_header_badge",
    "register_identity",
    "register_nav",
    "register_person_link",
    "sentences",
    "size_words",
    "term_words",
    "time_left_words",
]
