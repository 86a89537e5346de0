"""The clauses that a project's pinned version offers to quote: a denial cites one of them, word for word."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from policies.deciding import decided_in
from policies.models import Pin, Reading, Revision, Rule


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule as it is cited. `doubts` are the readings of the rule that nobody has decided yet."""

    rule: str
    parameter: str
    instrument: str
    article: str
    quote: str
    doubts: tuple[Reading, ...]


def pinned_clauses(*, project_dossier_id: UUID, topics: Collection[str]) -> tuple[Clause, ...]:
    """The rules of these topics in the version pinned to the project, in the order of the text; none without a pin."""
    version = Pin.objects.filter(dossier_id=project_dossier_id).values_list("version_id", flat=True).first()
    newest = Revision.objects.select_related("version__instrument")
    revision = newest.filter(version_id=version).order_by("-number").first() if version else None
    if revision is None:
        return ()
    rules = list(
        Rule.objects.filter(revision=revision, topic__in=list(topics))
        .select_related("article", "revision__version__instrument")
        .order_by("article__position", "position")
    )
    readings = Reading.objects.in_bulk({code for rule in rules for code in rule.readings})
    decided = decided_in(revision.version.instrument.jurisdiction)
    return tuple(
        Clause(
            rule=rule.code,
            parameter=rule.parameter,
            instrument=rule.revision.version.instrument.title,
            article=rule.article.code,
            quote=rule.quote,
            doubts=tuple(
                readings[code]
                for code in rule.readings
                if code in readings and not decided.option(code, rule.parameter)
            ),
        )
        for rule in rules
    )
