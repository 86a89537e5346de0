"""Every column that could hold something of people is in the register or in the list of those that hold nothing."""

from pathlib import Path
from uuid import uuid4

from django.apps import apps
from django.db import models

from idi_platform.privacy.management.commands.privacy_register import PAGE, page
from idi_platform.privacy.public import personal_tables, uses

LIST = Path(__file__).with_name("not_personal.txt")
COULD = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.JSONField,
    models.GenericIPAddressField,
    models.BinaryField,
)
DECISION = "Decide for each: its app's personal.py or not_personal.txt here (docs/howto/handle-personal-data.md)"


def columns() -> set[str]:
    """Text, files and JSON of every model; fixed choices need no decision. Libraries' own tables are listed too."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.concrete_fields
        if isinstance(field, COULD) and not field.choices
    }


def declared() -> set[str]:
    return {f"{table.model}.{field.name}" for table in personal_tables() for field in table.fields}


def listed() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_no_column_is_without_a_decision() -> None:
    assert not columns() - declared() - listed(), DECISION


def test_the_list_names_what_there_is_and_nothing_twice() -> None:
    everything = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.fields}
    assert listed() <= columns()
    assert declared() <= everything
    assert not listed() & declared()


def test_every_way_to_a_person_can_be_asked() -> None:
    """A lookup that leads nowhere raises; the query itself is not run."""
    for table in personal_tables():
        if table.person:
            assert str(table.rows_of._base_manager.filter(**{table.person: uuid4()}).query)


def test_every_shown_field_is_kept_by_somebody() -> None:
    names = {field.name for table in personal_tables() for field in table.fields}
    assert {use.path.rpartition(".")[2] for use in uses()} <= names


def test_the_page_is_the_register() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "./idi manage privacy_register"
