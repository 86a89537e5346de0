"""Who may do what, in which state: each right is declared once, where it is enforced.

Pages (`require_right`), API views (`rights`) and the lifecycles' tables stand behind the same declarations that
/permissions/ and docs/permissions.md show.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .constants import Role

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Right:
    """`roles` may do it to a `subject` that is in one of `states` (none: in any); `note` says whose it must be.

    `second_to` names rights by code: who took one of them on the same thing may not take this one. It is the person who
    is compared, never a membership. `is_private`: what it opens is not shown to support that looks as somebody.
    """

    code: str
    subject: Text
    label: Text
    roles: tuple[str, ...]
    states: tuple[Text, ...] = ()
    note: Text = ""
    second_to: tuple[str, ...] = ()
    is_private: bool = False


_rights: dict[str, Right] = {}


def declare_right(right: Right) -> Right:
    """Makes a right known. RuntimeError for a code that is taken, or a right of nobody."""
    if right.code in _rights or not right.roles:
        message = f"{right.code} is declared already, or for nobody."
        raise RuntimeError(message)
    _rights[right.code] = right
    return right


def declared_rights() -> tuple[Right, ...]:
    """Every right: in the order of the apps' names, inside an app as declared."""
    return tuple(sorted(_rights.values(), key=lambda right: right.code.split(".")[0]))


def right_of(code: str) -> Right:
    """KeyError when there is no such right."""
    return _rights[code]


def roles_of(rights: Iterable[Right]) -> frozenset[str]:
    """Who holds one of these rights."""
    return frozenset(role for right in rights for role in right.roles)


OWN_ACCOUNT = declare_right(
    Right(
        code="accounts.own",
        subject=_("Own account"),
        label=_("Change one's password, second factors and devices"),
        roles=tuple(Role),
        note=_("Everybody who is signed in, with or without a role"),
        is_private=True,
    )
)
