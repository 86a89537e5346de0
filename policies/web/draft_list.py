"""The city's drafts of rules as a list."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.lists.public import Column, Empty, ListFilter, ListPage, SearchFilter
from policies.constants import RuleDraftState
from policies.models import RuleDraft
from policies.rights import READ_DRAFTS
from policies.selectors import drafts_seen


class DraftFilters(ListFilter):
    q = SearchFilter(label=_("Name or version"), method="with_text")
    state = ChoiceFilter(label=_("State"), choices=RuleDraftState.choices, empty_label=_("All states"))

    def with_text(self, drafts: QuerySet[RuleDraft], _name: str, text: str) -> QuerySet[RuleDraft]:
        return drafts.filter(Q(name__icontains=text) | Q(version_code__icontains=text))


COLUMNS: tuple[Column[RuleDraft], ...] = (
    Column(
        "name",
        _("Draft of rules"),
        lambda draft: draft.name,
        sort=("name",),
        template="policies/cells/draft.html",
        width=36,
    ),
    Column("state", _("State"), lambda draft: draft.get_state_display(), sort=("state", "changed_at"), width=14),
    Column(
        "version",
        _("Version"),
        lambda draft: draft.version_code,
        sort=("version_code", "revision"),
        template="policies/cells/draft_version.html",
        width=28,
    ),
    Column("from", _("First day"), lambda draft: draft.valid_from, sort=("valid_from",)),
    Column("author", _("Written by"), lambda draft: draft.author.full_name),
    Column("changed", _("Changed"), lambda draft: draft.changed_at, sort=("changed_at",), width=18),
    Column("submitted", _("In review since"), lambda draft: draft.submitted_at, sort=("submitted_at",), is_shown=False),
    Column("decided", _("Decided"), lambda draft: draft.decided_at, sort=("decided_at",), is_shown=False),
)

DRAFTS: ListPage[RuleDraft, RuleDraft] = ListPage(
    key="rule_drafts",
    title=_("Drafts of rules"),
    caption=_("The city's drafts of rules"),
    right=READ_DRAFTS,
    url_name="policies:drafts",
    rows=lambda viewer, _at: drafts_seen(viewer),
    filterset=DraftFilters,
    lines=lambda rows, _viewer, _at: rows,
    columns=COLUMNS,
    sort="-changed",
    empty=Empty(
        _("No drafts of rules yet"),
        _("Start one from a published version: as its correction, or as the version that follows it."),
        icon="edit",
    ),
    quick="state",
    template="policies/drafts.html",
)
