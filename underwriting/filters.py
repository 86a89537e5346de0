"""What the lists of insurance policies and projects can be narrowed to."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.accounts.public import Role
from idi_platform.lists.public import ListFilter, SearchFilter
from idi_platform.registry.public import Project

from .constants import PolicyState
from .models import InsurancePolicy

# Who reads policies; what each sees of them is the models' to say.
READERS = (Role.UNDERWRITER, Role.INSURER_MANAGER, Role.ADJUSTER, Role.BUREAU, Role.PARTICIPANT)
PROJECT_READERS = (*READERS, Role.INSPECTOR)


class PolicyFilters(ListFilter):
    q = SearchFilter(label=_("Number or project"), method="with_text")
    state = ChoiceFilter(label=_("State"), choices=PolicyState.choices, empty_label=_("All states"))

    def with_text(self, policies: QuerySet[InsurancePolicy], _name: str, text: str) -> QuerySet[InsurancePolicy]:
        return policies.filter(
            Q(policy_number__icontains=text)
            | Q(dossier__number__icontains=text)
            | Q(project__name_zh__icontains=text)
            | Q(project__name_en__icontains=text)
        )


class ProjectFilters(ListFilter):
    q = SearchFilter(label=_("Number, name or address"), method="with_text")

    def with_text(self, projects: QuerySet[Project], _name: str, text: str) -> QuerySet[Project]:
        return projects.filter(
            Q(dossier__number__icontains=text)
            | Q(name_zh__icontains=text)
            | Q(name_en__icontains=text)
            | Q(address__icontains=text)
        )
