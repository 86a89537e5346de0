"""The list's columns for spreadsheets, and the list as CSV: all of it, streamed, and no cell that would run."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.selectors import ClaimFilter, claims_list
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, tenant_work
from idi_platform.ui.public import csv_lines, time_left_words

_AT_ONCE = 500

Cell = str | datetime


def claims_csv(viewer: Actor, wanted: ClaimFilter, *, at: datetime, language: str) -> Iterator[str]:
    """The lines of the file. Opens its own transaction: the request's is over when the first line goes out."""
    with translation.override(language), tenant_work(viewer):
        yield from csv_lines(chain([head()], (_words(cells(claim, at)) for claim in _rows(viewer, wanted, at))))


def _rows(viewer: Actor, wanted: ClaimFilter, at: datetime) -> Iterator[Claim]:
    claims: QuerySet[Claim] = claims_list(viewer, wanted, at=at)
    return claims.iterator(chunk_size=_AT_ONCE)


def head() -> list[str]:
    return [
        _("Number"),
        _("State"),
        _("Home"),
        _("District"),
        _("Lead insurer"),
        _("Filed on"),
        _("Place"),
        _("What the owner sees"),
        _("Description"),
        _("Danger reported"),
        _("Due before"),
        _("Days left"),
    ]


def cells(claim: Claim, at: datetime) -> list[Cell]:
    """One claim under these heads; moments are the city's civil time, without a zone, as spreadsheets know them."""
    due: datetime | None = getattr(claim, "next_due_at", None)
    return [
        claim.dossier.number,
        claim.get_state_display(),
        claim.dossier.title,
        claim.district.name,
        claim.insurer.name,
        _civil(claim.filed_at),
        claim.get_place_display(),
        claim.get_defect_display(),
        claim.description,
        _("yes") if claim.is_dangerous else _("no"),
        _civil(due) if due else "",
        time_left_words(due, at) if due else "",
    ]


def _civil(moment: datetime) -> datetime:
    return moment.astimezone(CIVIL_ZONE).replace(tzinfo=None)


def _words(row: list[Cell]) -> list[str]:
    return [f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell for cell in row]
