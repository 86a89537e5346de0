"""What the texts that govern a case file ask at a stage of its life, each clause with what was stated of it last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from idi_platform.accounts.public import Organisation
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.tenancy.public import Actor
from policies.constants import DutyState, Effect, Layer, TemporalMode
from policies.models import StatedDuty
from policies.resolver import Standing, standing_of
from policies.rules.pack import RuleText
from policies.rules.regime import CompiledVersion
from policies.rules.stages import Stage, stages


@dataclass(frozen=True, slots=True)
class Duty:
    """One rule of a stage. `stated` is the last statement on it in the case file, `body` who made it."""

    stage: Stage
    version: CompiledVersion
    article: str
    rule: RuleText
    stated: StatedDuty | None
    body: Organisation | None

    @property
    def is_open(self) -> bool:
        return self.stated is None or self.stated.state == DutyState.OPEN


def duties_at(dossier: Dossier, *, only: Iterable[str], on: date, viewer: Actor) -> list[Duty]:
    """The checklist rules of these stages, in the order of stages and texts; those of another kind of file are none."""
    standing = standing_of(_project_of(dossier))
    known = [stages()[code] for code in only]
    asked = [
        (stage, version, article, rule)
        for stage in known
        if stage.kind == dossier.kind
        for version in standing.regime.versions
        for article, rule in _of_stage(version, stage)
        if _governs(standing, version, rule, on)
    ]
    last = _last_statements(dossier, viewer)
    bodies = Organisation.objects.in_bulk({row.organisation_id for row in last.values()} - {None})
    found = []
    for stage, version, article, rule in asked:
        stated = last.get(rule.code)
        body = bodies.get(stated.organisation_id) if stated else None
        found.append(Duty(stage, version, article, rule, stated, body))
    return found


def duty_of(dossier: Dossier, rule: str, *, on: date, viewer: Actor) -> Duty | None:
    """The one duty by its rule's id; None where the case file is not asked it."""
    found = duties_at(dossier, only=stages(), on=on, viewer=viewer)
    return next((duty for duty in found if duty.rule.code == rule), None)


def _project_of(dossier: Dossier) -> UUID:
    """A project's own id, else that of the project it belongs to; Dossier.DoesNotExist follows where it has none."""
    return dossier.pk if dossier.kind == DossierKind.PROJECT else dossier.parent_project_id or dossier.pk


def _of_stage(version: CompiledVersion, stage: Stage) -> Iterable[tuple[str, RuleText]]:
    for parameter in stage.parameters:
        for rule in version.rules.get(parameter, ()):
            if rule.text.effect == Effect.CHECKLIST:
                yield rule.article, rule.text


def _governs(standing: Standing, version: CompiledVersion, rule: RuleText, on: date) -> bool:
    """As a resolution has it (LEGAL.md, "How a regime lives on"); before a project is pinned, the law of the day."""
    if version.layer == Layer.NATION:
        return version.is_in_force(on)
    regime = standing.regime
    held = regime.held(version.layer, standing.pinned, standing.since or on)
    today = next((each for each in regime.of_layer(version.layer) if regime.is_law_on(each, on)), None)
    match rule.temporal_mode:
        case TemporalMode.PINNED:
            return version is (held or today)
        case TemporalMode.EVENT:
            return version is (today or held)
        case _dual:
            return version is held or version is today


def _last_statements(dossier: Dossier, viewer: Actor) -> dict[str, StatedDuty]:
    rows = StatedDuty.objects.visible_to(viewer).filter(dossier=dossier)
    return {row.rule: row for row in rows.order_by("rule", "-stated_at", "-id").distinct("rule")}
