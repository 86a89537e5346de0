"""Reporting a defect on a phone: one question a page, each answer kept as soon as it is given."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.constants import AMBULANCE, FIRE, MOST_PHOTOGRAPHS, POLICE
from claims.models import ClaimDraft
from claims.rights import FILE
from claims.selectors import draft_photographs, lead_insurers, my_draft
from claims.services.drafting import add_photograph, remove_photograph, save_answers, start_draft
from claims.services.filing import file_claim
from claims.wording import Text
from idi_platform.accounts.public import Organisation, require_right
from idi_platform.documents.public import ACCEPTED, SIZE_LIMIT, Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import day_words, posted, refuse, sentences

from .forms import DANGER, QUESTIONS, ConsentForm, PhotographsForm, Question

REFUSED = 422
EMERGENCY = {"fire": FIRE, "ambulance": AMBULANCE, "police": POLICE}


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list, and of the page that shows the answers again."""

    title: Text
    url: str
    is_done: bool
    answers: tuple[Text, ...] = ()


@require_POST
@require_right(FILE)
def start(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens the unfinished report of a home, or a new one."""
    unit = get_object_or_404(Unit.objects.visible_to(current_actor()).spoken_for_by(current_actor()), pk=pk)
    draft = start_draft(unit=unit, by=current_actor(), at=business_now())
    return redirect("claims:report", draft.pk)


@require_safe
@require_right(FILE)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The task list: five tasks and how far each is."""
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    photographs = draft_photographs(current_actor(), draft)
    tasks = tasks_of(draft)
    done = sum(task.is_done for task in tasks)
    following = next((task.url for task in tasks if not task.is_done), reverse("claims:check", args=[draft.pk]))
    context = {"draft": draft, "tasks": tasks, "photographs": photographs, "done": done, "following": following}
    return render(request, "claims/report.html", context | {"insurer": _insurer(draft), "emergency": EMERGENCY})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(FILE)
def question(request: HttpRequest, pk: UUID, question: str) -> HttpResponse:
    """One question. `?change=1` returns to the page that shows all answers."""
    asked = _question_of(question)
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    form = asked.form(posted(request), initial=_given(draft, asked))
    if request.method == "POST" and form.is_valid() and _saved(form, draft):
        return redirect(_after(asked, draft, is_change="change" in request.GET))
    context = {"form": form, "draft": draft, "question": asked, "insurer": _insurer(draft), "emergency": EMERGENCY}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "claims/question.html", context | _place_in_order(asked, draft), status=status)


@require_safe
@require_right(FILE)
def urgent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown at once to whoever says that somebody could be hurt."""
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    following = reverse("claims:photographs", args=[draft.pk])
    context = {"draft": draft, "insurer": _insurer(draft), "emergency": EMERGENCY, "following": following}
    return render(request, "claims/urgent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(FILE)
def photographs(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Photographs, with or without script. One bad file is named and costs no good one."""
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    form = PhotographsForm(posted(request))
    form.is_valid()
    for file in request.FILES.getlist("photo"):
        _kept(draft, file, form)
    if request.method == "POST" and not form.errors:
        return redirect("claims:photographs" if request.FILES else "claims:check", draft.pk)
    context = {"draft": draft, "form": form, "most": MOST_PHOTOGRAPHS, "size_limit": SIZE_LIMIT, "accepted": ACCEPTED}
    context["photographs"] = draft_photographs(current_actor(), draft)
    return render(request, "claims/photographs.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(FILE)
def add_one_photograph(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file from the page's script: answers with its list item, or with the reason in X-Reason."""
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    form = PhotographsForm(request.POST)
    file = request.FILES.get("photo")
    upload = _kept(draft, file, form) if isinstance(file, UploadedFile) else None
    if upload is None:
        reason = sentences(*form.non_field_errors())
        return HttpResponse(status=REFUSED, headers={"X-Reason": quote(reason)})
    return render(request, "claims/_draft_photograph.html", {"draft": draft, "upload": upload})


@require_POST
@require_right(FILE)
def remove(_request: HttpRequest, pk: UUID, upload: UUID) -> HttpResponse:
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    found = get_object_or_404(Upload.objects.visible_to(current_actor()), pk=upload)
    remove_photograph(draft=draft, upload=found, by=current_actor())
    return redirect("claims:photographs", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(FILE)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every answer once more, consent, and the one button that files."""
    if (filed := _filed_already(pk)) is not None:
        return redirect("claims:receipt", filed)
    draft = get_object_or_404(my_draft(current_actor()), pk=pk)
    form = ConsentForm(posted(request))
    if request.method == "POST" and form.is_valid() and (claim_id := _filed(form, draft, at=business_now())):
        return redirect("claims:receipt", claim_id)
    tasks = tasks_of(draft, is_change=True)
    context = {"draft": draft, "form": form, "tasks": tasks, "is_complete": all(task.is_done for task in tasks)}
    context |= {"photographs": draft_photographs(current_actor(), draft), "insurer": _insurer(draft)}
    return render(request, "claims/check.html", context, status=REFUSED if form.errors else 200)


def tasks_of(draft: ClaimDraft, *, is_change: bool = False) -> list[Task]:
    """The questions of a report with their answers in words."""
    danger = {True: DANGER["yes"], False: DANGER["no"], None: ""}[draft.is_dangerous]
    answers: dict[str, tuple[Text | date | None, ...]] = {
        "where": (draft.get_place_display(),),
        "what": (draft.get_defect_display(), draft.description),
        "since": (draft.noticed_on,),
        "danger": (danger,),
    }
    suffix = "?change=1" if is_change else ""
    return [
        Task(
            title=asked.task,
            url=reverse("claims:question", args=[draft.pk, slug]) + suffix,
            is_done=all(answers[slug]),
            answers=tuple(_words(answer) for answer in answers[slug] if answer),
        )
        for slug, asked in QUESTIONS.items()
    ]


def _words(answer: Text | date) -> Text:
    return day_words(answer) if isinstance(answer, date) else answer


def _question_of(slug: str) -> Question:
    if slug not in QUESTIONS:
        raise Http404
    return QUESTIONS[slug]


def _given(draft: ClaimDraft, asked: Question) -> dict[str, object]:
    given = {name: getattr(draft, name) for name in asked.form.base_fields}
    if given.get("is_dangerous") is not None:
        given["is_dangerous"] = "yes" if given["is_dangerous"] else "no"
    return given


def _saved(form: forms.Form, draft: ClaimDraft) -> bool:
    try:
        save_answers(draft=draft, by=current_actor(), at=business_now(), **form.cleaned_data)
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _after(asked: Question, draft: ClaimDraft, *, is_change: bool) -> str:
    if asked.slug == "danger" and draft.is_dangerous:
        return reverse("claims:urgent", args=[draft.pk])
    if is_change:
        return reverse("claims:check", args=[draft.pk])
    order = list(QUESTIONS)
    rest = order[order.index(asked.slug) + 1 :]
    if not rest:
        return reverse("claims:photographs", args=[draft.pk])
    return reverse("claims:question", args=[draft.pk, rest[0]])


def _place_in_order(asked: Question, draft: ClaimDraft) -> dict[str, object]:
    """Number and count for the caption, and the page before."""
    order = list(QUESTIONS)
    index = order.index(asked.slug)
    back = reverse("claims:report", args=[draft.pk])
    if index:
        back = reverse("claims:question", args=[draft.pk, order[index - 1]])
    return {"number": index + 1, "count": len(order) + 1, "back": back}


def _kept(draft: ClaimDraft, file: "UploadedFile[bytes]", form: forms.Form) -> Upload | None:
    try:
        return add_photograph(draft=draft, file=file, filename=file.name or "", by=current_actor(), at=business_now())
    except DomainError as error:
        refuse(form, error)
        return None


def _filed(form: forms.Form, draft: ClaimDraft, *, at: datetime) -> UUID | None:
    consented_at = at if form.cleaned_data["consent"] else None
    try:
        return file_claim(draft_id=draft.pk, consented_at=consented_at, by=current_actor(), at=at).dossier_id
    except DomainError as error:
        refuse(form, error)
        return None


def _filed_already(pk: UUID) -> UUID | None:
    """The claim that a report became: the second press of the button gets the first one's answer."""
    return ClaimDraft.objects.visible_to(current_actor()).filter(pk=pk).values_list("claim_id", flat=True).first()


def _insurer(draft: ClaimDraft) -> Organisation | None:
    today = business_now().astimezone(CIVIL_ZONE).date()
    return lead_insurers(draft.city_id, [draft.unit.project_id], on=today).get(draft.unit.project_id)
