"""Whose something is, in which city, in what state and for how much: what any form or command lets a sender say of it.

PROMISES row 6: a new field of such a name stands here with its reason, or is not there.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from tests.attacks import names_in

SENSITIVE = {
    *("city", "city_id", "tenant", "organisation", "owner", "person", "user", "role", "state", "status", "amount"),
    *("id", "pk", "is_staff", "is_superuser", "is_active", "asked_by", "decided_by", "created_at", "paid", "scopes"),
    *("approved", "approved_by", "confirmed_by", "signed_by", "recorded_at", "due_at"),
}
MAY_CHOOSE = {
    "claims.api.commands.OfferAgreement.amount": "an offer is made in yuan; a second person pays",
    "claims.web.step_forms.OfferForm.amount": "the same",
    "claims.api.telephone.RecordCall.owner": "for which of the home's owners somebody calls",
    "idi_platform.api.web.forms.ClientForm.role": "of the administrator's own body, among what it has people for",
    "idi_platform.api.web.forms.ClientForm.scopes": "what that role is offered",
    "idi_platform.hotline.web.forms.AskForm.city": "a caller who is not signed in says where their home is",
    "idi_platform.mydata.web.forms.FileHoldForm.city": "the platform's officer works in no city",
    "idi_platform.organisations.web.forms.AbsenceForm.person": "a colleague",
    "idi_platform.organisations.web.forms.InviteForm.role": "a role of the administrator's own kind of body",
    "idi_platform.organisations.web.forms.RoleForm.role": "the same",
    "idi_platform.organisations.web.forms._DistrictForm.role": "the same",
    "idi_platform.registry.api.commands.RecordAuthority.person": "whom the owner lets act: name and document",
    "operations.web.audit_form.AuditSearchForm.city": "a search",
    "operations.web.audit_form.AuditSearchForm.person": "a search",
    "operations.web.audit_form.ReasonedSearchForm.city": "a search",
    "operations.web.audit_form.ReasonedSearchForm.person": "a search",
    "operations.web.audit_form.VersionSearchForm.city": "a search",
    "operations.web.audit_form.VersionSearchForm.person": "a search",
    "operations.web.forms.AdministratorForm.role": "a second operator decides",
    "operations.web.sendings.AgainForm.pk": "which sendings leave once more",
    "policies.web.stating.StateForm.state": "a duty is stated as met or not",
    "underwriting.api.policy_commands.RecordPremium.amount": "what was received",
    "underwriting.web.forms.PremiumForm.amount": "the same",
    "underwriting.api.policy_commands.SetShares.organisation": "an insurer that bears a part",
    "underwriting.api.policy_commands.SetShares.role": "lead or member",
}


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _views(resolver: URLResolver) -> Iterator[Any]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry)
        elif isinstance(entry, URLPattern):
            yield entry.callback


def fields() -> Iterator[tuple[str, str]]:
    """Each form and each body of a command, with the names that it reads."""
    views = list(_views(get_resolver()))
    for form in _below(forms.BaseForm):
        yield from ((f"{form.__module__}.{form.__name__}", name) for name in getattr(form, "base_fields", {}))
    for view in views:
        kind = getattr(view, "cls", None)
        if kind is not None and hasattr(kind, "act"):
            yield from ((f"{kind.__module__}.{kind.__name__}", name) for name in names_in(kind.serializer_class()))


def test_who_may_choose_what_a_body_seldom_may() -> None:
    found = {f"{where}.{name}" for where, name in fields() if name in SENSITIVE and not where.startswith("django")}
    assert found == set(MAY_CHOOSE), sorted(found ^ set(MAY_CHOOSE))
