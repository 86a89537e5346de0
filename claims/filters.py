"""What a list of claims can be narrowed by: the desk's queue, its files and the API."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from claims.constants import ClaimState
from claims.models import Claim
from idi_platform.lists.public import ListFilter, SearchFilter, VisibleChoiceFilter
from idi_platform.tenancy.public import Actor, District
from idi_platform.ui.public import near_until

CLOCKS = [
    ("overdue", _("Overdue")),
    ("soon", _("Due soon")),
    ("running", _("Running")),
    ("none", _("No term running")),
]


def districts_of(viewer: Actor) -> QuerySet[District]:
    return District.objects.filter(city_id=viewer.tenant_id)


def clock_condition(clock: str, at: datetime) -> Q:
    """Which claims of `claims_list` have such a leading term at that moment. KeyError for an unknown word."""
    return {
        "overdue": Q(next_due_at__lte=at),
        "soon": Q(next_due_at__gt=at, next_due_at__lte=near_until(at)),
        "running": Q(next_due_at__gt=at),
        "none": Q(next_due_at=None),
    }[clock]


class ClaimFilters(ListFilter):
    q = SearchFilter(label=_("Number or address"), method="with_text")
    state = ChoiceFilter(label=_("State"), choices=ClaimState.choices, empty_label=_("All states"))
    clock = ChoiceFilter(label=_("Term"), choices=CLOCKS, empty_label=_("All terms"), method="with_clock")
    district = VisibleChoiceFilter(label=_("District"), chosen_from=districts_of, empty_label=_("All districts"))

    def with_text(self, claims: QuerySet[Claim], _name: str, text: str) -> QuerySet[Claim]:
        return claims.filter(Q(dossier__number__icontains=text) | Q(dossier__title__icontains=text))

    def with_clock(self, claims: QuerySet[Claim], _name: str, clock: str) -> QuerySet[Claim]:
        return claims.filter(clock_condition(clock, self.at))
