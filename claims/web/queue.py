"""The desk's queue of claims: its columns, and the list they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.filters import ClaimFilters
from claims.models import Claim
from claims.rights import READ_DESK
from claims.selectors import claims_list, clocks_of, leading_clock
from idi_platform.deadlines.public import Deadline, face
from idi_platform.lists.public import Column, Empty, ListPage
from idi_platform.privacy.public import shown
from idi_platform.tenancy.public import Actor, current_actor
from idi_platform.ui.public import ClockFace, time_left_words


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim, its leading clock, when its earliest open term is due, and how long that is."""

    claim: Claim
    face: ClockFace | None
    due_at: datetime | None
    left: str


def claim_lines(claims: Sequence[Claim], viewer: Actor, at: datetime) -> list[ClaimLine]:
    """One query for any number of claims."""
    clocks = clocks_of(viewer, [claim.pk for claim in claims])
    return [_line(claim, clocks.get(claim.pk, []), at) for claim in claims]


def _line(claim: Claim, clocks: list[Deadline], at: datetime) -> ClaimLine:
    leading = leading_clock(clocks)
    due_at: datetime | None = getattr(claim, "next_due_at", None)
    left = time_left_words(due_at, at) if due_at else ""
    return ClaimLine(claim, face(leading, at) if leading else None, due_at, left)


COLUMNS: tuple[Column[ClaimLine], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.claim.dossier.number,
        sort=("dossier__number",),
        template="claims/cells/number.html",
        css="text-nowrap",
        width=18,
    ),
    Column(
        "due",
        _("Term"),
        lambda line: line.due_at,
        sort=("next_due_at", "filed_at"),
        template="claims/cells/term.html",
        sheet_label=_("Due before"),
        width=18,
    ),
    Column("left", _("Days left"), lambda line: line.left, is_shown=False),
    Column("state", _("State"), lambda line: line.claim.get_state_display(), sort=("state", "filed_at"), width=14),
    Column("home", _("Home"), lambda line: line.claim.dossier.title, width=36),
    Column(
        "defect",
        _("What the owner sees"),
        lambda line: line.claim.get_defect_display(),
        template="claims/cells/defect.html",
        width=20,
    ),
    Column("district", _("District"), lambda line: line.claim.district.name, css="text-nowrap"),
    Column("insurer", _("Lead insurer"), lambda line: line.claim.insurer.name, width=28),
    Column(
        "filed",
        _("Filed on"),
        lambda line: line.claim.filed_at,
        sort=("filed_at",),
        template="claims/cells/filed.html",
        css="text-nowrap",
        width=18,
    ),
    Column(
        "claimant",
        _("Claimant"),
        lambda line: shown(line.claim, "claimant.full_name", current_actor()),
        width=14,
        is_shown=False,
    ),
    Column("place", _("Place"), lambda line: line.claim.get_place_display(), width=14, is_shown=False),
    Column("description", _("Description"), lambda line: line.claim.description, width=60, is_shown=False),
    Column(
        "danger",
        _("Danger reported"),
        lambda line: gettext("yes") if line.claim.is_dangerous else gettext("no"),
        width=10,
        is_shown=False,
    ),
)

QUEUE = ListPage(
    key="claims",
    title=_("Claims"),
    caption=_("Claims with the term that ends first"),
    right=READ_DESK,
    url_name="claims:list",
    rows=lambda viewer, _at: claims_list(viewer),
    filterset=ClaimFilters,
    lines=claim_lines,
    columns=COLUMNS,
    sort="due",
    quick="clock",
    empty=Empty(
        _("No claims yet"), _("A claim appears here the moment an owner sends a report."), icon="clipboard-check"
    ),
)
