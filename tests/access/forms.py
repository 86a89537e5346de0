"""The pages that people are shown, and their forms as a person would fill them."""

from io import BytesIO
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
from PIL import Image

from tests.access.asking import ask, body_of
from tests.access.matrix import COLUMNS, cells
from tests.access.routes import address
from tests.access.scene import Scene
from tests.world import PASSWORD

CHANGED, IDENTITY = "another-long-pass-phrase", "11010119900307803X"
# Stand in the frame of every page: asked on one.
FRAME, FIRST_PAGE = ("ui:", "accounts:sign_out"), "ui:home"
HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
PAGES = sorted({(cell.route, cell.who) for cell in cells() if (cell.method, cell.status) == ("GET", "200")})
ROUTES = sorted({route for route, who in PAGES if who in HERE})


# What a person types where a field's kind does not say it, by page and field.
TYPED: dict[str, dict[str, str]] = {
    "account_change_password": {
        "oldpassword": PASSWORD,
        "password1": CHANGED,
        "password2": CHANGED,
    },
    "accounts:own_number": {"number": "13900001111"},
    "accounts:owner_sign_in": {"number": "13900001111"},
    "alerts:robot": {"address": "https://oapi.dingtalk.com/robot/send?access_token=a1"},
    "alerts:template": {
        "subject_zh": "{headline}",
        "body_zh": "{headline} {link}",
        "subject_en": "{headline}",
        "body_en": "{headline} {link}",
    },
    "api:new_client": {"role": "adjuster", "scopes": "claims:read"},
    "deadlines:ladder_rungs": {"when": "miss", "number": "", "at": ""},
    "hotline:check": {"document_number": IDENTITY, "number": "13900001111"},
    "mydata:my_data": {"number": IDENTITY},
    "mydata:requests": {"username": "here-neighbour"},
    "operations:correct_organisation": {"uscc": "", "name_zh": "另一名称"},
    "operations:decide": {"note": "写明的内容"},
    "operations:import_notice": {
        "text": "元旦：1月1日（周三）放假1天，不调休。",
        "year": "2031",
        "source": "https://www.gov.cn/a.htm",
    },
    "operations:new_city": {"code": "520100"},
    "operations:new_district": {"code": "440799"},
    "organisations:new_absence": {"from_on": "2031-01-06", "last_day": "2031-01-10"},
    "organisations:person": {"role": "underwriter"},
    "organisations:invite": {"phone": "13900001111"},
    "organisations:join": {"username": "newcomer", "password": CHANGED, "again": CHANGED},
    "organisations:provider": {"issuer": "https://sign-in.example.com", "client_secret": "a-secret-of-theirs"},
    "policies:new_draft": {"code": "a-new-version"},
    "registry:new_authority": {"name": "李四", "document_kind": "resident_id", "number": IDENTITY},
    "riskmgmt:write": {"from_time": "09:00", "to_time": "11:00"},
    "underwriting:earlier_policy": {"contract_formed_on": "2023-01-05", "issued_on": "2023-01-06"},
    "underwriting:contract_terms": {"value": "5"},
    "underwriting:new_project": {"developer_uscc": "91110000710925243J"},
}


def plausible(field: html.HtmlElement) -> str:
    """What a person would type into a field that must be filled, and leave in another."""
    kind, given = field.get("type", field.tag), field.get("value") or ""
    now = timezone.localtime()
    match kind:
        case "select":
            chosen = field.value if isinstance(field.value, str) else next(iter(field.value), "")
            must = field.get("required") is not None or "" not in field.value_options
            return chosen or (next((value for value in reversed(field.value_options) if value), "") if must else "")
        case "textarea":
            return (field.value or "").strip() or ("写明的内容" if field.get("required") is not None else "")
        case "radio" | "checkbox" | "hidden":
            return given or "on"
        case _ if given or field.get("required") is None:
            return given
        case "date":
            return f"{now:%Y-%m-%d}"
        case "datetime-local":
            return f"{now:%Y-%m-%dT%H:%M}"
        case _:
            return "1" if field.get("inputmode") in {"numeric", "decimal"} else "写明的内容"


def photograph() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (32, 24), "teal").save(file, "JPEG")
    return SimpleUploadedFile("a.jpg", file.getvalue(), "image/jpeg")


def filled(form: html.FormElement, route: str) -> dict[str, object]:
    """The form as a person would fill it, with the first of its buttons."""
    fields = {field.name: field for field in form.xpath(".//input|.//select|.//textarea") if field.name}
    given = {name: photograph() if field.get("type") == "file" else plausible(field) for name, field in fields.items()}
    typed = {name: value for name, value in TYPED.get(route, {}).items() if name in given}
    return {**given, **next(iter(buttons(form)), {}), **typed}


def buttons(form: html.FormElement) -> list[dict[str, str]]:
    """What each of a form's buttons says of itself, where it says something."""
    return [{one.get("name"): one.get("value", "")} for one in form.xpath(".//button[@name]")]


def forms_of(scene: Scene, who: str, route: str) -> list[tuple[str, html.FormElement]] | None:
    """The forms of a page, each with where it leads; None where the answer is no page."""
    path = address(route, scene.here)
    page = body_of(ask(scene.people[who], "GET", path))
    if not page.startswith("<!"):
        return None
    found = [(urljoin(path, form.action or ""), form) for form in html.fromstring(page).forms]
    return [one for one in found if route == FIRST_PAGE or not leads_to(one[0]).startswith(FRAME)]


def leads_to(target: str) -> str:
    """The name of the address."""
    return resolve(urlsplit(target).path).view_name
