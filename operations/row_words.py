"""A version of a row in its reader's words: which fields there are, what they are called, what their values say."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import History
from idi_platform.documents.public import Upload
from idi_platform.privacy.public import DataKind, mask, personal_tables
from idi_platform.registry.public import Building, Project, Unit
from idi_platform.tenancy.public import City, District
from idi_platform.ui.public import day_words, money_words
from policies.public import Unit as TimeUnit
from policies.public import parameter_label, word_label
from underwriting.public import InsurancePolicy

# What the tables that keep versions are called, by what they follow.
TABLES: Mapping[str, Promise] = {
    "accounts.User": _("People"),
    "accounts.Membership": _("Memberships"),
    "accounts.Organisation": _("Organisations"),
    "registry.Project": _("Projects"),
    "registry.Building": _("Buildings"),
    "registry.Unit": _("Homes"),
    "registry.Party": _("Parties of projects"),
    "registry.Ownership": _("Owners of homes"),
    "policies.RuleDraft": _("Drafts of rules"),
    "underwriting.InsurancePolicy": _("Insurance policies"),
    "underwriting.CoverWindow": _("Periods of cover"),
    "underwriting.Share": _("Insurers' shares"),
    "underwriting.ContractTerm": _("Terms of the contract"),
}
# Of fields that no form shows, so that the model does not name them.
_LABELS: Mapping[str, Promise] = {
    "user": _("Person"),
    "organisation": _("Organisation"),
    "city": _("City"),
    "district": _("District"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid until"),
    "is_active": _("May sign in"),
    "dossier": _("Case file"),
    "project": _("Project"),
    "building": _("Building"),
    "unit_id": _("Home"),
    "policy": _("Insurance policy"),
    "title": _("Title to the home"),
    "numerator": _("Share: numerator"),
    "denominator": _("Share: denominator"),
    "direction": _("Counted forward or back"),
    "document": _("Document"),
    "anchor_kind": _("Cover counts from"),
    "anchor_on": _("Day it counts from"),
    "first_on": _("First day of cover"),
    "last_on": _("Last day of cover"),
    "printed_first_on": _("First day as printed"),
    "printed_last_on": _("Last day as printed"),
}
_VOCABULARY: Mapping[str, Callable[[str], str]] = {
    "parameter": parameter_label,
    "component": word_label,
    "obliged": word_label,
    "unit": lambda word: str(dict(TimeUnit.choices).get(word, word)),
    "project_type": word_label,
}
# How a row that a version points at is named: never by what is personal.
_NAMES: tuple[tuple[type[models.Model], Callable[[Any], str]], ...] = (
    (User, lambda person: mask(DataKind.NAME, person.full_name)),
    (Unit, lambda home: home.dossier.number),
    (InsurancePolicy, lambda policy: policy.dossier.number),
    (Building, lambda building: f"{building.project} {building.number}"),
    (Upload, lambda file: mask(DataKind.FILE, file.filename)),
    *((plain, str) for plain in (Organisation, Project, City, District)),
)
_JOINED: Mapping[type[models.Model], str] = {Unit: "dossier", InsurancePolicy: "dossier", Building: "project"}
Names = Mapping[tuple[type[models.Model], Any], str]


def told_fields(table: type[History]) -> "list[models.Field[Any, Any]]":
    """What a version keeps of the row besides its key, its city and its case file."""
    followed = table.follows()
    silent = {followed._meta.pk.name, "city"} if hasattr(followed, "is_tenant_row") else {followed._meta.pk.name}
    own = {field.name for field in followed._meta.local_fields}
    return [field for field in table._meta.local_fields if field.name in own - silent]


def label_of(field: "models.Field[Any, Any]", table: type[History]) -> str:
    """A field's label as its reader knows it."""
    name = "unit_id" if field.is_relation and field.name == "unit" else field.name
    return str(_LABELS.get(name) or table.follows()._meta.get_field(field.name).verbose_name)  # type: ignore[union-attr]  # a local field


def names_of(table: type[History], versions: Iterable[History]) -> Names:
    """What the rows that these versions point at are called, a statement for each kind."""
    wanted: dict[type[models.Model], set[Any]] = {}
    rows = list(versions)
    for field in told_fields(table):
        if isinstance(field.related_model, type):
            keys = {getattr(row, field.attname) for row in rows} - {None}
            wanted.setdefault(field.related_model, set()).update(keys)
    return {(model, key): name for model, keys in wanted.items() for key, name in _named(model, keys)}


def _named(model: type[models.Model], keys: set[Any]) -> Iterable[tuple[Any, str]]:
    name = dict(_NAMES)[model]
    found = model._base_manager.filter(pk__in=keys)
    joined = _JOINED.get(model)
    return [(row.pk, name(row)) for row in (found.select_related(joined) if joined else found)]


def words_of(field: "models.Field[Any, Any]", row: History, names: Names) -> str:
    """A field's value in words; what is personal is masked as the register of personal data says."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return _t("erased") if field.name in row.wall.erasable and value is None else ""
    if isinstance(field.related_model, type):
        return names.get((field.related_model, value), str(value))
    if kind := _personal(row).get(field.name):
        return mask(kind, value)
    return _plain(field, row, value)


def _plain(field: "models.Field[Any, Any]", row: History, value: Any) -> str:
    choices = dict(row.follows()._meta.get_field(field.name).flatchoices)  # type: ignore[union-attr]  # a local field
    if value in choices:
        return str(choices[value])
    if field.name in _VOCABULARY:
        return _VOCABULARY[field.name](str(value))
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if isinstance(value, date):
        return day_words(value)
    return money_words(value) if field.name.endswith("_fen") else str(value)


def _personal(row: History) -> Mapping[str, DataKind]:
    """Which fields of a version the register knows, and as what."""
    tables = {table.model: table for table in personal_tables()}
    declared = tables.get(row._meta.label)
    return {one.name: one.kind for one in declared.fields} if declared else {}
