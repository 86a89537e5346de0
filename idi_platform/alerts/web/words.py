"""The bureau's words for messages: listed, previewed, tried on oneself, put in force by another officer."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.alerts.models import ANY_KIND, ChannelGroup, MessageTemplate, NoticeKind, Words
from idi_platform.alerts.models.template import LONGEST_BODY, LONGEST_SUBJECT
from idi_platform.alerts.news import news_kinds
from idi_platform.alerts.rights import ASK_WORDS, DECIDE_WORDS, READ_WORDS
from idi_platform.alerts.words.deciding import (
    ProposedWords,
    ask_words,
    checked,
    languages_of,
    put_in_force,
    refuse_words,
    withdraw_words,
)
from idi_platform.alerts.words.errors import WordsRefused
from idi_platform.alerts.words.reading import Standing, standing_of, table_of
from idi_platform.alerts.words.trying import ready_test, send_test
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted

REFUSED = 422
# What stands in an address for ANY_KIND.
OTHER = "other"
_DEEDS = {
    "decide": (put_in_force, gettext_lazy("In force. The next message is worded so.")),
    "refuse": (refuse_words, gettext_lazy("Refused. Nothing changes.")),
    "withdraw": (withdraw_words, gettext_lazy("Withdrawn.")),
}
_LANGS = {"zh": "zh-Hans", "en": "en"}
_LABELS = {
    "subject_zh": gettext_lazy("Subject in Chinese"),
    "body_zh": gettext_lazy("Text in Chinese"),
    "subject_en": gettext_lazy("Subject in English"),
    "body_en": gettext_lazy("Text in English"),
}


class WordsForm(forms.Form):
    """Subject (of mails) and text in each language that the group speaks. What they may say, the service knows."""

    def __init__(self, data: QueryDict | None, *, standing: Standing) -> None:
        super().__init__(data)
        self.group = standing.group
        for language in languages_of(self.group):
            words = standing.words(language)
            if self.group == ChannelGroup.MAIL:
                self._add(f"subject_{language}", language, words.subject, forms.TextInput, LONGEST_SUBJECT)
            self._add(f"body_{language}", language, words.body, forms.Textarea, LONGEST_BODY)

    def _add(self, name: str, language: str, initial: str, widget: type[forms.Widget], longest: int) -> None:
        attrs: dict[str, Any] = {"lang": _LANGS[language], "translate": "no", "spellcheck": "false"}
        if widget is forms.Textarea:
            attrs["rows"] = 6
        self.fields[name] = forms.CharField(
            label=_LABELS[name], initial=initial, required=False, max_length=longest, widget=widget(attrs=attrs)
        )

    def words(self) -> dict[str, Words]:
        told = self.cleaned_data
        return {
            language: Words(told.get(f"subject_{language}", ""), told[f"body_{language}"])
            for language in languages_of(self.group)
        }

    def refuse(self, error: DomainError) -> None:
        """Shows a refusal where it belongs."""
        if isinstance(error, WordsRefused):
            for problem in error.problems:
                self.add_error(problem.field, str(problem.message))
        else:
            self.add_error(None, f"{error} ({error.rule})" if error.rule else str(error))


@require_safe
@require_right(READ_WORDS)
def templates(request: HttpRequest) -> HttpResponse:
    """Every kind of message and group of channels, with whose words it has."""
    rows = table_of(_kinds(), viewer=current_actor())
    return render(request, "alerts/templates.html", {"rows": rows, "groups": ChannelGroup})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(READ_WORDS)
def template(request: HttpRequest, kind: str, group: str) -> HttpResponse:
    """One of them: the words that hold, those that wait, and new ones to preview or to ask for."""
    standing = _standing(kind, group)
    form = WordsForm(posted(request), standing=standing)
    if not form.is_bound:
        return _page(request, standing, form)
    if not form.is_valid():
        return _page(request, standing, form, status=REFUSED)
    deed = request.POST.get("do", "")
    words = {} if deed == "give_up" else form.words()
    proposed = ProposedWords(standing.kind, standing.group, words)
    try:
        if deed == "preview":
            return _page(request, standing, form, typed=checked(proposed))
        ask_words(proposed=proposed, by=current_actor(), at=timezone.now())
    except DomainError as error:
        form.refuse(error)
        return _page(request, standing, form, status=error.status)
    messages.success(request, _("Another officer is asked to decide."))
    return redirect("alerts:template", kind, group)


@transaction.non_atomic_requests
@require_POST
@require_right(ASK_WORDS)
def test(request: HttpRequest, kind: str, group: str) -> HttpResponse:
    """Sends what is typed to oneself. The channel is asked outside every transaction: it may take its time."""
    language = request.POST.get("language", "")
    with transaction.atomic():
        standing = _standing(kind, group)
    if language not in languages_of(standing.group):
        raise Http404
    form = WordsForm(request.POST, standing=standing)
    status = 200 if form.is_valid() else REFUSED
    if form.is_valid():
        proposed = ProposedWords(standing.kind, standing.group, form.words())
        at = timezone.now()
        try:
            told = ready_test(
                proposed=proposed, language=language, by=current_actor(), at=at, business_at=business_now()
            )
            send_test(told, standing.group)
        except DomainError as error:
            form.refuse(error)
            status = error.status
        else:
            messages.success(request, _("The test message has left. It is no notice and counts nowhere."))
    with transaction.atomic():
        return _page(request, standing, form, status=status)


@require_POST
@require_right(DECIDE_WORDS)
@recently_confirmed
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Puts them in force, refuses them, or withdraws one's own."""
    row = get_object_or_404(MessageTemplate.objects.visible_to(current_actor()), pk=pk)
    standing = _standing(row.kind or OTHER, row.group)
    chosen = _DEEDS.get(request.POST.get("decision", ""))
    if chosen is None:
        return _page(request, standing, WordsForm(None, standing=standing), status=REFUSED)
    deed, done = chosen
    try:
        deed(template_id=pk, by=current_actor(), at=timezone.now())
    except DomainError as refused:
        form = WordsForm(None, standing=standing)
        return _page(request, standing, form, refusal=str(refused), status=refused.status)
    messages.success(request, done)
    return redirect("alerts:template", standing.slug, row.group)


def _standing(kind: str, group: str) -> Standing:
    """Http404 for what no message is."""
    known = _kinds()
    code = ANY_KIND if kind == OTHER else kind
    if code not in known or group not in ChannelGroup:
        raise Http404
    return standing_of(code, ChannelGroup(group), label=known[code], slug=kind, viewer=current_actor())


def _kinds() -> dict[str, str | Promise]:
    """Every kind of message by its code, the words for all others last."""
    told = {**dict(NoticeKind.choices), **dict(news_kinds())}
    return {**told, ANY_KIND: gettext_lazy("Everything else")}


def _page(
    request: HttpRequest,
    standing: Standing,
    form: WordsForm,
    *,
    typed: ProposedWords | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = standing.context(viewer=current_actor(), typed=typed, at=business_now())
    context |= {"form": form, "refusal": refusal, "standing": standing}
    return render(request, "alerts/template.html", context, status=status)
