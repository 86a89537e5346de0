"""Saving views and changing one's own. SavedView.DoesNotExist for anybody else's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.tenancy.public import Actor

from .errors import NobodyToShareWith
from .models import SavedView


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What is saved; `query` is the list's address in its shortest form."""

    name: str
    query: str
    is_shared: bool = False
    is_default: bool = False


@transaction.atomic
def save_view(*, list_key: str, facts: ViewFacts, by: Actor, at: datetime) -> None:
    """Saves a view; one of the same name takes the new content. Raises NobodyToShareWith."""
    if facts.is_shared and by.organisation_id is None:
        raise NobodyToShareWith(field="is_shared")
    view = SavedView(
        city_id=by.tenant_id,
        user_id=by.person_id,
        organisation_id=by.organisation_id,
        list_key=list_key,
        name=facts.name,
        query=facts.query,
        is_shared=facts.is_shared,
        default_at=at if facts.is_default else None,
        created_at=at,
    )
    SavedView.objects.bulk_create(
        [view],
        update_conflicts=True,
        unique_fields=["city", "user", "list_key", "name"],
        update_fields=["query", "organisation", "is_shared", "default_at"],
    )


@transaction.atomic
def share_view(*, view_id: UUID, by: Actor) -> SavedView:
    """Shows it to everybody of the organisation that its maker acts for now. Raises NobodyToShareWith."""
    view = _own(view_id, by)
    if by.organisation_id is None:
        raise NobodyToShareWith
    view.is_shared, view.organisation_id = True, by.organisation_id
    view.save(update_fields=["is_shared", "organisation"])
    return view


@transaction.atomic
def withdraw_view(*, view_id: UUID, by: Actor) -> SavedView:
    """Makes it the maker's alone again."""
    view = _own(view_id, by)
    view.is_shared = False
    view.save(update_fields=["is_shared"])
    return view


@transaction.atomic
def start_with_view(*, view_id: UUID, by: Actor, at: datetime) -> SavedView:
    """The list opens with this view from now on, for its maker."""
    view = _own(view_id, by)
    view.default_at = at
    view.save(update_fields=["default_at"])
    return view


@transaction.atomic
def start_without_view(*, view_id: UUID, by: Actor) -> SavedView:
    """The list opens with all its rows again."""
    view = _own(view_id, by)
    SavedView.objects.own(by).filter(list_key=view.list_key).update(default_at=None)
    return view


@transaction.atomic
def delete_view(*, view_id: UUID, by: Actor) -> SavedView:
    view = _own(view_id, by)
    SavedView.objects.own(by).filter(pk=view.pk).delete()
    return view


def _own(view_id: UUID, by: Actor) -> SavedView:
    return SavedView.objects.own(by).select_for_update(of=("self",)).get(pk=view_id)
