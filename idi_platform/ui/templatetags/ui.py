"""Icons, dates, money and form widgets in templates. Built in: no `{% load %}` needed."""

from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django_cotton.templatetags import Attrs

from idi_platform.ui import wording
from idi_platform.ui.icons import MESSAGE_ICONS, TONE_ICONS

register = template.Library()

SPRITE = "build/icons.svg"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite; decoration only, so hidden from screen readers: a word always stands beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static(SPRITE),
        name,
    )


@register.filter
def tone_icon(tone: str) -> str:
    return TONE_ICONS.get(str(tone), TONE_ICONS["neutral"])


@register.filter
def message_icon(level: str) -> str:
    return MESSAGE_ICONS.get(level, MESSAGE_ICONS["info"])


@register.filter
def day(value: date | None) -> str:
    """`2026-11-24（周二）` or `Tue 24 Nov 2026`; nothing for no date."""
    return wording.day_words(value) if value else ""


@register.filter
def month_words(value: date) -> str:
    """`2026年11月` or `November 2026`."""
    return wording.month_words(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Day and time in the legal zone; nothing for none."""
    return wording.moment_words(value) if value else ""


@register.filter
def due(value: datetime | None) -> str:
    """The last day of a due moment, or day and time of a term in hours."""
    return wording.due_words(value) if value else ""


@register.filter
def unbroken(number: str) -> SafeString:
    """A number such as CLM-2026-000026 on one line: browsers break lines at its hyphens."""
    return format_html('<span class="text-nowrap">{}</span>', number)


@register.filter
def yuan(fen: int | None) -> str:
    """Money in fen as yuan with thousands; nothing for none."""
    return "" if fen is None else wording.money_words(fen)


@register.filter
def file_size(size: int) -> str:
    return wording.size_words(size)


@register.filter
def thousands(number: float | str) -> str:
    """A count with thousands; text and nothing stay as they are."""
    return f"{number:,}" if isinstance(number, int | float) else str(number)


@register.filter
def html_attributes(attrs: Attrs) -> SafeString:
    """What a component was given beyond its own variables, escaped; cotton's own `{{ attrs }}` does not escape."""
    given = attrs.attrs_dict()
    flags = format_html_join("", " {}", ((key,) for key, value in given.items() if value is True))
    pairs = format_html_join(
        "", ' {}="{}"', ((key, _quoted(value)) for key, value in given.items() if value is not True)
    )
    return flags + pairs


def _quoted(value: object) -> SafeString:
    return mark_safe(str(conditional_escape(value if isinstance(value, str) else str(value))).replace('"', "&quot;"))  # noqa: S308  # escaped in this line


@register.filter
def widget(field: BoundField) -> SafeString:
    """A form field's control in the right class; Django itself adds aria-describedby and aria-invalid."""
    # Django would put the class of a group on its box as well.
    return field.as_widget() if is_choice(field) else field.as_widget(attrs={"class": _widget_class(field)})


def _widget_class(field: BoundField) -> str:
    control = field.field.widget
    match control:
        case CheckboxInput():
            own = "form-check-input"
        case Select():
            own = "form-select"
        case _other:
            own = "form-control"
    return " ".join(filter(None, (own, "is-invalid" if field.errors else "", str(control.attrs.get("class", "")))))


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether a field is a group of radios or check boxes, which needs a legend in place of a label."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def page_numbers(page: Page[object]) -> list[int | None]:
    """First, last and the pages around this one; None stands for those left out."""
    around = {1, page.paginator.num_pages, *range(page.number - 1, page.number + 2)}
    numbers: list[int | None] = []
    for number in sorted(around & set(page.paginator.page_range)):
        if numbers and numbers[-1] is not None and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers
