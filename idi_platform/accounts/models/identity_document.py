"""The document a person proves with who they are. Its number is sealed; it is found by its blind index alone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import BlindIndexField, SealedTextField
from idi_platform.tenancy.public import Wall, uuid7

from .user import User


class DocumentKind(models.TextChoices):
    """Kinds that owners of Chinese homes hold."""

    RESIDENT_ID = "resident_id", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    HK_MACAU_PERMIT = "hk_macau_permit", _("Travel permit of Hong Kong and Macau residents")
    TAIWAN_PERMIT = "taiwan_permit", _("Travel permit of Taiwan residents")
    CREDIT_CODE = "credit_code", _("Unified social credit code")


class IdentityDocument(models.Model):
    """One a person. Outside the wall like the person it is of; nobody meets it but through what they may see."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="identity_document")
    kind = models.CharField(_("kind of document"), max_length=20, choices=DocumentKind.choices)
    number = SealedTextField(_("number of the document"), blank=True)
    number_index = BlindIndexField(of="number")
    recorded_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "number_index"),
                condition=Q(number_index__isnull=False),
                name="accounts_identitydocument_once",
            )
        ]

    def __str__(self) -> str:
        """Its kind; never its number."""
        return str(self.get_kind_display())
