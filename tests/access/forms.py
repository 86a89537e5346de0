"""The pages that people are shown, and their forms as a person would fill them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
from PIL import Image

from tests.access.asking import ask, body_of
from tests.access.matrix import COLUMNS, cells
from tests.access.scene import Scene

HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
PAGES = sorted({(cell.route, cell.who) for cell in cells() if (cell.method, cell.status) == ("GET", "200")})
ROUTES = sorted({route for route, who in PAGES if who in HERE})


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


def forms_of(scene: Scene, who: str, path: str) -> list[html.FormElement] | None:
    """The forms of a page; None where the answer is no page."""
    page = body_of(ask(scene.people[who], "GET", path))
    return list(html.fromstring(page).forms) if page.startswith("<!") else None
