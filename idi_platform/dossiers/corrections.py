"""Corrected entries as timelines show them: struck through and said so in words, with the way to the correction."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from idi_platform.audit.public import Correction, CorrectionState, Event, may_ask
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import moment_words

from .rights import ASK_CORRECTION, DECIDE_CORRECTION

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Mark:
    """What a timeline adds to an entry. `word` is empty where there is nothing to tell, `url` where nothing to do."""

    is_struck: bool = False
    word: Text = ""
    truth: Text = ""
    reason: str = ""
    url: str = ""
    link: Text = ""


def marks_of(viewer: Actor, events: Iterable[Event]) -> dict[UUID, Mark]:
    """The mark of each event. One query."""
    shown = list(events)
    asked = Correction.objects.visible_to(viewer).filter(event__in=[event.pk for event in shown])
    corrections = {one.event_id: one for one in asked.exclude(state=CorrectionState.REFUSED)}
    return {event.pk: _mark(event, corrections.get(event.pk), viewer) for event in shown}


def truth_words(correction: Correction) -> str:
    """What happened in truth."""
    if correction.happened_at is None:
        return _("In truth it did not happen.")
    return _("In truth it happened on %(moment)s.") % {"moment": moment_words(correction.happened_at)}


def _mark(event: Event, correction: Correction | None, viewer: Actor) -> Mark:
    url = reverse("dossiers:correct", args=[event.pk])
    if correction is None:
        if viewer.role in ASK_CORRECTION.roles and may_ask(event, viewer):
            return Mark(url=url, link=_("Correct this entry"))
        return Mark()
    if correction.state == CorrectionState.MADE:
        return Mark(is_struck=True, word=_("Entered wrongly"), truth=truth_words(correction), reason=correction.reason)
    if viewer.role in DECIDE_CORRECTION.roles and viewer.organisation_id == event.actor_organisation_id:
        return Mark(word=_("A correction is asked for"), url=url, link=_("Look at the correction"))
    return Mark()
