"""Tags for personal data, in every template: what the register lets this reader see."""

from typing import Any

from django import template
from django.db import models

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import Dossier
from idi_platform.mydata.keeping import keeping_of
from idi_platform.privacy.public import DataKind, kind_of_use, sight_of
from idi_platform.tenancy.public import current_actor

register = template.Library()


@register.filter
def role_words(role: str) -> str:
    """A role as the page says it."""
    return str(Role(role).label) if role in Role.values else ""


@register.inclusion_tag("mydata/_keeping.html")
def keeping(dossier: Dossier) -> dict[str, Any]:
    """Until when a case file is kept and why: `{% keeping claim.dossier %}`."""
    return {"keeping": keeping_of(dossier, current_actor())}


@register.inclusion_tag("mydata/_personal.html")
def personal(row: models.Model, path: str) -> dict[str, Any]:
    """A field as the register shows it to the reader, with the way to ask for a masked one: `{% personal claim
    "claimant.phone" %}`."""
    sight = sight_of(row, path, current_actor())
    is_phone = not sight.is_masked and kind_of_use(row, path) == DataKind.PHONE
    return {"row": row, "sight": sight, "key": sight.use.key, "is_phone": is_phone}
