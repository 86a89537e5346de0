"""Everything that points at a person or at an organisation, read from the models: no table can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from idi_platform.tenancy.public import TenantRow, Wall

# Tables whose rows stay with the one that becomes another name, and why.
STAY: dict[str, str] = {
    "accounts.User_groups.user": "Django's; unused",
    "accounts.User_user_permissions.user": "Django's; unused",
    "accounts.IdentityProvider.declared_by": "who declared a second factor and who confirmed it stay two people",
    "accounts.IdentityProvider.confirmed_by": "who declared a second factor and who confirmed it stay two people",
    "accounts.SupportLook.looked_by": "who looked, and as whom, stays as it was",
    "accounts.SupportLook.person": "who looked, and as whom, stays as it was",
    "alerts.MessageTemplate.asked_by": "who asked and who decided stay two people",
    "alerts.MessageTemplate.decided_by": "who asked and who decided stay two people",
    "hotline.NumberChange.checked_by": "who checked and who confirmed stay two people",
    "hotline.NumberChange.decided_by": "who checked and who confirmed stay two people",
    "dossiers.DossierGroupObjectPermission.organisation": "a projection, made anew from the facts that move",
    "dossiers.DossierUserObjectPermission.user": "a projection, made anew from the facts that move",
    "guardian.UserObjectPermission.user": "django-guardian's generic table; unused",
    "lists.SavedView.user": "one's own views go with the account",
    "lists.SavedView.organisation": "where a view was saved; lists read it for that body alone",
    "organisations.Succession.proposed_by": "who proposed and who confirmed stay two people",
    "organisations.Succession.decided_by": "who proposed and who confirmed stay two people",
    "operations.Proposal.asked_by": "who asked and who decided stay two people",
    "operations.Proposal.decided_by": "who asked and who decided stay two people",
    "policies.RuleDraft.author": "who wrote a draft of rules and who decided on it stay two people",
    "policies.RuleDraft.decided_by": "who wrote a draft of rules and who decided on it stay two people",
    "policies.ReadingProposal.proposed_by": "who proposed and who decided stay two people",
    "policies.ReadingProposal.decided_by": "who proposed and who decided stay two people",
    "deadlines.Recomputation.asked_by": "who asked and who decided stay two people",
    "deadlines.Recomputation.decided_by": "who asked and who decided stay two people",
    "deadlines.CityLadder.author": "who drafted a ladder and who decided on it stay two people",
    "deadlines.CityLadder.decided_by": "who drafted a ladder and who decided on it stay two people",
    "registry.Authority.recorded_by": "who recorded an authority and who confirmed it stay two people",
    "registry.Authority.decided_by": "who recorded an authority and who confirmed it stay two people",
    "registry.Transfer.recorded_by": "who recorded a change of owners and who approved it stay two people",
    "registry.Transfer.decided_by": "who recorded a change of owners and who approved it stay two people",
}
# Libraries of signing in: addresses, factors, sessions and foreign accounts go with the account, which is closed.
STAYING_APPS = frozenset({"account", "mfa", "socialaccount", "usersessions"})
_CHANGEABLE = frozenset({"update", "keep", "rw"})


@dataclass(frozen=True, slots=True)
class Reference:
    """One column that points there."""

    model: type[models.Model]
    field: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    @property
    def is_tenant(self) -> bool:
        return issubclass(self.model, TenantRow)

    @property
    def moves(self) -> bool:
        """What the application may change moves. What is append-only keeps the id that it was written with."""
        wall: Wall | None = getattr(self.model, "wall", None)
        return wall is not None and wall.app in _CHANGEABLE and not self.stays

    @property
    def stays(self) -> bool:
        """By decision, whatever the wall allows."""
        return self.name in STAY or self.model._meta.app_label in STAYING_APPS

    @property
    def keeps(self) -> bool:
        """The application cannot change it: the id stays as it was written."""
        wall: Wall | None = getattr(self.model, "wall", None)
        return wall is not None and wall.app in {"append", "r", "none"}

    def rows(self, to: Any, *, city_id: int | None = None) -> "models.QuerySet[models.Model]":
        found = self.model._base_manager.filter(**{f"{self.field}_id": to})
        return found.filter(city_id=city_id) if city_id is not None else found


def references_to(target: type[models.Model]) -> list[Reference]:
    """Every key of every managed table to `target`, in the order of the names."""
    return sorted(_walk(target), key=lambda reference: reference.name)


def _walk(target: type[models.Model]) -> Iterator[Reference]:
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is target:
                yield Reference(model, field.name)
