"""When each background process was last seen at work: the dead-man's check of the health page."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Wall


class Process(models.TextChoices):
    BEAT = "beat", _("Beat: sends the ticks")
    CLOCK = "clock", _("Clock: marks what became due")
    WORKER = "worker", _("Worker: delivers and runs jobs")


class Heartbeat(models.Model):
    """One row a process, whichever of several wrote last. `at` is the database's own real time."""

    process = models.CharField(max_length=10, choices=Process.choices, primary_key=True)
    at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="keep", clock="keep")

    def __str__(self) -> str:
        return f"{self.process} {self.at.isoformat()}"
