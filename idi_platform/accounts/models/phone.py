"""The mobile number that an owner signs in with, the codes sent to numbers, and the messages that carry them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import BlindIndexField, SealedTextField
from idi_platform.tenancy.public import Wall, uuid7

from .user import User


class NumberProof(models.TextChoices):
    """How it was shown that a number is the person's."""

    DOCUMENT = "document", _("Name and identity document")
    OLD_NUMBER = "old_number", _("The number before")
    HOTLINE = "hotline", _("Identity check at the hotline")


class PhoneNumber(models.Model):
    """One number signs in one person at a time, and a person has one; earlier ones stay with their end.

    `used_at` is the last sign-in by it: carriers give quiet numbers to somebody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="phone_numbers")
    number = SealedTextField(_("mobile number"), blank=True)
    number_index = BlindIndexField(of="number")
    proof = models.CharField(max_length=20, choices=NumberProof.choices)
    since = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("number_index",),
                condition=Q(ended_at=None, number_index__isnull=False),
                name="accounts_phonenumber_one_person",
            ),
            models.UniqueConstraint(
                fields=("user",), condition=Q(ended_at=None), name="accounts_phonenumber_one_a_person"
            ),
        ]

    def __str__(self) -> str:
        """Never the number."""
        return str(self.pk)


class CodePurpose(models.TextChoices):
    """A code opens what it was asked for and nothing else."""

    SIGN_IN = "sign_in", _("Sign in")
    CONFIRM = "confirm", _("Confirm that it is you")
    NEW_NUMBER = "new_number", _("New mobile number")


class PhoneCode(models.Model):
    """One code to one number, for the one browser session that holds this row's id; the code itself is not kept.

    `tries` counts guesses at the code, `proof_tries` those at name and document after it. Both only grow, in single
    statements, so that guesses of one moment are not one guess.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=20, choices=CodePurpose.choices)
    number = SealedTextField(_("mobile number"))
    number_index = BlindIndexField(of="number")
    address = models.GenericIPAddressField()
    is_known_browser = models.BooleanField()
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    proof_tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        indexes = [
            models.Index(fields=("number_index", "asked_at"), name="accounts_phonecode_number"),
            models.Index(fields=("address", "asked_at"), name="accounts_phonecode_address"),
            models.Index(fields=("asked_at",), name="accounts_phonecode_asked"),
        ]

    def __str__(self) -> str:
        """Neither number nor code."""
        return f"{self.purpose} {self.pk}"


class TextMessage(models.Model):
    """A text message that waits to leave. Sealed: it may carry a code. Outside every city: a number may be nobody's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = SealedTextField(_("mobile number"))
    text = SealedTextField(_("text message"))
    written_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        indexes = [models.Index(fields=("expires_at",), name="accounts_textmessage_expires")]

    def __str__(self) -> str:
        """Neither number nor text."""
        return str(self.pk)
