"""The composite foreign key as Django's migrations see it: written, read back, ordered, altered, dropped."""

import importlib
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter

from idi_platform.audit.public import History
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import CompositeForeignKey, TenantForeignKey, TenantOneToOneField
from tests.tenancy.logins import tenant_models

KEY = CompositeForeignKey(fields=("city", "project"), name="registry_unit_project_fk")


def test_it_survives_deconstruction() -> None:
    path, args, kwargs = KEY.deconstruct()
    module, name = path.rsplit(".", 1)
    assert getattr(importlib.import_module(module), name)(*args, **kwargs) == KEY


def test_a_clone_is_equal_and_another_name_is_not() -> None:
    assert KEY.clone() == KEY
    assert hash(KEY.clone()) == hash(KEY)
    assert CompositeForeignKey(fields=("city", "project"), name="other") != KEY


def test_a_migration_writes_it_so_that_it_reads_back() -> None:
    text, imports = MigrationWriter.serialize(KEY)
    scope: dict[str, object] = {}
    exec("\n".join(imports), scope)  # noqa: S102  # what a migration file does
    assert eval(text, scope) == KEY  # noqa: S307  # what a migration file does


@pytest.mark.parametrize("field", [TenantForeignKey("dossiers.Dossier"), TenantOneToOneField("dossiers.Dossier")])
def test_a_tenant_key_never_gets_a_one_column_key(field: models.ForeignKey[models.Model, models.Model]) -> None:
    _name, _path, args, kwargs = field.deconstruct()
    assert kwargs["db_constraint"] is False
    assert type(field)(*args, **{**kwargs, "db_constraint": True}).deconstruct()[3]["db_constraint"] is False


def test_a_key_comes_when_all_tables_of_its_migration_are_made(db: None) -> None:
    """It may point at a (city, id) key that comes as late as that."""
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(Unit)
        assert not any("registry_unit_project_fk" in statement for statement in editor.collected_sql)
    assert any("registry_unit_project_fk" in statement for statement in editor.collected_sql)


def test_no_migration_is_missing(db: None) -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


@pytest.mark.parametrize(
    "model",
    # A version outlives what it names: its keys are values.
    [model for model in tenant_models() if not issubclass(model, History)],
    ids=lambda model: model._meta.label,
)
def test_every_key_to_a_tenant_table_is_declared_with_its_constraint(model: type[models.Model]) -> None:
    keys = {f.name for f in model._meta.local_fields if isinstance(f, (TenantForeignKey, TenantOneToOneField))}
    held = {c.fields[1] for c in model._meta.constraints if isinstance(c, CompositeForeignKey)}
    assert keys == held


def test_the_statements_for_adding_and_removing_it_work_on_a_real_table(db: None) -> None:
    with connection.schema_editor(collect_sql=True) as editor:
        editor.add_constraint(Unit, KEY)
        editor.remove_constraint(Unit, KEY)
    added, removed = editor.collected_sql[-2:]
    assert 'FOREIGN KEY ("city_id", "project_id") REFERENCES "registry_project" ("city_id", "dossier_id")' in added
    assert "DROP CONSTRAINT" in removed
