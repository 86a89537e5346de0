"""Stating what became of a duty of a stage: anybody whose case file it is, with words that show it."""

from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.tenancy.public import Actor, DomainError
from policies.constants import DutyState, Force
from policies.duties import Duty, duty_of
from policies.models import StatedDuty

STATED_EVENT = "duty_stated"


class DutyNotAsked(DomainError):
    code = "duty_not_asked"
    status = HTTPStatus.NOT_FOUND
    message = _("The texts that govern this case file do not ask this.")


class MayNotDepart(DomainError):
    code = "may_not_depart"
    message = _("This rule binds: it cannot be departed from.")


class WordsMissing(DomainError):
    code = "words_missing"
    message = _("Say what shows it.")


@transaction.atomic
def state_duty(*, dossier: Dossier, rule: str, state: DutyState, words: str, by: Actor, at: datetime) -> StatedDuty:
    """Adds a statement; the last one holds. DutyNotAsked, MayNotDepart from what binds, WordsMissing."""
    duty = duty_of(dossier, rule, on=at.astimezone(CIVIL_ZONE).date(), viewer=by)
    if duty is None:
        raise DutyNotAsked(rule=rule)
    if state not in states_of(duty):
        raise MayNotDepart(field="state", rule=rule)
    if not words.strip():
        raise WordsMissing(field="words", rule=rule)
    stated = StatedDuty.objects.create(
        city_id=dossier.city_id,
        dossier=dossier,
        version=duty.version.code,
        rule=rule,
        state=state,
        words=words.strip(),
        organisation_id=by.organisation_id,
        stated_by_id=by.person_id,
        stated_at=at,
    )
    payload: dict[str, JSONValue] = {"rule": rule, "version": duty.version.code, "state": state.value}
    record(dossier_id=dossier.pk, code=STATED_EVENT, by=by, at=at, payload=payload)
    return stated


def states_of(duty: Duty) -> list[DutyState]:
    """What may be stated of it: only what does not bind may be departed from; only what was stated is opened again."""
    states = [DutyState.SEEN_TO, DutyState.NOT_APPLICABLE]
    if duty.rule.force != Force.BINDING:
        states.append(DutyState.DEPARTED)
    return states if duty.is_open else [*states, DutyState.OPEN]
