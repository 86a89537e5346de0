"""What words may not say, and what they must. Pure; ours unless LEGAL.md is named."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from idi_platform.alerts.models import ChannelGroup, Words

from .filling import warning_in
from .placeholders import WRITTEN, Placeholder, known_for, room_of
from .segments import OF_SEVERAL

MOST_SEGMENTS = 5
# WeCom takes 2,048 bytes, three a Chinese character.
MOST_OF_ROBOT = 600

_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LINE_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
# Five digits may be somebody's number; amounts name their money; addresses lead elsewhere.
_LOOKS_LIKE = re.compile(
    r"(?:\d[\s\-]?){5}|[¥￥$€]|\d\s*万?元|\bRMB\b|\bCNY\b|\byuan\b|https?:|www\.|//|@", re.IGNORECASE
)
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# Only what the headline calls a breach is one (LEGAL.md: of the regime in force and of national law).
_JUDGES = re.compile(r"违规|违法|违反|\bbreach|\bviolat|\billegal|\bunlawful", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, at a field of the form (`subject_zh`, `body_en`)."""

    field: str
    message: str | Promise


def problems(words: Words, *, kind: str, group: ChannelGroup, language: str) -> list[Problem]:
    """Everything wrong with words in one language ("zh", "en"); none: they can leave."""
    found = [Problem(f"body_{language}", told) for told in _in_body(words.body, group, kind=kind, language=language)]
    if group == ChannelGroup.MAIL:
        told_of_subject = _in_subject(words.subject, kind=kind, language=language)
        found += [Problem(f"subject_{language}", told) for told in told_of_subject]
    return found


def _in_subject(text: str, *, kind: str, language: str) -> Iterator[str | Promise]:
    if not text.strip():
        yield _("Give a subject.")
    if set(text) & _LINE_BREAKS:
        yield _("A subject is one line.")
    if f"{{{Placeholder.LINK}}}" in text:
        yield _("The link stands in the body, not in the subject.")
    yield from _in_text(text, kind=kind, language=language)


def _in_body(text: str, group: ChannelGroup, *, kind: str, language: str) -> Iterator[str | Promise]:
    if text.count(f"{{{Placeholder.LINK}}}") != 1:
        yield _("The link is missing or stands twice: write {link} once.")
    if f"{{{Placeholder.HEADLINE}}}" not in text:
        yield _("What happened is missing: write {headline}.")
    wrong = list(_in_text(text, kind=kind, language=language))
    yield from wrong
    if not wrong:
        yield from _too_long(text, group, language=language)


def _in_text(text: str, *, kind: str, language: str) -> Iterator[str | Promise]:
    if any(unicodedata.category(sign) in _UNSEEN for sign in text if sign != "\n"):
        yield _("It holds a character that nobody sees. Type the text anew.")
    known = [str(name) for name in known_for(kind)]
    for name in dict.fromkeys(WRITTEN.findall(text)):
        if name not in known:
            yield format_lazy(_("There is no {word} for this kind of message."), word=f"{{{name[:40]}}}")
    own = WRITTEN.sub("", text)
    if "{" in own or "}" in own:
        yield _("A brace stands alone. A placeholder is written {headline}, without more.")
    if _LOOKS_LIKE.search(own):
        yield _("Neither a number of five digits or more, an amount, nor an address may stand here.")
    if _JUDGES.search(own):
        yield _("Only {headline} may call something a breach: it knows the basis of the term.")
    yield from _wrong_language(own, language)


def _wrong_language(own: str, language: str) -> Iterator[Promise]:
    if language == "en" and _HAN.search(own):
        yield _("The English text holds Chinese characters.")
    if language == "zh" and any(sign.isalpha() for sign in own) and not _HAN.search(own):
        yield _("The Chinese text holds no Chinese.")


def _too_long(text: str, group: ChannelGroup, *, language: str) -> Iterator[Promise]:
    room = room_of(text)
    if group == ChannelGroup.TEXT:
        most = MOST_SEGMENTS * OF_SEVERAL - len(warning_in(language)) - 1
        if room > most:
            yield format_lazy(
                _("Filled in it may take {length} characters; {most} fit into {segments} text messages."),
                length=room,
                most=most,
                segments=MOST_SEGMENTS,
            )
    if group == ChannelGroup.ROBOT and room > MOST_OF_ROBOT:
        told = _("Filled in it may take {length} characters; a group takes {most}.")
        yield format_lazy(told, length=room, most=MOST_OF_ROBOT)
