"""The civil day of the business clock: the one that terms, validity and pages go by."""

from datetime import date

from idi_platform.tenancy.public import business_now

from .constants import CIVIL_ZONE


def civil_today() -> date:
    """Today in China by the business clock, which a demo may move. Memberships and sign-in go by real time instead."""
    return business_now().astimezone(CIVIL_ZONE).date()
