"""Whatever is typed into a form is answered: stored, or refused with a reason, never a failure (PROMISES row 38)."""

import random
from collections.abc import Iterator

import pytest
from django.db import transaction
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from tests.access.asking import browser
from tests.access.forms import HERE, PAGES, ROUTES, filled, forms_of
from tests.access.scene import Scene

ODD = [
    *("\x00", "a\x00b", " ", "𠮷䶮㛃" * 800, "x" * 70_000, "<script>alert(1)</script>", "=HYPERLINK(1)", "{{ 7*7 }}"),
    *("NaN", "Infinity", "-1", "0", "0.005", "1e999999", "9" * 400, "٣", "1/0", "２０２６"),
    *("0001-01-01", "1899-12-31", "9999-12-31", "2027-02-29", "24:00", "9999-12-31T23:59", "0001-01-01T00:00"),
    *("../../etc/passwd", "00000000-0000-0000-0000-000000000000", "[]", "null"),
]


def with_one_odd(form: html.FormElement, route: str, *, each: int) -> Iterator[tuple[str, dict[str, object]]]:
    """The filled form with one field odd, `each` ways a field."""
    given = filled(form, route)
    for name, value in given.items():
        for odd in random.sample(ODD, k=each) if isinstance(value, str) else ():
            yield name, {**given, name: odd}


def send(scene: Scene, who: str, method: str, target: str, given: dict[str, object]) -> int:
    """The answer's status; what was changed is undone."""
    client = browser(scene.people[who])
    with transaction.atomic():
        response = getattr(client, method.lower())(target, given)
        transaction.set_rollback(True)
    return int(response.status_code)


@pytest.mark.in_turn(28)
@pytest.mark.parametrize("route", ROUTES)
def test_every_form_of_a_page_answers_whatever_is_typed(scene: Scene, route: str, full: bool) -> None:
    """Each field once, by chance; in every odd way with --full."""
    seen, broken = set(), []
    for who in (who for name, who in PAGES if name == route and who in HERE):
        shown = forms_of(scene, who, route)
        if shown is None:
            break
        for target, form in shown:
            method = form.method.upper()
            if (method, target) in seen:
                continue
            seen.add((method, target))
            for name, given in with_one_odd(form, route, each=len(ODD) if full else 1):
                if send(scene, who, method, target, given) >= 500:
                    broken.append((who, method, target, name, str(given[name])[:40]))
    assert broken == []


def test_a_form_as_a_person_fills_it_reaches_what_it_is_for(scene: Scene) -> None:
    """The counter-proof: otherwise every odd value would only meet other missing ones."""
    route = "underwriting:edit"
    shown = forms_of(scene, "underwriter", route) or ()
    ((target, form),) = [(target, form) for target, form in shown if "policy_number" in form.fields]
    assert send(scene, "underwriter", "POST", target, filled(form, route)) == 302
