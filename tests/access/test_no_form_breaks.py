"""Whatever is typed into a form is answered: stored, or refused with a reason, never a failure (PROMISES row 38)."""

import random
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
from PIL import Image

from tests.access.asking import ask, body_of, browser
from tests.access.matrix import COLUMNS, cells
from tests.access.routes import address
from tests.access.scene import Scene

CELLS = cells()
HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
PAGES = sorted({(cell.route, cell.who) for cell in CELLS if (cell.method, cell.status) == ("GET", "200")})
ROUTES = sorted({route for route, who in PAGES if who in HERE})
ODD = [
    *("\x00", "a\x00b", " ", "𠮷䶮㛃" * 800, "x" * 70_000, "<script>alert(1)</script>", "=HYPERLINK(1)", "{{ 7*7 }}"),
    *("NaN", "Infinity", "-1", "0", "0.005", "1e999999", "9" * 400, "٣", "1/0", "２０２６"),
    *("0001-01-01", "1899-12-31", "9999-12-31", "2027-02-29", "24:00", "9999-12-31T23:59", "0001-01-01T00:00"),
    *("../../etc/passwd", "00000000-0000-0000-0000-000000000000", "[]", "null"),
]


def plausible(field: html.HtmlElement) -> str:
    """What a person would type, so that the form's other fields reach the service."""
    kind = field.get("type", field.tag)
    if kind == "select":
        return next((value for value in reversed(field.value_options) if value), "")
    if kind in {"date", "datetime-local"}:
        now = timezone.localtime()
        return f"{now:%Y-%m-%d}" if kind == "date" else f"{now:%Y-%m-%dT%H:%M}"
    return field.get("value") or ("1" if field.get("inputmode") in {"numeric", "decimal"} else "写明的内容")


def photograph() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (32, 24), "teal").save(file, "JPEG")
    return SimpleUploadedFile("a.jpg", file.getvalue(), "image/jpeg")


def filled(form: html.FormElement) -> dict[str, object]:
    """The form as a person would fill it."""
    fields = {field.name: field for field in form.xpath(".//input|.//select|.//textarea") if field.name}
    return {name: photograph() if field.get("type") == "file" else plausible(field) for name, field in fields.items()}


def with_one_odd(form: html.FormElement, *, each: int) -> Iterator[tuple[str, dict[str, object]]]:
    """The filled form with one field odd, `each` ways a field."""
    for name, value in filled(form).items():
        for odd in random.sample(ODD, k=each) if isinstance(value, str) else ():
            yield name, {**filled(form), name: odd}


def forms_of(scene: Scene, who: str, path: str) -> list[html.FormElement] | None:
    """The forms of a page; None where the answer is no page."""
    page = body_of(ask(scene.people[who], "GET", path))
    return list(html.fromstring(page).forms) if page.startswith("<!") else None


def send(scene: Scene, who: str, method: str, target: str, given: dict[str, object]) -> int:
    """The answer's status; what was changed is undone."""
    client = browser(scene.people[who])
    with transaction.atomic():
        response = getattr(client, method.lower())(target, given)
        response.close()
        transaction.set_rollback(True)
    return int(response.status_code)


@pytest.mark.in_turn(20)
@pytest.mark.parametrize("route", ROUTES)
def test_every_form_of_a_page_answers_whatever_is_typed(scene: Scene, route: str, full: bool) -> None:
    """Each field once, by chance; in every odd way with --full."""
    path, seen, broken = address(route, scene.here), set(), []
    for who in (who for name, who in PAGES if name == route and who in HERE):
        forms = forms_of(scene, who, path)
        if forms is None:
            break
        for form in forms:
            method, target = form.method.upper(), form.action or path
            if (method, target) in seen:
                continue
            seen.add((method, target))
            for name, given in with_one_odd(form, each=len(ODD) if full else 1):
                if send(scene, who, method, target, given) >= 500:
                    broken.append((who, method, target, name, str(given[name])[:40]))
    assert broken == []


def test_a_form_as_a_person_fills_it_reaches_what_it_is_for(scene: Scene) -> None:
    """The counter-proof: otherwise every odd value would only meet other missing ones."""
    path = address("underwriting:edit", scene.here)
    (form,) = [form for form in forms_of(scene, "underwriter", path) or () if "policy_number" in form.fields]
    assert send(scene, "underwriter", "POST", form.action or path, filled(form)) == 302
