"""The city's own words: one officer asks, another puts them in force. They stand for every message sent from then on.

Moments are real time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import require_whole_city
from idi_platform.alerts.models import ChannelGroup, MessageTemplate, TemplateState, Words
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.tenancy.public import Actor, OneWaits, decide, require_another_person, require_asker, unless_taken

from .checking import problems
from .choosing import in_force
from .errors import NothingNew, WordsRefused

SUBJECT = "alerts.MessageTemplate"
_NONE = Words("", "")


@dataclass(frozen=True, slots=True)
class ProposedWords:
    """Words by language ("zh", "en"); none at all gives the city's own up. A robot's are Chinese alone."""

    kind: str
    group: ChannelGroup
    words: Mapping[str, Words]


def languages_of(group: ChannelGroup) -> tuple[str, ...]:
    return ("zh",) if group == ChannelGroup.ROBOT else ("zh", "en")


def checked(proposed: ProposedWords) -> ProposedWords:
    """The same with tidy line breaks. WordsRefused with everything that is wrong."""
    words = {language: _tidy(proposed.words.get(language, _NONE)) for language in languages_of(proposed.group)}
    found = [
        problem
        for language, told in words.items()
        for problem in problems(told, kind=proposed.kind, group=proposed.group, language=language)
    ]
    if found:
        raise WordsRefused(found)
    return ProposedWords(proposed.kind, proposed.group, words)


@transaction.atomic
def ask_words(*, proposed: ProposedWords, by: Actor, at: datetime) -> MessageTemplate:
    """Asks another officer. WholeCityOnly, WordsRefused, NothingNew, OneWaits."""
    require_whole_city(by)
    words = checked(proposed).words if proposed.words else {}
    zh, en = words.get("zh", _NONE), words.get("en", _NONE)
    holding = in_force(by.tenant_id, proposed.group, proposed.kind).get(proposed.kind)
    held = (holding.words("zh"), Words(holding.subject_en, holding.body_en)) if holding else (_NONE, _NONE)
    if (zh, en) == held:
        raise NothingNew
    with unless_taken(OneWaits()):
        row = MessageTemplate.objects.create(
            city_id=by.tenant_id,
            kind=proposed.kind,
            group=proposed.group,
            subject_zh=zh.subject,
            body_zh=zh.body,
            subject_en=en.subject,
            body_en=en.body,
            asked_by_id=by.person_id,
            asked_at=at,
        )
    _record("words_asked", row, by=by, at=at)
    return row


@transaction.atomic
def put_in_force(*, template_id: UUID, by: Actor, at: datetime) -> None:
    """From the next message on. WholeCityOnly, SamePerson, MovedOn."""
    _decide(template_id, TemplateState.IN_FORCE, "words_put_in_force", by=by, at=at)


@transaction.atomic
def refuse_words(*, template_id: UUID, by: Actor, at: datetime) -> None:
    """Nothing changes. WholeCityOnly, SamePerson, MovedOn."""
    _decide(template_id, TemplateState.REFUSED, "words_refused", by=by, at=at)


@transaction.atomic
def withdraw_words(*, template_id: UUID, by: Actor, at: datetime) -> None:
    """Its own officer gives it up. WholeCityOnly, NotTheAsker, MovedOn."""
    row = MessageTemplate.objects.visible_to(by).get(pk=template_id)
    require_whole_city(by)
    require_asker(by, row.asked_by_id)
    decide(row, TemplateState.WITHDRAWN, waits=TemplateState.ASKED, by=by, at=at)
    _record("words_withdrawn", row, by=by, at=at)


def _tidy(words: Words) -> Words:
    return Words(words.subject.strip(), words.body.replace("\r\n", "\n").strip())


def _decide(template_id: UUID, to: TemplateState, code: str, *, by: Actor, at: datetime) -> None:
    """As the second person."""
    row = MessageTemplate.objects.visible_to(by).get(pk=template_id)
    require_whole_city(by)
    require_another_person(by, row.asked_by_id)
    decide(row, to, waits=TemplateState.ASKED, by=by, at=at)
    _record(code, row, by=by, at=at)


def _record(code: str, row: MessageTemplate, *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"kind": row.kind, "group": row.group, "own": row.is_own}
    record_platform(code=code, subject=SUBJECT, subject_id=row.pk, by=by, at=at, payload=payload)
