"""What the texts ask at a stage, on the page of the case file: `{% duties policy.dossier "contract" "premium" %}`."""

from typing import Any

from django import template

from idi_platform.dossiers.public import Dossier
from policies.web.stating import stage_views

register = template.Library()


@register.inclusion_tag("policies/_duties.html")
def duties(dossier: Dossier, *only: str) -> dict[str, Any]:
    """Nothing where the texts ask nothing of such a case file at these stages."""
    return {"dossier": dossier, "stages": stage_views(dossier, only)}
