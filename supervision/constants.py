"""Words of supervision."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.public import ClaimState


class TermStatus(models.TextChoices):
    """What a list of terms is narrowed to; every figure of the overview opens one of them.

    MISSED includes NEW, LATE and MET_LATE; RUNNING includes SOON and STOPPED.
    """

    MISSED = "missed", _("Missed")
    NEW = "new", _("Newly missed today")
    LATE = "late", _("Missed and still not met")
    MET_LATE = "met-late", _("Met late")
    SOON = "soon", _("Due soon")
    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Standing still")
    MET = "met", _("Met in time")


class AgeBand(models.TextChoices):
    """How long a finding has waited since it was raised; limits in AGE_LIMITS."""

    MONTH = "month", _("Up to 30 days")
    QUARTER = "quarter", _("31 to 90 days")
    OLDER = "older", _("More than 90 days")


class ClaimStanding(models.TextChoices):
    OPEN = "open", _("Being handled")
    ENDED = "ended", _("Handling ended")


class Coverage(models.TextChoices):
    """Whether a project has an insurance policy; of several the newest that was issued counts."""

    ISSUED = "issued", _("Policy issued")
    ENDED = "ended", _("Policy ended")
    NONE = "none", _("No policy")


# How far back the overview's list of late terms reaches. Taste, not law.
NEWLY = timedelta(days=7)
NEWLY_SHOWN = 10

# Nothing more happens to such a claim.
ENDED_CLAIMS = (ClaimState.CLOSED, ClaimState.DENIED, ClaimState.WITHDRAWN)
# First and second limit of a finding's age. Taste, not law.
AGE_LIMITS = (timedelta(days=30), timedelta(days=90))
# How far back the times to determination reach, and how many of them a median needs to say something about anybody.
DETERMINED_WITHIN = timedelta(days=365)
SMALLEST_SAMPLE = 5
LINES_OF_A_PROJECT = 10
