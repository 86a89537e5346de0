"""The clause that a denial cites: a rule of the version pinned to the project, or words of the insurance contract."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.public import Clause, pinned_clauses

from .constants import CONTRACT_CLAUSE, DENIAL_TOPICS
from .models import Claim


@dataclass(frozen=True, slots=True)
class CitedClause:
    """Copied into the determination: a text that is changed later does not change what was said."""

    rule: str
    instrument: str
    article: str
    quote: str


def clauses_for(claim: Claim) -> tuple[Clause, ...]:
    """What the project's pinned version offers to cite; empty where none is pinned."""
    return pinned_clauses(project_dossier_id=claim.project_id, topics=DENIAL_TOPICS)


def cited(claim: Claim, *, chosen: str, article: str, quote: str) -> CitedClause | None:
    """The clause chosen by its rule's code, or typed from the contract; None when it is incomplete or not on offer."""
    if chosen == CONTRACT_CLAUSE:
        if not (article.strip() and quote.strip()):
            return None
        return CitedClause("", _("Insurance contract"), article.strip(), quote.strip())
    found = next((clause for clause in clauses_for(claim) if clause.rule == chosen), None)
    return CitedClause(found.rule, found.instrument, found.article, found.quote) if found else None
