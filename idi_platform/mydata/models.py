"""What people agreed to, and what they asked of the data that is kept of them."""

from collections.abc import Iterable
from typing import ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import User
from idi_platform.tenancy.public import Actor, City, TenantModel, TenantQuerySet, Wall, uuid7


class ConsentQuerySet(TenantQuerySet["Consent"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own."""
        return self if actor.is_system else self.filter(person_id=actor.user_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Consent(TenantModel):
    """That a person agreed to one version of one text, by its SHA-256; the texts lie in `consents/`.

    `given_at` is business time. `about_id` is the case it was given for, if one.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    sha256 = models.CharField(max_length=64)
    about_id = models.UUIDField(null=True)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-given_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")), name="mydata_consent_order"
            ),
        ]
        indexes = [models.Index(fields=("city", "person", "given_at"), name="mydata_consent_person")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ErasureState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("erasure", "Waits for a second person")
    WITHDRAWN = "withdrawn", pgettext_lazy("erasure", "Taken back")
    DONE = "done", pgettext_lazy("erasure", "Done")


class ErasureRequest(models.Model):
    """A person's request to have erased what nothing makes us keep. Outside the wall: it is about all cities at once.

    `ripe_on` is the first day it may be carried out. `kept` and `erased` count rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state of the request"), max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED
    )
    asked_at = models.DateTimeField(_("asked for erasure"))
    ripe_on = models.DateField(_("may be carried out from"))
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    erased = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("person",), condition=Q(state=ErasureState.ASKED), name="mydata_erasurerequest_one"
            ),
            models.CheckConstraint(
                condition=Q(done_by=None) | ~Q(done_by=F("person")), name="mydata_erasurerequest_second_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at.isoformat()}"


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def on_people(self, people: Iterable[UUID]) -> bool:
        """Whether one of these people is under one."""
        return self.filter(person_id__in=list(people)).exists()


class LegalHold(models.Model):
    """That nothing of a person, or of a case file, may be erased, because a court, a bureau or a dispute asks for it
    (法定保全). A hold on a project's file holds every file below it.

    `number` is the file's, so that whoever reads no case files knows which one is held.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    city = models.ForeignKey(City, models.PROTECT, null=True, related_name="+")
    dossier_id = models.UUIDField(null=True)
    number = models.CharField(_("reference number"), max_length=40, blank=True)
    reason = models.CharField(_("reason of the hold"), max_length=500)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(_("placed"))
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)

    objects: ClassVar[LegalHoldQuerySet] = LegalHoldQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("placed_at", "id")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="mydata_legalhold_reason"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, dossier_id=None, city=None)
                | Q(person=None, dossier_id__isnull=False, city__isnull=False),
                name="mydata_legalhold_person_or_file",
            ),
        ]
        indexes = [models.Index(fields=("dossier_id",), name="mydata_legalhold_file")]

    def __str__(self) -> str:
        return self.reason


class RetentionRun(models.Model):
    """One nightly walk through a city's rows that have a last day. Outside the wall: counts only, by table.

    `table` is where it is while it runs; `coming` counts by year what is not due yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    on = models.DateField(_("as of"))
    started_at = models.DateTimeField(_("started"))
    is_finished = models.BooleanField(default=False)
    table = models.CharField(max_length=60, blank=True)
    checked = models.PositiveIntegerField(_("rows looked at"), default=0)
    erased = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    coming = models.JSONField(default=dict)

    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta:
        ordering = ("-started_at", "-id")
        indexes = [models.Index(fields=("city", "started_at"), name="mydata_retentionrun_city")]

    def __str__(self) -> str:
        return f"{self.city_id} {self.on.isoformat()}"


class ErasedRow(models.Model):
    """That a row's contents were erased after its retention: which row, the digest of what it said, its last day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+")
    run = models.ForeignKey(RetentionRun, models.PROTECT, related_name="rows")
    model = models.CharField(max_length=60)
    row = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    kept_until = models.DateField()

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("city", "model", "row"), name="mydata_erasedrow_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"
