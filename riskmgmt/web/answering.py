"""The contractor's answer to a finding: words and a before/after pair, kept as they come."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.public import require_right
from idi_platform.documents.public import ACCEPTED, SIZE_LIMIT, Upload
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from riskmgmt.constants import PhotographKind
from riskmgmt.lifecycle import FindingAction
from riskmgmt.models import Rectification
from riskmgmt.rights import STEPS
from riskmgmt.selectors import evidence_of, my_answer, pair_of, raised_findings
from riskmgmt.services.rectifying import (
    add_answer_photograph,
    answer_finding,
    remove_answer_photograph,
    save_answer,
    start_answer,
)

from .forms import AnswerForm
from .photographs import REFUSED, answer_to_script, keep_all

PAIR = (PhotographKind.BEFORE, PhotographKind.AFTER)


@require_POST
@require_right(STEPS[FindingAction.ANSWER])
def start(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Opens this person's unsent answer, or a new one; back to the finding when it needs none of them."""
    found = get_object_or_404(raised_findings(current_actor()), pk=pk)
    try:
        answer = start_answer(finding=found, by=current_actor(), at=business_now())
    except DomainError:
        return redirect("riskmgmt:finding", found.pk)
    return redirect("riskmgmt:answer", answer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(STEPS[FindingAction.ANSWER])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer: everything typed and every good file is kept; `send` sends it."""
    if (sent := _sent_already(pk)) is not None:
        return redirect("riskmgmt:finding", sent)
    unsent = _unsent(pk)
    form = AnswerForm(posted(request), initial={"words": unsent.words})
    if request.method == "POST":
        if form.is_valid():
            save_answer(answer=unsent, words=form.cleaned_data["words"], by=current_actor())
        for kind in PAIR:
            keep_all(request, kind, lambda file, kind=kind: _keep(unsent, kind, file), form)  # type: ignore[misc]  # the default binds
        if (gone := form.cleaned_data.get("remove")) is not None:
            remove_answer_photograph(answer=unsent, upload_id=gone, by=current_actor())
        if not form.errors and (request.POST.get("send") is None or _send(unsent, form)):
            is_sent = request.POST.get("send") is not None
            return redirect("riskmgmt:finding" if is_sent else "riskmgmt:answer", unsent.finding_id if is_sent else pk)
    return _page(request, unsent, form)


@require_POST
@require_right(STEPS[FindingAction.ANSWER])
def add_one_photograph(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    if kind not in PAIR:
        raise Http404
    unsent = _unsent(pk)
    return answer_to_script(request, kind, lambda file: _keep(unsent, PhotographKind(kind), file))


def _unsent(pk: UUID) -> Rectification:
    return get_object_or_404(my_answer(current_actor()), pk=pk)


def _sent_already(pk: UUID) -> UUID | None:
    """The finding of an answer that was sent: the second press of the button gets the first one's answer."""
    mine = Rectification.objects.visible_to(current_actor()).filter(started_by_id=current_actor().user_id, pk=pk)
    return mine.filter(answered_at__isnull=False).values_list("finding_id", flat=True).first()


def _keep(unsent: Rectification, kind: PhotographKind, file: "UploadedFile[bytes]") -> Upload:
    return add_answer_photograph(
        answer=unsent, kind=kind, file=file, filename=file.name or "", by=current_actor(), at=business_now()
    )


def _send(unsent: Rectification, form: AnswerForm) -> bool:
    try:
        answer_finding(answer=unsent, by=current_actor(), at=business_now())
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _page(request: HttpRequest, unsent: Rectification, form: AnswerForm) -> HttpResponse:
    pair = pair_of(current_actor(), unsent)
    context = {
        "form": form,
        "answer": unsent,
        "finding": unsent.finding,
        "evidence": evidence_of(current_actor(), unsent.finding),
        "before": pair.before,
        "after": pair.after,
        "size_limit": SIZE_LIMIT,
        "accepted": ACCEPTED,
    }
    return render(request, "riskmgmt/answer.html", context, status=REFUSED if form.errors else 200)
