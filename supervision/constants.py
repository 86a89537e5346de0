"""Words of supervision."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermStatus(models.TextChoices):
    """What a list of terms is narrowed to; every figure of the overview opens one of them.

    MISSED includes NEW, LATE and MET_LATE; RUNNING includes SOON.
    """

    MISSED = "missed", _("Missed")
    NEW = "new", _("Newly missed today")
    LATE = "late", _("Missed and still not met")
    MET_LATE = "met-late", _("Met late")
    SOON = "soon", _("Due soon")
    RUNNING = "running", _("Running")
    MET = "met", _("Met in time")


# How far back the overview's list of late terms reaches. Taste, not law.
NEWLY = timedelta(days=7)
NEWLY_SHOWN = 10
