"""What a list of homes can be narrowed by."""

from django_filters import FilterSet, UUIDFilter


class HomeFilters(FilterSet):  # type: ignore[misc]  # django-filter is published without types
    project = UUIDFilter(field_name="project_id", label="Project")
    building = UUIDFilter(field_name="building_id", label="Building")

    def __init__(self, *args: object, viewer: object, at: object, **kwargs: object) -> None:
        del viewer, at
        super().__init__(*args, **kwargs)
