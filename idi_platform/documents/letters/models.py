"""Letters (文书): what was decided to be said, frozen when it was issued, and the file a worker made of it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import Organisation, User
from idi_platform.dossiers.public import Dossier
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
    TenantRow,
    Wall,
)

from .codes import LENGTH, grouped
from .kinds import Words, letter_kind

TOPIC = "letter"


class LetterState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("letter", "Being made")
    READY = "ready", pgettext_lazy("letter", "Ready")
    FAILED = "failed", pgettext_lazy("letter", "Delayed")
    GIVEN_UP = "given_up", pgettext_lazy("letter", "Not made")


class LetterQuerySet(TenantQuerySet["Letter"]):
    def _visible(self, actor: Actor) -> Self:
        """A letter is seen with its dossier."""
        return self.filter(dossier__in=Dossier.objects.visible_to(actor))

    def with_file(self) -> Self:
        return self.select_related("file", "issued_by", "issued_by_organisation")


class Letter(TenantModel):
    """One issued letter. No login changes or removes it; what a worker makes of it is a row of its own (LetterFile).

    Once its retention has ended, `content` is emptied and the file goes; number, code and digests stay.
    `content` is everything the letter says, `schema` the version of its keys; `template` and `language` say how.
    `issued_at` is business time. `issued_by` null is the platform itself. `code` is what the check page asks for.
    """

    dossier = TenantForeignKey(Dossier, related_name="letters")
    kind = models.CharField(_("kind"), max_length=40)
    number = models.CharField(_("reference number"), max_length=40)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    template = models.CharField(max_length=100)
    schema = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField(null=True)
    code = models.CharField(_("verification code"), max_length=LENGTH)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    issued_by_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )

    wall: ClassVar[Wall] = Wall(app="append", erasable=("content",))
    objects: ClassVar[LetterQuerySet] = LetterQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-issued_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="documents_letter_dossier_fk"),
            models.UniqueConstraint(fields=("city", "number"), name="documents_letter_number"),
            models.UniqueConstraint(fields=("city", "code"), name="documents_letter_code"),
        ]
        indexes = [models.Index(fields=("city", "dossier", "issued_at"), name="documents_letter_dossier")]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> LetterState:
        """Ready once its file is there; delayed while making it fails, which is tried again; given up by the outbox."""
        if hasattr(self, "file"):
            return LetterState.READY
        request = Message.objects.filter(city_id=self.city_id, topic=TOPIC, source_id=self.pk).first()
        if request is None or not request.attempts:
            return LetterState.QUEUED
        return LetterState.GIVEN_UP if request.skipped else LetterState.FAILED

    @property
    def is_erased(self) -> bool:
        """Its retention has ended."""
        return self.content is None

    @property
    def label(self) -> Words:
        """What its kind is called."""
        return letter_kind(self.kind).label

    @property
    def printed_code(self) -> str:
        return grouped(self.code)


class LetterFile(TenantRow):
    """The PDF of one letter, made once. `html_sha256` is of the page it was made from."""

    letter = TenantOneToOneField(Letter, primary_key=True, related_name="file")
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size"))
    pages = models.PositiveSmallIntegerField(_("pages"))
    html_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        constraints = [CompositeForeignKey(fields=("city", "letter"), name="documents_letterfile_letter_fk")]

    def __str__(self) -> str:
        return self.path
