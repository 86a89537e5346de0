"""Who goes on with a claim whose claimant owns the home no more: the question on the case."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.models import Claim
from claims.selectors import owners_on
from claims.services.succession import OVER
from idi_platform.accounts.public import Role, User
from idi_platform.tenancy.public import Actor

from .forms import NOT_CHOSEN


class ClaimantForm(forms.Form):
    person_id = forms.TypedChoiceField(
        label=_("Which owner goes on with the claim?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose the owner.")),
    )

    def __init__(self, data: Any = None, *, owners: Sequence[User]) -> None:
        super().__init__(data)
        self.fields["person_id"].choices = [(str(owner.pk), owner.full_name) for owner in owners]  # type: ignore[attr-defined]  # a field of choices


def succession_of(claim: Claim, viewer: Actor, *, on: date, data: Any = None) -> ClaimantForm | None:
    """The question, where it is open and the reader's to answer."""
    is_for_all = claim.authority is not None and claim.authority.given_by_id is None
    if viewer.role != Role.ADJUSTER or claim.state in OVER or is_for_all:
        return None
    owners = [row.owner for row in owners_on(viewer, on=on).filter(unit=claim.unit_id)]
    if not owners or claim.claimant_id in {owner.pk for owner in owners}:
        return None
    return ClaimantForm(data, owners=owners)
