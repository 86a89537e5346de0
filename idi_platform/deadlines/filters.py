"""What a list of one's own terms can be narrowed by."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.lists.public import ListFilter, SearchFilter
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import near_until

from .constants import Basis, ExpectationState
from .models import Deadline, Expectation
from .resolver import resolver
from .selectors import my_terms
from .watches import watches

STANDINGS = [
    ("overdue", _("Overdue")),
    ("today", _("Due today")),
    ("soon", _("Due soon")),
    ("waiting", _("Waiting for others")),
]


def standing_condition(standing: str, viewer: Actor, at: datetime) -> Q:
    """Which of `my_terms` stand so at that moment. What stands still or another body owes waits for others.

    Due today means: at the end of today at the latest; what is due today is due soon as well. KeyError otherwise.
    """
    mine = Q(obliged=viewer.organisation_id, suspended_since=None)
    midnight = at.astimezone(CIVIL_ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {
        "overdue": mine & Q(due_at__lte=at),
        "today": mine & Q(due_at__gt=at, due_at__lte=midnight),
        "soon": mine & Q(due_at__gt=at, due_at__lte=near_until(at)),
        "waiting": ~mine,
    }[standing]


class MyTermFilters(ListFilter):
    q = SearchFilter(label=_("Number or address"), method="with_text")
    standing = ChoiceFilter(label=_("Term"), choices=STANDINGS, empty_label=_("All terms"), method="standing_so")
    basis = ChoiceFilter(label=_("Basis"), choices=Basis.choices, empty_label=_("All bases"))
    duty = ChoiceFilter(label=_("Duty"), choices=(), empty_label=_("All duties"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = my_terms(self.viewer).order_by("duty").values_list("duty", flat=True).distinct()
        self.filters["duty"].extra["choices"] = [(duty, resolver().label(duty)) for duty in owed]

    def with_text(self, terms: QuerySet[Deadline], _name: str, text: str) -> QuerySet[Deadline]:
        return terms.filter(Q(dossier__number__icontains=text) | Q(dossier__title__icontains=text))

    def standing_so(self, terms: QuerySet[Deadline], _name: str, standing: str) -> QuerySet[Deadline]:
        return terms.filter(standing_condition(standing, self.viewer, self.at))


class ExpectedFilters(ListFilter):
    q = SearchFilter(label=_("Number or address"), method="with_text")
    state = ChoiceFilter(label=_("State"), choices=ExpectationState.choices, empty_label=_("All states"))
    kind = ChoiceFilter(label=_("What is expected"), choices=(), empty_label=_("Everything"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [(watch.kind, watch.label) for watch in watches()]

    def with_text(self, rows: QuerySet[Expectation], _name: str, text: str) -> QuerySet[Expectation]:
        return rows.filter(Q(dossier__number__icontains=text) | Q(dossier__title__icontains=text))
