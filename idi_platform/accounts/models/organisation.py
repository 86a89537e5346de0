"""An insurer, bureau, developer or any other body; it may work in several cities."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.constants import OrganisationKind
from idi_platform.audit.public import history
from idi_platform.tenancy.public import BilingualName, Wall, uuid7


@history("kind", "name_zh", "name_en", "uscc", "hotline")
class Organisation(BilingualName):
    """A legal body. `uscc` is its unified social credit code (GB 32100), `hotline` what owners may call."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind.choices)
    uscc = models.CharField(_("unified social credit code"), max_length=18, unique=True, null=True, blank=True)
    hotline = models.CharField(_("telephone"), max_length=30, blank=True)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("name_zh",)
