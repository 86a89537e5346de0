"""Where an organisation's people may sign in besides here: its own identity provider (OpenID Connect)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import SealedTextField
from idi_platform.tenancy.public import Wall, uuid7

from .organisation import Organisation
from .user import User


class IdentityProvider(models.Model):
    """One an organisation. `issuer` is the address that the provider gives as its own, without a slash at the end.

    `email_domains`: whose verified addresses are matched with members; none means that members link themselves.
    `is_second_factor`: the organisation declares that a sign-in there which tells of several factors (`amr` holds
    `mfa`, or `acr` is `accepted_acr`) needs no second factor here. That counts once a second person has confirmed it:
    whoever runs the provider could otherwise sign in as its members alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="identity_provider")
    issuer = models.URLField(_("issuer"), max_length=300)
    client_id = models.CharField(_("client ID"), max_length=190)
    client_secret = SealedTextField(_("client secret"))
    email_domains = models.JSONField(default=list)
    is_second_factor = models.BooleanField(default=False)
    accepted_acr = models.CharField(max_length=190, blank=True)
    declared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    is_enabled = models.BooleanField(default=False)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | (Q(is_second_factor=True, declared_by__isnull=False) & ~Q(confirmed_by=F("declared_by"))),
                name="accounts_identityprovider_two_people",
            )
        ]

    def __str__(self) -> str:
        return self.issuer

    @property
    def counts_as_second_factor(self) -> bool:
        """Declared, and confirmed by somebody else."""
        return self.is_second_factor and self.confirmed_by_id is not None

    @property
    def key(self) -> str:
        """What allauth knows it by, in addresses and links."""
        return str(self.pk)
