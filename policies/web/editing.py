"""The rule editor: the whole text, or one rule in a form; both write the same draft."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import require_right
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted
from policies.constants import Force, TemporalMode
from policies.errors import NoSuchRule
from policies.models import RuleDraft
from policies.rights import WRITE_DRAFTS
from policies.rules.errors import PackError
from policies.rules.pack import Pack
from policies.selectors import parameter_label
from policies.services.checking import check_draft
from policies.services.drafting import DraftTexts, save_draft
from policies.services.rule_editing import Opened, dropped, open_rule, readable, with_entry, with_new_rule

from .draft_forms import TextForm, refuse
from .draft_page import may_edit, problem_view
from .rule_form import NewRuleForm, RuleForm, initial_of

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_DRAFTS)
def whole_text(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Rules and source as text. What is sent is kept even while it is broken; the page says where."""
    draft = _draft(pk)
    form = TextForm(request.POST) if request.method == "POST" else TextForm.of(draft)
    if form.is_bound and form.is_valid():
        texts = DraftTexts(form.cleaned_data["pack"], form.cleaned_data["source"])
        try:
            kept = _save(draft, form.cleaned_data["edition"], texts)
        except DomainError as error:
            refuse(form, error)
        else:
            return _after(request, kept)
    context = {
        "draft": draft,
        "form": form,
        "problem": None if form.is_bound else problem_view(draft),
        "may_edit": may_edit(draft, current_actor()),
    }
    return render(request, "policies/draft_text.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_DRAFTS)
def one_rule(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One rule and its article. A change that breaks the draft is refused at its field, with all that was typed."""
    draft = _draft(pk)
    try:
        opened = open_rule(draft, code)
    except NoSuchRule as missing:
        raise Http404 from missing
    articles = _articles(opened.pack)
    if request.method == "POST":
        form = RuleForm(request.POST, articles=articles)
    else:
        form = RuleForm(None, articles=articles, initial=initial_of(opened))
    is_drop = "drop" in request.POST
    if form.is_bound and (is_drop or form.is_valid()):
        try:
            _save(draft, _edition(form), dropped(opened) if is_drop else _typed(form, opened))
        except DomainError as error:
            refuse(form, error)
        else:
            done = _("The rule %(code)s is out of the draft.") if is_drop else _("The rule %(code)s is saved.")
            messages.success(request, done % {"code": code})
            return redirect("policies:draft", pk)
    context = {
        "draft": draft,
        "form": form,
        "code": code,
        "label": parameter_label(opened.entry["parameter"]),
        "parameter": opened.entry["parameter"],
        "may_edit": may_edit(draft, current_actor()),
    }
    return render(request, "policies/draft_rule.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_DRAFTS)
def new_rule(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One more rule at the end of an article."""
    draft = _draft(pk)
    try:
        pack = readable(draft)
    except NoSuchRule as broken:
        raise Http404 from broken
    form = NewRuleForm(
        posted(request),
        articles=_articles(pack),
        initial={"edition": draft.edition, "force": Force.BINDING, "temporal_mode": TemporalMode.EVENT},
    )
    if form.is_bound and form.is_valid():
        entry = form.entry({"rule": form.cleaned_data["code"]})
        try:
            _save(draft, _edition(form), with_new_rule(draft, entry, article=int(form.cleaned_data["article"])))
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The rule %(code)s is saved.") % {"code": entry["rule"]})
            return redirect("policies:draft", pk)
    context = {"draft": draft, "form": form, "may_edit": may_edit(draft, current_actor())}
    return render(request, "policies/draft_new_rule.html", context, status=REFUSED if form.errors else 200)


def _articles(pack: Pack) -> list[tuple[str, str]]:
    return [(str(at), f"{article.code} {article.heading}") for at, article in enumerate(pack.articles)]


def _draft(pk: UUID) -> RuleDraft:
    drafts = RuleDraft.objects.visible_to(current_actor()).select_related("author")
    return get_object_or_404(drafts, pk=pk)


def _save(draft: RuleDraft, edition: int, texts: DraftTexts) -> RuleDraft:
    return save_draft(draft_id=draft.pk, edition=edition, texts=texts, by=current_actor(), at=timezone.now())


def _after(request: HttpRequest, kept: RuleDraft) -> HttpResponse:
    """To the draft when it is whole, back to the text while it is not."""
    try:
        check_draft(kept)
    except PackError:
        messages.warning(request, _("Saved as typed. The draft is not whole yet: see below."))
        return redirect("policies:draft_text", kept.pk)
    messages.success(request, _("Saved. The draft is whole."))
    return redirect("policies:draft", kept.pk)


def _edition(form: RuleForm) -> int:
    """The edition that was opened; 0, which none has, for what is no number."""
    form.is_valid()
    found: int = form.cleaned_data.get("edition", 0)
    return found


def _typed(form: RuleForm, opened: Opened) -> DraftTexts:
    told = form.cleaned_data
    return with_entry(opened, form.entry(opened.entry), article=int(told["article"]), article_text=told["article_text"])
