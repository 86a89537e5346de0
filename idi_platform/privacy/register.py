"""The register of personal data (PIPL 17, 51, 55): what is kept of people, why, how long, and who sees it how.

Each app declares its own in a module `personal`, which is loaded when all apps are. What is not declared is shown to
nobody: `shown()` raises LookupError for it. The page /privacy/, docs/privacy-register.md, masks, exports and erasure
all read this register.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .retention import Retention, retention

Words = str | Promise
# The last day that a row must be kept; None: not known yet, so it is kept.
KeptUntil = Callable[[Any], date | None]
# The ids of the people whom a row is about.
PeopleOf = Callable[[Any], list[UUID]]
# The names in the storage of what belongs to a row.
FilesOf = Callable[[Any], list[str]]
# The last day of what nothing makes us keep.
ERASABLE = date.min


def _nobody(_case: Any) -> list[UUID]:
    return []


def _no_files(_row: Any) -> list[str]:
    return []


class Basis(models.TextChoices):
    """Why it may be processed (PIPL 13)."""

    CONTRACT = "contract", _("needed for the insurance contract")
    DUTY = "duty", _("a legal duty")
    CONSENT = "consent", _("your consent")


class DataKind(models.TextChoices):
    """What a field holds; decides its mask."""

    NAME = "name", pgettext_lazy("personal data", "Name")
    PHONE = "phone", pgettext_lazy("personal data", "Telephone number")
    EMAIL = "email", pgettext_lazy("personal data", "E-mail address")
    DOCUMENT = "document", pgettext_lazy("personal data", "Number of an identity document")
    BANK_ACCOUNT = "bank_account", pgettext_lazy("personal data", "Bank account")
    ADDRESS = "address", pgettext_lazy("personal data", "Address")
    WORDS = "words", pgettext_lazy("personal data", "What was written")
    FILE = "file", pgettext_lazy("personal data", "Photograph or document")
    TECHNICAL = "technical", pgettext_lazy("personal data", "Technical record")


@dataclass(frozen=True, slots=True)
class PersonalField:
    """One column. `label` is what a reader calls it, `empty` what stands there after erasure, or makes it from the row.

    `is_exported`: whether it goes into the person's own file; what opens doors does not.
    """

    name: str
    label: Words
    kind: DataKind
    empty: Any = ""
    is_exported: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalTable:
    """What one model keeps of people.

    `person` is the lookup from a row to the person it is about, empty where that person has no account. `seen_by` are
    the roles that meet it, in words. `case` is the lookup to the id of its case file, on which a legal hold may stand;
    `stored_files` names what lies in the storage for a row. `kept_until` tells the last day of a row's legal
    retention; without it a row goes when its person asks. `follows`: it stays as long as any other row of the person
    must. `is_erased`: False where rows are never changed (append-only), or tell of a thing more than of a person.
    """

    model: str
    person: str
    purpose: Words
    basis: Basis
    retention: str
    seen_by: Words
    fields: tuple[PersonalField, ...]
    kept_until: KeptUntil | None = None
    case: str = ""
    stored_files: FilesOf = _no_files
    follows: bool = False
    is_erased: bool = True

    @property
    def rule(self) -> Retention:
        return retention(self.retention)

    @property
    def rows_of(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def field_named(self, name: str) -> PersonalField:
        """LookupError for a field that is not declared."""
        found = next((one for one in self.fields if one.name == name), None)
        if found is None:
            message = f"{self.model}.{name} is not in the register of personal data."
            raise LookupError(message)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place where a row of another kind shows personal data: `path` leads from the row to the field.

    `plain_to` are the roles that need it plainly, `reveal_to` those that may ask for it, one at a time, with a reason.
    Everybody else who sees the row sees the mask. The person sees their own plainly. `dossier` leads from the row to
    the id of the case file that the look is written to, if there is one.
    """

    model: str
    path: str
    label: Words
    dossier: str = "pk"
    plain_to: frozenset[str] = frozenset()
    reveal_to: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Its name in addresses and in the log of looks."""
        return f"{self.model}.{self.path}"


@dataclass(frozen=True, slots=True)
class Case:
    """How case files of one kind are kept."""

    retention: str
    kept_until: KeptUntil
    people: PeopleOf

    @property
    def rule(self) -> Retention:
        return retention(self.retention)


@dataclass(slots=True)
class _Register:
    tables: dict[str, PersonalTable] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    uses: dict[str, Use] = field(default_factory=dict)


_register = _Register()


def register_personal(table: PersonalTable) -> None:
    """Declares what a model keeps of people; once a model. Called from the app's module `personal`."""
    if table.model in _register.tables:
        message = f"{table.model} is declared already."
        raise RuntimeError(message)
    retention(table.retention)
    _register.tables[table.model] = table


def register_use(
    model: str,
    fields: Mapping[str, Words],
    *,
    plain_to: Iterable[str],
    reveal_to: Iterable[str] = (),
    dossier: str = "pk",
) -> None:
    """Declares which personal data, by path and label, the pages and exports of a model show, and to whom plainly."""
    for path, label in fields.items():
        use = Use(
            model=model,
            path=path,
            label=label,
            dossier=dossier,
            plain_to=frozenset(plain_to),
            reveal_to=frozenset(reveal_to),
        )
        _register.uses[use.key] = use


def register_case(kind: str, *, retention: str, kept_until: KeptUntil, people: PeopleOf = _nobody) -> None:
    """Names how long a case file of a kind is kept, and by which rule; its files and letters stay as long.

    `people(dossier)` are those whom the file is about: a legal hold on one of them holds it.
    """
    _register.cases[kind] = Case(retention, kept_until, people)


def case_kept_until(case: Any) -> date | None:
    """The last day of a case file (a Dossier); None while it is not known, as for a kind that nobody named."""
    found = case_rule(case)
    return found.kept_until(case) if found else None


def case_rule(case: Any) -> Case | None:
    """How a case file (a Dossier) is kept; None for a kind that nobody named."""
    return _register.cases.get(case.kind)


def personal_tables() -> list[PersonalTable]:
    """All that is declared, by model."""
    return sorted(_register.tables.values(), key=lambda table: table.model)


def uses() -> list[Use]:
    return sorted(_register.uses.values(), key=lambda use: use.key)


def table_of(model: type[models.Model] | models.Model) -> PersonalTable:
    """LookupError for a model that declares nothing."""
    return _register.tables[model._meta.label]


def use_named(key: str) -> Use:
    """LookupError when nobody declared it."""
    return _register.uses[key]
