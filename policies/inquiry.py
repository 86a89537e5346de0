"""What anybody may ask of the rules: one parameter, one jurisdiction, one day; and the words an answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Basis
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, DomainError
from policies.constants import Outcome
from policies.errors import UnknownVersion
from policies.register import regime_of
from policies.resolver import Standing, standing_of
from policies.rules.governing import city_silence
from policies.rules.pack import RuleText
from policies.rules.readings import suspendable
from policies.rules.regime import CompiledVersion, Regime
from policies.rules.resolve import Resolution, resolve
from policies.rules.vocabulary import Vocabulary, vocabulary


class UnknownParameter(DomainError):
    """Not silence of the law: no text that is loaded knows the word."""

    code = "unknown_parameter"
    status = HTTPStatus.BAD_REQUEST
    message = _("No rule and no text knows this parameter.")


class UnknownFact(DomainError):
    code = "unknown_fact"
    status = HTTPStatus.BAD_REQUEST
    message = _("This fact cannot have this value.")


class UnknownPolicy(DomainError):
    """Also one of another city: foreign and absent look alike."""

    code = "unknown_policy"
    status = HTTPStatus.BAD_REQUEST
    message = _("There is no such insurance policy.")


@dataclass(frozen=True, slots=True)
class Question:
    """`version` is the one that governs; without one, that in force on the day. `facts` is what is told of the case."""

    jurisdiction: str
    parameter: str
    on: date
    facts: Mapping[str, str]
    version: str | None = None
    policy: UUID | None = None
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One resolution, and the version and rule that it cites; neither for a silence or a term of the contract alone.

    `stops`: whether the one request for documents stops the term there, and why.
    """

    found: Resolution
    on: date
    version: CompiledVersion | None
    rule: RuleText | None
    article: str
    stops: tuple[bool, str]

    @property
    def value(self) -> int | Decimal | None:
        """The number of the term, or of the one bound; None where the text gives no number, or several."""
        if self.found.term is not None:
            return self.found.term.value
        return self.found.limits[0].value if len(self.found.limits) == 1 else None

    @property
    def unit(self) -> str:
        if self.found.term is not None:
            return self.found.term.unit
        return self.found.limits[0].unit if len(self.found.limits) == 1 else ""

    @property
    def layers(self) -> tuple[Mapping[str, Any], ...]:
        """What each text said, as codes."""
        return self.found.form.layers

    @property
    def trace_hash(self) -> str:
        return self.found.trace(self.on).hash


def ask(asked: Question, *, by: Actor | None) -> list[Answer]:
    """The answers, the owner-better first; two only of a dual rule. Stores nothing.

    Raises UnknownParameter, UnknownVersion, UnknownFact, UnknownPolicy. `by` is whoever asks about a policy.
    """
    words = vocabulary()
    parameter, facts = _meant(asked, words)
    standing = _standing(asked, by)
    regime, pinned = standing.regime, standing.pinned
    found = resolve(
        regime,
        parameter=parameter,
        on=asked.on,
        facts=facts,
        pinned=pinned,
        since=standing.since,
        contract=standing.contract,
    )
    silence = city_silence(regime, asked.on, pinned) if pinned is None else None
    return [_answer(regime, resolution, asked.on, silence) for resolution in found]


def _meant(asked: Question, words: Vocabulary) -> tuple[str, dict[str, str]]:
    """The parameter and the facts in the words of the rules."""
    alias = words.also.get(asked.parameter)
    parameter = alias.parameter if alias else asked.parameter
    if parameter not in words.parameters:
        raise UnknownParameter(field="parameter", rule=asked.parameter)
    facts = {name: words.also_said.get(name, {}).get(value, value) for name, value in asked.facts.items()}
    for name, value in facts.items():
        if name not in words.facts or value not in words.facts[name].values:
            raise UnknownFact(field=name, rule=value)
    return parameter, {**facts, **(alias.facts if alias else {})}


def _standing(asked: Question, by: Actor | None) -> Standing:
    if asked.policy is not None:
        return standing_of(_project_of(asked.policy, by))
    regime = regime_of(asked.jurisdiction, known_at=asked.known_at)
    if asked.version is None:
        governing = regime.city_version(asked.on)
        return Standing(regime, governing.code if governing else None, None, ())
    if not any(version.code == asked.version for version in regime.versions):
        raise UnknownVersion(field="version", rule=asked.version)
    return Standing(regime, asked.version, None, ())


def _project_of(policy: UUID, by: Actor | None) -> UUID:
    if by is None:
        raise UnknownPolicy(field="policy")
    dossier = Dossier.objects.visible_to(by).filter(pk=policy).first()
    if dossier is None or dossier.parent_project_id is None:
        raise UnknownPolicy(field="policy")
    return dossier.parent_project_id


def _answer(regime: Regime, found: Resolution, on: date, silence: tuple[Outcome, str] | None) -> Answer:
    """Where no text of the city governs, a national rule without a number is no value: the city's standing is told."""
    if silence and silence[0] != Outcome.NO_RULE and found.basis == Basis.NATIONAL and not _has_number(found):
        found = replace(found, outcome=silence[0].value, reason=silence[1])
    stops = suspendable(found.parameter, regime.decided)
    cited = next((layer for layer in found.form.layers if found.rule and layer.get("rule") == found.rule), None)
    if cited is None:
        return Answer(found, on, None, None, "", stops)
    version = regime.version(str(cited["version"]))
    rule = next(rule for rule in version.rules[found.parameter] if rule.text.code == found.rule)
    return Answer(found, on, version, rule.text, rule.article, stops)


def _has_number(found: Resolution) -> bool:
    return found.term is not None or bool(found.limits)
