"""Two that are one: choosing the one that stays, looking at what moves, asking for it."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import Organisation, User, recently_confirmed, require_right
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import posted
from operations import search
from operations.reference_words import in_words
from operations.rights import ASK_MERGE
from operations.services.merging import Counts, ask_to_merge_organisations, ask_to_merge_people, preview

from .forms import ReasonForm, SearchForm, is_done

REFUSED = 422
AT_MOST = 20


class CandidateField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """People of one name are told apart by their user name, bodies by their credit code."""

    def label_from_instance(self, obj: User | Organisation) -> str:
        return f"{obj.full_name} ({obj.username})" if isinstance(obj, User) else f"{obj.name} ({obj.uscc or '–'})"


class MergeForm(ReasonForm):
    """Which of those found stays."""

    kept = CandidateField(queryset=None, label=_("Which one stays?"), widget=forms.RadioSelect, empty_label=None)
    field_order = ("kept", "reason")

    def __init__(self, *args: Any, candidates: QuerySet[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kept"].queryset = candidates  # type: ignore[attr-defined]  # a ModelChoiceField has one


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_MERGE)
@recently_confirmed
def merge_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This person becomes another name of the one chosen."""
    old = get_object_or_404(User, pk=pk)
    words = _asked(request) or old.full_name
    candidates = search.people(words).exclude(pk=pk).filter(is_active=True)
    return _merge(request, old, words, candidates, ask_to_merge_people, preview(User, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_MERGE)
@recently_confirmed
def merge_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This body becomes another name of the one chosen."""
    old = get_object_or_404(Organisation, pk=pk)
    words = _asked(request) or old.name_zh
    candidates = search.organisations(words).exclude(pk=pk).filter(kind=old.kind)
    return _merge(request, old, words, candidates, ask_to_merge_organisations, preview(Organisation, pk))


def _asked(request: HttpRequest) -> str:
    """What is searched for; nothing where it can be nobody's name."""
    form = SearchForm(request.GET)
    return str(form.cleaned_data["q"]) if form.is_valid() else ""


def _merge(
    request: HttpRequest, old: User | Organisation, words: str, candidates: QuerySet[Any], service: Any, counts: Counts
) -> HttpResponse:
    shown = candidates.model._default_manager.filter(pk__in=candidates.values_list("pk", flat=True)[:AT_MOST])
    form = MergeForm(posted(request), candidates=shown)

    def act() -> None:
        told = form.cleaned_data
        kept_id = told["kept"].pk
        service(old_id=old.pk, kept_id=kept_id, reason=told["reason"], by=current_actor(), at=timezone.now())

    if is_done(form, act):
        messages.success(request, _("The security administrator has been asked."))
        return redirect("operations:proposals")
    context = {
        "old": old,
        "is_person": isinstance(old, User),
        "words": words,
        "form": form,
        "has_candidates": candidates.exists(),
        "moving": in_words(counts),
    }
    return render(request, "operations/merge.html", context, status=REFUSED if form.errors else 200)
