"""Files that people upload. Bytes lie outside the web server's reach; rows say what they are."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
)

from .letters.models import Letter, LetterFile
from .sight import upload_sight

__all__ = ["Letter", "LetterFile", "Upload", "UploadKind", "UploadQuerySet"]


class UploadKind(models.TextChoices):
    PHOTO = "photo", _("Photograph")
    PDF = "pdf", _("PDF document")


class UploadQuerySet(TenantQuerySet["Upload"]):
    def _visible(self, actor: Actor) -> Self:
        """What hangs on a dossier is seen with it, as far as the app that put it there lets it be seen; what hangs on
        none yet (a draft's), by its sender alone."""
        sent_by_me = Q(dossier=None, uploaded_by_id=actor.user_id)
        return self.filter(upload_sight(actor), Q(dossier__in=Dossier.objects.visible_to(actor)) | sent_by_me)


class Upload(TenantModel):
    """A stored file: named by what it was called, kept under its id, known by its SHA-256.

    `sha256` is of the bytes kept, `original_sha256` of the bytes sent: photographs are drawn anew (rules/photographs).
    """

    dossier = TenantForeignKey(Dossier, null=True, related_name="uploads")
    kind = models.CharField(_("kind"), max_length=10, choices=UploadKind.choices)
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    file = models.FileField(max_length=200)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects: ClassVar[UploadQuerySet] = UploadQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("uploaded_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="documents_upload_dossier_fk"),
        ]
        indexes = [models.Index(fields=("city", "dossier"), name="documents_upload_dossier")]

    def __str__(self) -> str:
        return self.filename
