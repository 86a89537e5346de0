"""Where an organisation's people may sign in besides here: its own identity provider (OpenID Connect)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import SealedTextField
from idi_platform.tenancy.public import Wall, uuid7

from .organisation import Organisation


class IdentityProvider(models.Model):
    """One an organisation. `issuer` is the address that the provider gives as its own, without a slash at the end.

    `email_domains`: whose verified addresses are matched with members; none means that members link themselves.
    `is_second_factor`: the organisation declares that a sign-in there which tells of several factors (`amr` holds
    `mfa`, or `acr` is `accepted_acr`) needs no second factor here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="identity_provider")
    issuer = models.URLField(_("issuer"), max_length=300)
    client_id = models.CharField(_("client ID"), max_length=190)
    client_secret = SealedTextField(_("client secret"))
    email_domains = models.JSONField(default=list)
    is_second_factor = models.BooleanField(default=False)
    accepted_acr = models.CharField(max_length=190, blank=True)
    is_enabled = models.BooleanField(default=False)

    wall: ClassVar[Wall] = Wall(app="rw")

    def __str__(self) -> str:
        return self.issuer

    @property
    def key(self) -> str:
        """What allauth knows it by, in addresses and links."""
        return str(self.pk)
