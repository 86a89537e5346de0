"""How layers meet: a nearer layer replaces, may only improve, must stay within, or stands beside a higher one."""

from dataclasses import dataclass, replace
from decimal import Decimal

from idi_platform.deadlines.public import Basis
from policies.constants import Layer, Merge, Took, Unit

from .governing import Candidate
from .pack import Span
from .regime import ContractTerm, span_codes

# Only for saying which of two terms in different units is better for the owner; no date is computed from these.
_NOMINAL_DAYS = {
    Unit.HOUR.value: Decimal(1) / 24,
    Unit.DAY.value: Decimal(1),
    Unit.WORKING_DAY.value: Decimal("1.4"),
    Unit.MONTH.value: Decimal("30.4"),
    Unit.YEAR.value: Decimal("365.2"),
}


@dataclass(frozen=True, slots=True)
class Merged:
    """What the layers come to. `winner` is the rule that speaks last (the one a contract term leans on, if any)."""

    winner: Candidate | None
    contract: ContractTerm | None
    term: Span | None
    basis: str
    layers: tuple[dict[str, object], ...]

    @property
    def is_agreed(self) -> bool:
        """Whether a contract says something on it, conforming or not."""
        return any(layer["layer"] == Layer.CONTRACT for layer in self.layers)

    @property
    def nominal_days(self) -> Decimal:
        """Length for comparison only; nothing without a term."""
        return _nominal(self.term) if self.term else Decimal(0)


def merge_layers(nation: Candidate | None, city: Candidate | None, agreed: ContractTerm | None, better: str) -> Merged:
    """One value out of nation, city and contract, with what became of each."""
    winner, layers = _meet(nation, city, better)
    if winner and winner.missing_fact:
        return Merged(winner, None, None, "", tuple(layers))
    term = winner.rule.text.term if winner and winner.rule else None
    basis = winner.basis if winner else ""
    if agreed is None:
        return Merged(winner, None, term, basis, tuple(layers))
    took, is_taken = _contract_outcome(winner, term, agreed, better)
    layers.append(_contract_codes(agreed, took))
    if is_taken:
        return Merged(winner, agreed, agreed.term, Basis.CONTRACT.value, tuple(layers))
    return Merged(winner, None, term, basis, tuple(layers))


def merge_sides(
    nation: Candidate | None, sides: tuple[Candidate, ...], agreed: ContractTerm | None, better: str
) -> list[Merged]:
    """What every side comes to, each with the others beside it.

    A text that only carries on does not hide the nation's law: where all sides carry on, the nation's own term joins
    them if it differs (LEGAL.md, "How a regime lives on").
    """
    merged = [merge_layers(nation, side, agreed, better) for side in sides or (None,)]
    if sides and all(side.basis == Basis.CARRIED for side in sides):
        own = merge_layers(nation, None, agreed, better)
        if own.term is not None and all(found.term != own.term for found in merged):
            merged.append(own)
    return [replace(found, layers=(*found.layers, *_beside(found, sides))) for found in merged]


def _beside(found: Merged, sides: tuple[Candidate, ...]) -> list[dict[str, object]]:
    told = {layer.get("version") for layer in found.layers}
    return [side.codes(took=Took.BESIDE) for side in sides if side.version.code not in told]


def _meet(
    nation: Candidate | None, city: Candidate | None, better: str
) -> tuple[Candidate | None, list[dict[str, object]]]:
    if nation is None or city is None:
        only = nation or city
        return only, [only.codes(took=_took(only))] if only else []
    if not _may_replace(nation, city, better):
        return nation, [nation.codes(took=Took.KEPT), city.codes(took=Took.WORSE)]
    beside = Took.BESIDE if _term(nation) is None else Took.REPLACED
    return city, [nation.codes(took=beside), city.codes(took=_took(city))]


def _may_replace(nation: Candidate, city: Candidate, better: str) -> bool:
    upper, nearer = _term(nation), _term(city)
    if upper is None or city.missing_fact:
        return True
    if nearer is None:
        return False
    if nation.rule and nation.rule.text.merge == Merge.OVERRIDE:
        return True
    return not _is_worse(nearer, upper, better)


def _contract_outcome(
    winner: Candidate | None, term: Span | None, agreed: ContractTerm, better: str
) -> tuple[Took, bool]:
    """What a contract term comes to: never called void, but flagged where worse than the text (LEGAL.md)."""
    if winner is None or winner.rule is None or term is None:
        return Took.TAKEN, True
    is_worse = _is_worse(agreed.term, term, better)
    if winner.rule.text.merge == Merge.OVERRIDE:
        return (Took.TAKEN_WORSE if is_worse else Took.TAKEN), True
    return (Took.NON_CONFORMING, False) if is_worse else (Took.TAKEN, True)


def _contract_codes(agreed: ContractTerm, took: Took) -> dict[str, object]:
    return {
        "layer": Layer.CONTRACT.value,
        "evidence": agreed.evidence,
        "obliged": agreed.obliged,
        "term": span_codes(agreed.term),
        "basis": Basis.CONTRACT.value,
        "took": took.value,
        **({"anchor": agreed.anchor} if agreed.anchor else {}),
    }


def _took(candidate: Candidate) -> Took:
    if candidate.missing_fact:
        return Took.NEED_FACT
    rule = candidate.rule.text if candidate.rule else None
    is_counted = rule is not None and rule.term is not None and rule.term.is_counted
    asks_without_number = rule is not None and rule.trigger and not is_counted and not rule.limits
    return Took.NO_NUMBER if asks_without_number else Took.TAKEN


def _term(candidate: Candidate) -> Span | None:
    return candidate.rule.text.term if candidate.rule else None


def _nominal(term: Span) -> Decimal:
    """Nothing for "before" without a number: any number of days before is earlier."""
    return term.value * _NOMINAL_DAYS[term.unit] if term.value is not None else Decimal(0)


def _is_worse(nearer: Span, upper: Span, better: str) -> bool:
    """Worse for the owner: longer where shorter is better, and the other way round."""
    if better == "longer":
        return _nominal(nearer) < _nominal(upper)
    return _nominal(nearer) > _nominal(upper)
