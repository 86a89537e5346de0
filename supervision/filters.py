"""What a list of terms can be narrowed by: its page, its files and the API."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.deadlines.public import Basis, DeadlineQuerySet
from idi_platform.lists.public import ListFilter, VisibleChoiceFilter
from supervision.constants import TermStatus
from supervision.selectors import obliged_bodies, with_status


class TermFilters(ListFilter):
    status = ChoiceFilter(
        label=_("Status"), choices=TermStatus.choices, empty_label=_("All terms"), method="having_status"
    )
    obliged = VisibleChoiceFilter(label=_("Obliged party"), chosen_from=obliged_bodies, empty_label=_("All bodies"))
    basis = ChoiceFilter(label=_("Basis"), choices=Basis.choices, empty_label=_("All bases"))

    def having_status(self, terms: DeadlineQuerySet, _name: str, status: str) -> DeadlineQuerySet:
        return with_status(terms, TermStatus(status), at=self.at)
