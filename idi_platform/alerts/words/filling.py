"""From words and values to what is sent. Whoever previews, tries or sends comes through here."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from idi_platform.alerts.models import ChannelGroup, NoticeKind, Words

from .placeholders import Values, fill

# In both languages: the placeholders speak.
_PRODUCT = {
    ChannelGroup.MAIL: Words("{headline} · {file}", "{headline}\n\n{file}\n\n{link}"),
    ChannelGroup.TEXT: Words("", "{headline} {file} {link}"),
    ChannelGroup.ROBOT: Words("", "{headline}\n{file}\n{link}"),
}


def product_words(kind: str, group: ChannelGroup, *, language: str) -> Words:
    """The product's own words; a mail of a term has room for the term, its last day and whom the step tells."""
    words = _PRODUCT[group]
    if group != ChannelGroup.MAIL or kind not in NoticeKind:
        return words
    with _speaking(language):
        told = _("{file} · {term}\nLast day {last_day} · {time_left}\nTold at this step: {told}")
    return Words(words.subject, words.body.replace("{file}", told))


@dataclass(frozen=True, slots=True)
class Composed:
    """Ready to leave; `subject` is empty but for mails."""

    subject: str
    text: str


def compose(words: Words, values: Values, group: ChannelGroup) -> Composed:
    """In the language that is set; a subject is one line. The warning is ours: no words take it away."""
    text = fill(words.body, values, cut=group != ChannelGroup.MAIL)
    subject = " ".join(fill(words.subject, values, cut=False).split())
    return Composed(subject, warned(text, group))


def warned(text: str, group: ChannelGroup) -> str:
    """With what every message to a person ends with."""
    match group:
        case ChannelGroup.ROBOT:
            return text
        case ChannelGroup.TEXT:
            return f"{text} {warning()}"
        case _mail:
            return f"{text}\n\n{warning()}\n"


def warning() -> str:
    """LEGAL.md: we never ask for money, and which number is ours."""
    return _("We never ask you for money. Our only number: %(hotline)s.") % {"hotline": settings.OFFICIAL_HOTLINE}


def warning_in(language: str) -> str:
    with _speaking(language):
        return warning()


def _speaking(language: str) -> AbstractContextManager[object]:
    return translation.override("en" if language == "en" else settings.LANGUAGE_CODE)
