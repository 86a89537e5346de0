"""Foreign keys between tenant tables: the database key is the composite one (constraints.CompositeForeignKey)."""

from typing import Any

from django.db import models


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]  # django-stubs' plugin fills the parameters
    """A foreign key to a tenant table, without the one-column key that would let a row point into another city."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        super().__init__(to, on_delete, **{**kwargs, "db_constraint": False})


class TenantOneToOneField(models.OneToOneField):  # type: ignore[type-arg]  # as above
    """The same for one-to-one keys, such as the dossier that a domain row is about."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        super().__init__(to, on_delete, **{**kwargs, "db_constraint": False})
