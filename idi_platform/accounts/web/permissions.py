"""Who may do what: the declared rights as a page for everybody."""

from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.constants import Role
from idi_platform.accounts.rights import Right, declared_rights, right_of


@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Every right, or those of the role and about the thing (by one of its rights' codes) that the address names."""
    role, thing = request.GET.get("role", ""), request.GET.get("thing", "")
    rights = [right for right in declared_rights() if role not in Role or role in right.roles]
    wanted = next((str(right.subject) for right in declared_rights() if right.code == thing), None)
    held = {each for right in declared_rights() for each in right.roles}
    context = {
        "tables": tables(right for right in rights if wanted in (None, str(right.subject))),
        "role": role,
        "thing": thing if wanted else "",
        "wanted": wanted,
        "things": _things(),
        "roles": [(each.value, each.label) for each in Role if each in held],
    }
    return render(request, "accounts/permissions.html", context)


def tables(rights: Iterable[Right]) -> list[tuple[str, list[dict[str, object]]]]:
    """One table for each thing that rights are about, its lines in words."""
    in_order = sorted(rights, key=lambda right: str(right.subject))
    return [(name, [_line(each) for each in lines]) for name, lines in groupby(in_order, lambda one: str(one.subject))]


def _things() -> list[tuple[str, str]]:
    """What rights are about, by name, with the code that stands for it in an address."""
    codes: dict[str, str] = {}
    for right in declared_rights():
        codes.setdefault(str(right.subject), right.code)
    return sorted(((code, name) for name, code in codes.items()), key=lambda thing: thing[1])


def _line(right: Right) -> dict[str, object]:
    return {
        "code": right.code,
        "label": right.label,
        "roles": [Role(role).label for role in right.roles],
        "states": right.states,
        "note": right.note,
        "second_to": [right_of(code).label for code in right.second_to],
    }
