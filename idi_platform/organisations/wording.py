"""Memberships, invitations, certificates and events in words."""

from datetime import date, datetime, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import Membership
from idi_platform.audit.public import CORRECTION_MADE
from idi_platform.ui.public import Tone

from .constants import WARNED_BEFORE, AdmissionState, InvitationState, SuccessionState
from .models import Invitation


class Standing(models.TextChoices):
    """Whether a membership is in force."""

    CURRENT = "current", pgettext_lazy("membership", "In force")
    COMING = "coming", pgettext_lazy("membership", "Begins later")
    ENDED = "ended", pgettext_lazy("membership", "Ended")


STANDING_TONES = {Standing.CURRENT: Tone.OK, Standing.COMING: Tone.WAITING, Standing.ENDED: Tone.NEUTRAL}


def standing_of(membership: Membership, *, on: date) -> Standing:
    if membership.valid_to is not None and membership.valid_to <= on:
        return Standing.ENDED
    return Standing.CURRENT if membership.valid_from <= on else Standing.COMING


def last_day(valid_to: date | None) -> date | None:
    """The last day of a half-open period; None when it has no end."""
    return valid_to - timedelta(days=1) if valid_to else None


def invitation_words(invitation: Invitation, *, at: datetime) -> tuple[Promise, Tone]:
    """What has become of it by that real moment."""
    match invitation.state:
        case InvitationState.ACCEPTED:
            return InvitationState.ACCEPTED.label, Tone.OK
        case InvitationState.WITHDRAWN:
            return InvitationState.WITHDRAWN.label, Tone.NEUTRAL
        case _open if invitation.is_open_at(at):
            return InvitationState.OPEN.label, Tone.WAITING
        case _too_old:
            return _("Link too old"), Tone.NEAR


class Validity(models.TextChoices):
    """Whether a certificate or a statement still counts."""

    VALID = "valid", _("Valid")
    LAPSES = "lapses", _("Lapses soon")
    LAPSED = "lapsed", _("Lapsed")


VALIDITY_TONES = {Validity.VALID: Tone.OK, Validity.LAPSES: Tone.NEAR, Validity.LAPSED: Tone.MISSED}
ADMISSION_TONES = {
    AdmissionState.ASKED: Tone.WAITING,
    AdmissionState.ADMITTED: Tone.OK,
    AdmissionState.REFUSED: Tone.NEUTRAL,
}


def validity_of(valid_to: date | None, *, on: date) -> Validity:
    """By the first day after."""
    if valid_to is None or valid_to > on + WARNED_BEFORE:
        return Validity.VALID
    return Validity.LAPSES if valid_to > on else Validity.LAPSED


SUCCESSION_TONES = {
    SuccessionState.PROPOSED: Tone.WAITING,
    SuccessionState.CONFIRMED: Tone.NEAR,
    SuccessionState.DONE: Tone.OK,
    SuccessionState.REFUSED: Tone.NEUTRAL,
}
_SUCCESSION_EVENTS = (
    ("succession_proposed", _("Succession proposed")),
    ("succession_confirmed", _("Succession confirmed")),
    ("succession_refused", _("Succession refused")),
    ("succession_done", _("Succession in effect")),
)


# What the record of an organisation tells, by the code of the event.
RECORD_EVENTS = (
    ("invitation_sent", _("Invitation sent")),
    ("invitation_renewed", _("Link of an invitation renewed")),
    ("invitation_withdrawn", _("Invitation withdrawn")),
    ("invitation_accepted", _("Invitation accepted")),
    ("membership_granted", _("Membership given")),
    ("membership_ended", _("Membership ended")),
    ("absence_entered", _("Absence entered")),
    ("absence_withdrawn", _("Absence taken back")),
    ("work_handed_over", _("Work handed over")),
    ("city_applied_to", _("Application to work in the city")),
    ("city_admitted", _("Admitted to the city")),
    ("city_refused", _("Not admitted to the city")),
    ("sign_in_provider_entered", _("Identity provider entered")),
    ("sign_in_second_factor_confirmed", _("Identity provider's second factor confirmed")),
    ("sign_in_provider_in_use", _("Sign-in by the identity provider begun")),
    ("sign_in_provider_out_of_use", _("Sign-in by the identity provider ended")),
    *_SUCCESSION_EVENTS,
)
# What the timeline of an organisation's dossier tells.
DOSSIER_EVENTS = {
    "dossier_opened": _("Dossier opened"),
    "organisation_taken_up": _("Taken up as working in the city"),
    "city_applied_to": _("Application to work in the city"),
    "city_admitted": _("Admitted to the city"),
    "city_refused": _("Not admitted to the city"),
    "fact_stated": _("Statement entered"),
    "certificate_entered": _("Certificate entered"),
    "certificate_withdrawn": _("Certificate withdrawn"),
    CORRECTION_MADE: _("Entry corrected"),
    **dict(_SUCCESSION_EVENTS),
}
