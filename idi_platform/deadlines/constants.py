"""Words of the clocks."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Basis(models.TextChoices):
    """Why a term binds (LEGAL.md): only the first and the national one may be called a regulatory breach."""

    IN_FORCE = "in_force", _("Regime in force")
    CONTRACT = "contract", _("Contract term")
    CARRIED = "carried", _("Regime carried over")
    NATIONAL = "national", _("National law")
    SERVICE_NORM = "service_norm", _("Service target, not law")


REGULATORY = (Basis.IN_FORCE, Basis.NATIONAL)

DEADLINE_TOPIC = "deadline"
# An expected event that is missing: its message's source is the expectation.
SILENCE_TOPIC = "silence"


class Closing(models.TextChoices):
    """How a deadline came to its end."""

    MET = "met", _("Done")
    SUPERSEDED = "superseded", _("Replaced by another term")
    CANCELLED = "cancelled", _("No longer owed")


class PauseCause(models.TextChoices):
    """What stops a term. Whether it stops a given duty, the rules say."""

    DOCUMENTS_REQUESTED = "documents_requested", _("Written request for missing documents")

    @property
    def takes(self) -> Promise:
        """What it takes to stop a term for it."""
        return _("One written request that lists everything that is missing, with the reason. A second stops nothing.")

    @property
    def ends(self) -> Promise:
        """What lets the term run on."""
        return _("Everything that the request lists has arrived, as a file or on paper.")


class RecomputationCause(models.TextChoices):
    """Why running terms are reckoned anew."""

    CALENDAR = "calendar", _("Notice of the State Council")
    RULES = "rules", _("Correction of a text")
    READING = "reading", _("Decision on a reading")
    EVENT = "event", _("Correction of an entry")
    LADDER = "ladder", _("New ladder")


class ExpectationState(models.TextChoices):
    """How an expectation stands. Missing, it is raised; what comes afterwards settles it as late."""

    WAITING = "waiting", pgettext_lazy("expectation", "Awaited")
    CAME = "came", pgettext_lazy("expectation", "Happened")
    MISSING = "missing", pgettext_lazy("expectation", "Missing")
    CAME_LATE = "came_late", pgettext_lazy("expectation", "Happened late")
    LIFTED = "lifted", pgettext_lazy("expectation", "No longer expected")


class EventCode(models.TextChoices):
    """What happened to a deadline, as its dossier's timeline tells it."""

    STARTED = "deadline_started", _("Term started")
    MET = "deadline_met", _("Term met")
    MET_LATE = "deadline_met_late", _("Term met late")
    MISSED = "deadline_missed", _("Term missed")
    SUSPENDED = "deadline_suspended", _("Term suspended")
    RESUMED = "deadline_resumed", _("Term runs on")
    SUPERSEDED = "deadline_superseded", _("Term replaced by another")
    CANCELLED = "deadline_cancelled", _("Term no longer owed")
    RECOMPUTED = "deadline_recomputed", _("Term reckoned anew")
    PASSED = "deadline_passed_on", _("Terms passed to the organisation's successor")
    EXPECTED_MISSING = "expected_event_missing", _("Expected event is missing")
    EXPECTED_LATE = "expected_event_late", _("Expected event happened late")
    EXPECTED_LIFTED = "expected_event_lifted", _("Expected event is no longer expected")
    MISS_WITHDRAWN = "deadline_miss_withdrawn", _("Recorded as done in time after the miss was told")
