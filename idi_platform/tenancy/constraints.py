"""The composite foreign key (city_id, key): a row cannot point into another city, whatever the application does."""

from typing import Any

from django.db.models.constraints import BaseConstraint

_REFERENCES = "FOREIGN KEY ({city}, {key}) REFERENCES {table} ({target_city}, {target}) DEFERRABLE INITIALLY DEFERRED"


class CompositeForeignKey(BaseConstraint):
    """`fields=("city", "<foreign key>")`: emits the real (city_id, x_id) key that Django's ForeignObject does not.

    The foreign key field itself is declared with `db_constraint=False`; this constraint is its database key.
    """

    def __init__(self, *, fields: tuple[str, str], name: str) -> None:
        super().__init__(name=name)
        self.fields = tuple(fields)

    def _references(self, model: Any, schema_editor: Any) -> str:
        city, key = (model._meta.get_field(field) for field in self.fields)
        target = key.remote_field.model._meta
        quote = schema_editor.quote_name
        return _REFERENCES.format(
            city=quote(city.column),
            key=quote(key.column),
            table=quote(target.db_table),
            target_city=quote(target.get_field("city").column),
            target=quote(target.pk.column),
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        """Nothing within the new table: it comes at the migration's end, as the (city, id) key it points at may."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        table, name = schema_editor.quote_name(model._meta.db_table), schema_editor.quote_name(self.name)
        return f"ALTER TABLE {table} ADD CONSTRAINT {name} {self._references(model, schema_editor)}"

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return schema_editor._delete_fk_sql(model, self.name)

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = None) -> None:
        """Nothing to do before the database: the key is deferred and always enforced there."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields}

    def __eq__(self, other: object) -> bool:
        if isinstance(other, CompositeForeignKey):
            return self.name == other.name and self.fields == other.fields
        return NotImplemented

    def __hash__(self) -> int:
        return hash((self.name, self.fields))

    def __repr__(self) -> str:
        return f"<CompositeForeignKey fields={self.fields} name={self.name!r}>"
