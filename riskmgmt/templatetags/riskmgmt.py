"""How risk codes and states look."""

from django import template

from idi_platform.ui.public import Tone
from riskmgmt import wording

register = template.Library()


@register.filter
def risk_tone(risk: str) -> Tone:
    return wording.risk_tone(risk)


@register.filter
def state_tone(state: str) -> Tone:
    return wording.STATE_TONES[state]
