"""How the words of a kind stand, as the bureau's pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from idi_platform.accounts.public import User, is_for_whole_city
from idi_platform.alerts.models import ANY_KIND, ChannelGroup, MessageTemplate, TemplateState, Words
from idi_platform.tenancy.public import Actor

from .choosing import in_force
from .deciding import ProposedWords, languages_of
from .filling import product_words
from .placeholders import MEANINGS, known_for
from .trying import Preview, address_for, preview, sample_of

_HISTORY = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """One group of channels of one kind: whose words hold, and whether others wait."""

    group: ChannelGroup
    is_own: bool
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind and group: what two officers put in force last, what waits, what went before."""

    kind: str
    slug: str
    label: str | Promise
    group: ChannelGroup
    holding: MessageTemplate | None
    waiting: MessageTemplate | None
    others: MessageTemplate | None

    def words(self, language: str) -> Words:
        """Those that hold; for a kind without words of its own those for every other kind, else the product's."""
        own = self.holding or self.others
        return own.words(language) if own else product_words(self.kind, self.group, language=language)

    def context(self, *, viewer: Actor, typed: ProposedWords | None, at: datetime) -> dict[str, Any]:
        """What the page shows besides the form. `at` is business time."""
        sample = sample_of(self.kind, self.group, viewer=viewer, at=at)
        person = User.objects.get(pk=viewer.person_id)

        def shown(words: Mapping[str, Words]) -> list[Preview]:
            return [preview(words[language], language=language, sample=sample) for language in languages_of(self.group)]

        history = MessageTemplate.objects.visible_to(viewer).filter(kind=self.kind, group=self.group)
        return {
            "example": sample.example,
            "holding": shown({language: self.words(language) for language in languages_of(self.group)}),
            "waiting": shown(_by_language(self.waiting)) if self.waiting and self.waiting.is_own else [],
            "typed": shown(typed.words) if typed else [],
            "history": history.exclude(state=TemplateState.ASKED).select_related("asked_by", "decided_by")[:_HISTORY],
            "placeholders": [(name, MEANINGS[name].label) for name in known_for(self.kind)],
            "languages": languages_of(self.group),
            "to": address_for(self.group, person),
            "may_act": is_for_whole_city(viewer),
            "is_asker": self.waiting is not None and self.waiting.asked_by_id == viewer.user_id,
        }


def standing_of(kind: str, group: ChannelGroup, *, label: str | Promise, slug: str, viewer: Actor) -> Standing:
    found = {code: row for code, row in in_force(viewer.tenant_id, group, kind).items() if row.is_own}
    waiting = MessageTemplate.objects.visible_to(viewer).filter(kind=kind, group=group, state=TemplateState.ASKED)
    return Standing(
        kind=kind,
        slug=slug,
        label=label,
        group=group,
        holding=found.get(kind),
        waiting=waiting.select_related("asked_by").first(),
        others=found.get(ANY_KIND),
    )


def table_of(kinds: Mapping[str, str | Promise], *, viewer: Actor) -> list[tuple[str, str | Promise, list[Cell]]]:
    """Code, label and cells of each kind. Two queries."""
    rows = MessageTemplate.objects.visible_to(viewer).order_by("kind", "group", "-decided_at", "-id")
    held = rows.filter(state=TemplateState.IN_FORCE).distinct("kind", "group")
    own = {(row.kind, row.group) for row in held if row.is_own}
    waiting = set(rows.filter(state=TemplateState.ASKED).values_list("kind", "group"))
    return [
        (kind, label, [Cell(group, (kind, group) in own, (kind, group) in waiting) for group in ChannelGroup])
        for kind, label in kinds.items()
    ]


def _by_language(row: MessageTemplate) -> Mapping[str, Words]:
    return {"zh": row.words("zh"), "en": row.words("en")}
