"""What a list of terms can be narrowed by."""

from django_filters import FilterSet, UUIDFilter


class DeadlineFilters(FilterSet):  # type: ignore[misc]  # django-filter is published without types
    dossier = UUIDFilter(field_name="dossier_id", label="Dossier")

    def __init__(self, *args: object, viewer: object, at: object, **kwargs: object) -> None:
        del viewer, at
        super().__init__(*args, **kwargs)
