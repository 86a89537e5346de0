"""Everybody of the demo: every name is made up, every password is for the demo alone."""

from typing import TypedDict

from idi_platform.accounts.public import Role

from .cities import CITIES
from .stories import Person


class AdministratorFacts(TypedDict):
    username: str
    full_name: str
    role: Role
    reason: str


PASSWORD = "idi-demo-2026"  # noqa: S105  # shown on the demo's first page

OPERATOR = Person("operator", "平台运营", Role.OPERATOR)
SECURITY = Person("security", "平台安全", Role.SECURITY_ADMIN)
AUDITOR = Person("auditor", "平台审计", Role.AUDIT_ADMIN)
# A second operator, whom two people must agree on.
ASKED_FOR: AdministratorFacts = {
    "username": "operator2",
    "full_name": "平台运营（备岗）",
    "role": Role.OPERATOR,
    "reason": "节假日轮值需要备岗（演示）",
}
EVERYBODY = (*(person for city in CITIES for person in city.people), OPERATOR, SECURITY, AUDITOR)
# Who can be signed in by one click: one of each kind that has something to do, city by city.
SHOWN = tuple(person.username for person in EVERYBODY if person.is_shown)
