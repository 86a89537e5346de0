"""What a list of homes, and one of authorities, can be narrowed by."""

from django_filters import ChoiceFilter, FilterSet, UUIDFilter

from idi_platform.registry.constants import AuthorityState


class _AsAsked(FilterSet):  # type: ignore[misc]  # django-filter is published without types
    def __init__(self, *args: object, viewer: object, at: object, **kwargs: object) -> None:
        del viewer, at
        super().__init__(*args, **kwargs)


class HomeFilters(_AsAsked):
    project = UUIDFilter(field_name="project_id", label="Project")
    building = UUIDFilter(field_name="building_id", label="Building")


class AuthorityFilters(_AsAsked):
    project = UUIDFilter(field_name="project_id", label="Project")
    home = UUIDFilter(field_name="homes__unit_id", label="Home")
    state = ChoiceFilter(choices=AuthorityState.choices, label="State")
