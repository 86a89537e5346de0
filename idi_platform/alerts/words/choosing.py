"""Which words hold: the city's for the kind, else its words for every other kind, else the product's."""

from idi_platform.alerts.models import ANY_KIND, ChannelGroup, MessageTemplate, TemplateState, Words

from .filling import product_words
from .placeholders import WRITTEN, known_for


def words_for(kind: str, group: ChannelGroup, *, city_id: int, language: str) -> Words:
    """One query. Words that name what no release knows any more are passed over."""
    holding = in_force(city_id, group, kind)
    for row in (holding.get(kind), holding.get(ANY_KIND)):
        if row is not None and row.is_own and _is_known(words := row.words(language), kind):
            return words
    return product_words(kind, group, language=language)


def in_force(city_id: int, group: ChannelGroup, kind: str) -> dict[str, MessageTemplate]:
    """The newest that two officers agreed on, of the kind and of every other kind."""
    rows = MessageTemplate.objects.filter(
        city_id=city_id, group=group, kind__in={kind, ANY_KIND}, state=TemplateState.IN_FORCE
    )
    return {row.kind: row for row in rows.order_by("kind", "-decided_at", "-id").distinct("kind")}


def _is_known(words: Words, kind: str) -> bool:
    return set(WRITTEN.findall(words.subject + words.body)) <= set(known_for(kind))
