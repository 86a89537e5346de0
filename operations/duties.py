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


DUTIES: tuple[Duty, ...] = (
    Duty(Role.OPERATOR, _("Watch the platform's health"), "operations:health_page"),
    Duty(Role.OPERATOR, _("Hand out again messages that were given up"), "operations:messages"),
    Duty(Role.OPERATOR, _("Enter cities and their districts, ask for their opening"), "operations:cities"),
    Duty(Role.OPERATOR, _("Enter and correct organisations"), "operations:organisations"),
    Duty(Role.OPERATOR, _("Ask that duplicates be merged"), "operations:people"),
    Duty(Role.OPERATOR, _("Ask for new administrators of the platform"), "operations:new_administrator"),
    Duty(Role.OPERATOR, _("Ask that an administrator set up a new second factor"), "operations:people"),
    Duty(Role.SECURITY_ADMIN, _("Decide what the operator asks for"), "operations:proposals"),
    Duty(Role.SECURITY_ADMIN, _("Keep people out and let them in again"), "operations:people"),
    Duty(Role.SECURITY_ADMIN, _("Sign people out, take a lost second factor away"), "operations:people"),
    Duty(Role.AUDIT_ADMIN, _("Verify that the record is intact"), "audit:chains"),
    Duty(Role.AUDIT_ADMIN, _("Search the record of what happened and of who looked"), "audit:search"),
    Duty(Role.AUDIT_ADMIN, _("See what was changed, from what to what, and by whom"), "audit:versions"),
)
