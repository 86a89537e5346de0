"""How words look once sent: previewed, and sent to oneself. A test is no notice: nothing of it is kept but that it was.

A test says that it is one, and an hour has room for a few.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from idi_platform.accounts.public import User, number_of
from idi_platform.alerts.channels import CHANNELS, NotNow, Outgoing, Refused
from idi_platform.alerts.models import ChannelGroup, ChannelKind, Notice, Words
from idi_platform.audit.public import PlatformEvent, record_platform
from idi_platform.tenancy.public import Actor, City, uuid7

from .deciding import ProposedWords, checked
from .errors import NoAddress, NotTaken, TooManyTests
from .filling import Composed, compose
from .placeholders import Values
from .segments import segments
from .values import made_up, values_of

MOST_AN_HOUR = 10
TRIED, PERSON = "words_tried", "accounts.user"
CHANNEL_OF = {ChannelGroup.MAIL: ChannelKind.EMAIL, ChannelGroup.TEXT: ChannelKind.SMS}
LANGUAGES = {"zh": settings.LANGUAGE_CODE, "en": "en"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave in one language; `segments` of text messages alone."""

    language: str
    composed: Composed
    characters: int
    segments: int | None


@dataclass(frozen=True, slots=True)
class Sample:
    """What a preview is filled from: the newest notice of the kind that the viewer was told, or one made up."""

    kind: str
    group: ChannelGroup
    example: Notice | None
    city: City
    at: datetime

    def values(self) -> Values:
        """In the language that is set."""
        if self.example is None:
            return made_up(self.kind, city=self.city, at=self.at)
        return values_of(self.example, at=self.at)


def sample_of(kind: str, group: ChannelGroup, *, viewer: Actor, at: datetime) -> Sample:
    """As the viewer's inbox shows it at `at`, business time."""
    told = Notice.objects.visible_to(viewer).filter(kind=kind) if kind else Notice.objects.visible_to(viewer)
    related = told.select_related("city", "dossier__parent_project", "deadline__obliged")
    example = related.order_by("-occurred_at", "-id").first()
    return Sample(kind, group, example, City.objects.get(pk=viewer.tenant_id), at)


def preview(words: Words, *, language: str, sample: Sample) -> Preview:
    """The words in one language ("zh", "en"), filled."""
    with translation.override(LANGUAGES[language]):
        composed = compose(words, sample.values(), sample.group)
    counted = segments(composed.text) if sample.group == ChannelGroup.TEXT else None
    return Preview(language, composed, len(composed.text), counted)


def address_for(group: ChannelGroup, person: User) -> str:
    """Where a test would go: one's own e-mail address or proven number; empty when nowhere."""
    channel = CHANNEL_OF.get(group)
    if channel is None or not CHANNELS[channel].is_on():
        return ""
    if channel == ChannelKind.EMAIL:
        return person.email
    held = number_of(person.pk)
    return held.number if held else ""


@transaction.atomic
def ready_test(*, proposed: ProposedWords, language: str, by: Actor, at: datetime, business_at: datetime) -> Outgoing:
    """A test message to oneself, on record, to be handed to `send_test` outside every transaction.

    WordsRefused, NoAddress, TooManyTests.
    """
    words = checked(proposed).words[language]
    person = User.objects.select_for_update(no_key=True).get(pk=by.person_id)
    to = address_for(proposed.group, person)
    if not to:
        raise NoAddress
    earlier = PlatformEvent.objects.filter(subject=PERSON, subject_id=str(person.pk), code=TRIED)
    if earlier.filter(at__gt=at - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        raise TooManyTests
    payload = {"kind": proposed.kind, "group": proposed.group, "language": language}
    record_platform(code=TRIED, subject=PERSON, subject_id=person.pk, by=by, at=at, payload=payload)
    sample = sample_of(proposed.kind, proposed.group, viewer=by, at=business_at)
    shown = preview(words, language=language, sample=sample)
    with translation.override(LANGUAGES[language]):
        mark = _("[Test]")
    text = shown.composed.text
    is_text = proposed.group == ChannelGroup.TEXT
    return Outgoing(f"test.{uuid7()}", f"{mark} {shown.composed.subject}", f"{mark} {text}" if is_text else text, to=to)


def send_test(outgoing: Outgoing, group: ChannelGroup) -> None:
    """Hands it to the channel. NotTaken with the channel's answer."""
    try:
        CHANNELS[CHANNEL_OF[group]].send(outgoing)
    except (NotNow, Refused) as fault:
        raise NotTaken(rule=str(fault)) from fault
