"""Recording that the insurer's adjuster looked at the home."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import SURVEY_DUTY
from claims.errors import NotYourStep, SurveyFactMissing, SurveyTime
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, Survey
from claims.news import record_step
from idi_platform.deadlines.public import meet
from idi_platform.tenancy.public import Actor


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What an adjuster writes down. `surveyed_at` is the moment of looking, not of writing."""

    surveyed_at: datetime
    present: str
    findings: str


@transaction.atomic
def record_survey(*, claim: Claim, facts: SurveyFacts, by: Actor, at: datetime) -> Survey:
    """Records a survey, moves the claim on, and meets the survey term where the regime sets one (some are silent).

    Raises:
        SurveyTime, SurveyFactMissing, NotYourStep, NotAllowedInState.
    """
    # People write minutes: a survey in the minute of filing is not before it.
    filed_at = claim.filed_at.replace(second=0, microsecond=0)
    if not filed_at <= facts.surveyed_at <= at:
        raise SurveyTime(field="surveyed_at", rule=_("Filing ≤ survey ≤ now"))
    for field in ("present", "findings"):
        if not getattr(facts, field).strip():
            raise SurveyFactMissing(field=field, rule=_("Both must be filled in"))
    way = move(claim, ClaimAction.SURVEY, by=by)
    if by.user_id is None:
        raise NotYourStep(rule=str(ClaimAction.SURVEY.label))
    survey = Survey.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        surveyed_at=facts.surveyed_at,
        present=facts.present.strip(),
        findings=facts.findings.strip(),
        recorded_by_id=by.user_id,
        recorded_at=at,
    )
    meet(dossier=claim.dossier, duty=SURVEY_DUTY, by=by, at=facts.surveyed_at, recorded_at=at)
    record_step(
        claim,
        code=way.event,
        by=by,
        at=at,
        payload={
            "survey": str(survey.pk),
            "surveyed_at": facts.surveyed_at.isoformat(),
        },
    )
    return survey
