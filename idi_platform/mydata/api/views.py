"""Showing one masked field to a program or a person who says why, under the rules of the page."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.views import APIView

from idi_platform.accounts.public import RecentlyConfirmed
from idi_platform.api.public import PostedQuestionView
from idi_platform.mydata.rights import REVEAL
from idi_platform.privacy.public import Use, reveal, use_named


class ProgramOrConfirmed(RecentlyConfirmed):
    """A person confirms who they are, as on the page; a program's key has been given the scope for it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.auth is not None or super().has_permission(request, view)


class FieldAsked(serializers.Serializer[Any]):
    """Which field of which row, and why. The reason is kept with the look."""

    field = serializers.CharField(
        max_length=120, help_text="A field's name in the register of personal data, as `claims.Claim.claimant.phone`."
    )
    id = serializers.UUIDField()
    reason = serializers.CharField(max_length=500)


class FieldTold(serializers.Serializer[Any]):
    """The field, plainly. Not to be kept."""

    field = serializers.CharField()
    id = serializers.UUIDField()
    value = serializers.CharField()


class RevealField(PostedQuestionView):
    """One masked field, plainly

    Only fields that the register names for the caller's role, of rows that the caller sees. Each look is on record
    with its reason, and the person sees it. A session confirms first (403 `confirmation_needed`).
    """

    rights = (REVEAL,)
    permission_classes = (*PostedQuestionView.permission_classes, ProgramOrConfirmed)
    asks_class = FieldAsked
    serializer_class = FieldTold

    def answer(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        use = _use(asked["field"])
        model: Any = apps.get_model(use.model)
        row = model.objects.visible_to(self.actor).filter(pk=asked["id"]).first()
        if row is None:
            raise Http404
        value = reveal(row=row, use=use, reason=asked["reason"], by=self.actor, at=timezone.now())
        return {"field": use.key, "id": row.pk, "value": value}


def _use(key: str) -> Use:
    try:
        return use_named(key)
    except LookupError:
        words = _("The register of personal data knows no such field.")
        raise serializers.ValidationError({"field": [words]}) from None
