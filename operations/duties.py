"""Which of the platform's three administrators does what (三员分立): each act is one role's, and no other's."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that one role does on the page `url_name`; empty where the page is reached from another."""

    role: Role
    label: Promise
    url_name: str = ""


DUTIES: tuple[Duty, ...] = (Duty(Role.OPERATOR, _("Watch the platform's health")),)
