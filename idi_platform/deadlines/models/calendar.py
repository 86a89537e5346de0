"""The civil calendar of the nation: one row a day that differs from its weekday, one row a year that is announced."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Wall


class CalendarYear(models.Model):
    """A year and the State Council notice that announced it; until then its status is provisional (rules/days.py).

    `imported_at` is set where two administrators entered the notice: the files of a release leave such a year alone.
    """

    year = models.SmallIntegerField(primary_key=True)
    status = models.CharField(_("status"), max_length=12)
    notice = models.CharField(_("notice"), max_length=200, blank=True)
    issued_on = models.DateField(_("published on"), null=True)
    source = models.URLField(_("source"), max_length=300, blank=True, default="", db_default="")
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
    imported_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="keep", clock="r")

    class Meta:
        ordering = ("year",)


class CalendarDay(models.Model):
    """A day that is not simply a weekday's workday or a weekend's rest."""

    on = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.CASCADE, related_name="days")
    kind = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=60, blank=True)
    notice = models.CharField(max_length=200, blank=True)

    wall: ClassVar[Wall] = Wall(app="rw", clock="r")

    class Meta:
        ordering = ("on",)
