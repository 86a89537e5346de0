"""Migrations in an order that composite keys can stand on: each (city, id) key first, what points at it last."""

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import AddConstraint, CreateModel
from pgtrigger.migrations import MigrationAutodetectorMixin

from .constraints import CompositeForeignKey


class TenantAutodetector(MigrationAutodetectorMixin, MigrationAutodetector):
    """Django's autodetector does not know that a constraint can depend on another one; this moves ours to the end."""

    def _optimize_migrations(self) -> None:
        super()._optimize_migrations()  # type: ignore[misc]  # the stubs leave out private methods
        for migrations in self.migrations.values():  # type: ignore[attr-defined]  # as above
            for migration in migrations:
                migration.operations = _composite_keys_last(migration.operations)


def _composite_keys_last(operations: list[Operation]) -> list[Operation]:
    kept: list[Operation] = []
    last: list[Operation] = []
    for operation in operations:
        if isinstance(operation, AddConstraint) and isinstance(operation.constraint, CompositeForeignKey):
            last.append(operation)
            continue
        if isinstance(operation, CreateModel):
            last.extend(_lift_composite_keys(operation))
        kept.append(operation)
    return kept + last


def _lift_composite_keys(operation: CreateModel) -> list[Operation]:
    constraints: list[Any] = operation.options.get("constraints", [])
    keys = [constraint for constraint in constraints if isinstance(constraint, CompositeForeignKey)]
    operation.options["constraints"] = [constraint for constraint in constraints if constraint not in keys]
    return [AddConstraint(model_name=operation.name, constraint=key) for key in keys]
