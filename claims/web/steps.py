"""Which form a step has and which service it calls: the pages and the one address of steps read this table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.datastructures import MultiValueDict

from claims.clauses import cited
from claims.constants import Form, Result
from claims.lifecycle import ClaimAction, open_actions
from claims.models import Claim
from claims.services import agreement, application, complexity, denial, determination, documents, performance, repair
from claims.services.survey import SurveyFacts, record_survey
from claims.services.withdrawal import withdraw_claim
from idi_platform.tenancy.public import Actor, DomainError
from idi_platform.ui.public import refuse

from . import step_forms as forms

Given = Mapping[str, Any]
Run = Callable[[Claim, Given, Actor, datetime], object]


@dataclass(frozen=True, slots=True)
class Step:
    """`action` names the step in its address. `danger`: its button is not to be pressed lightly."""

    action: ClaimAction
    form: type[forms.StepForm]
    run: Run
    is_danger: bool = False


def _survey(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    return record_survey(claim=claim, facts=SurveyFacts(**given), by=by, at=at)


def _apply(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    file, consented_at = given["photograph"], at if given["consent"] else None
    name = file.name or "" if file else ""
    return application.apply_for_claim(claim=claim, consented_at=consented_at, file=file, filename=name, by=by, at=at)


def _applied(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    file = given["evidence"]
    name = file.name or "" if file else ""
    return application.record_application(
        claim=claim, received_at=given["received_at"], file=file, filename=name, by=by, at=at
    )


def _request(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    arrived_at = given["arrived_at"] or at
    asked = documents.Asked(documents=given["documents"], reason=given["reason"], arrived_at=arrived_at)
    return documents.request_documents(claim=claim, asked=asked, by=by, at=at)


def _upload(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    file, item = given["file"], UUID(given["document"])
    return documents.upload_document(claim=claim, item_id=item, file=file, filename=file.name or "", by=by, at=at)


def _paper(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    item, received_at = UUID(given["document"]), given["received_at"]
    return documents.record_document(claim=claim, item_id=item, received_at=received_at, by=by, at=at)


def _determine(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    clause = cited(claim, chosen=given["clause"], article=given["contract_article"], quote=given["contract_quote"])
    finding = determination.Finding(
        result=Result(given["result"]),
        words=given["words"],
        covered_part=given["covered_part"],
        denied_part=given["denied_part"],
        reasons=given["reasons"],
        clause=clause,
        evidence=[UUID(upload) for upload in given["evidence"]],
    )
    return determination.determine(claim=claim, finding=finding, by=by, at=at)


def _offer(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    terms = agreement.Terms(**{**given, "form": Form(given["form"])})
    return agreement.offer_agreement(claim=claim, terms=terms, by=by, at=at)


def _signed(claim: Claim, given: Given, by: Actor, at: datetime) -> object:
    file = given["evidence"]
    name = file.name or "" if file else ""
    return agreement.record_agreement(claim=claim, file=file, filename=name, agreed_at=given["agreed_at"], by=by, at=at)


def _payee(given: Given) -> agreement.Payee | None:
    return agreement.Payee(**given) if given else None


def _begun(given: Given) -> performance.Begun:
    file = given["evidence"]
    name = file.name or "" if file else ""
    return performance.Begun(given["started_at"], given["note"], file, name)


_ROWS = (
    Step(ClaimAction.SURVEY, forms.SurveyForm, _survey),
    Step(ClaimAction.APPLY, forms.ApplicationForm, _apply),
    Step(ClaimAction.RECORD_APPLICATION, forms.PaperApplicationForm, _applied),
    Step(ClaimAction.DETERMINE, forms.DeterminationForm, _determine),
    Step(
        ClaimAction.APPROVE,
        forms.ReasonForm,
        lambda claim, given, by, at: determination.approve(claim=claim, reason=given["reason"], by=by, at=at),
    ),
    Step(
        ClaimAction.RETURN,
        forms.ReasonForm,
        lambda claim, given, by, at: determination.send_back(claim=claim, reason=given["reason"], by=by, at=at),
    ),
    Step(
        ClaimAction.SEND_DENIAL,
        forms.NothingForm,
        lambda claim, _given, by, at: denial.send_denial(claim=claim, by=by, at=at),
    ),
    Step(
        ClaimAction.SEND_PARTIAL_DENIAL,
        forms.NothingForm,
        lambda claim, _given, by, at: denial.send_denial(claim=claim, by=by, at=at),
    ),
    Step(ClaimAction.OFFER, forms.OfferForm, _offer),
    Step(ClaimAction.RECORD_AGREEMENT, forms.AgreementForm, _signed),
    Step(
        ClaimAction.START,
        forms.BeginningForm,
        lambda claim, given, by, at: performance.start_works(claim=claim, begun=_begun(given), by=by, at=at),
    ),
    Step(
        ClaimAction.PAY,
        forms.BeginningForm,
        lambda claim, given, by, at: performance.record_payment(claim=claim, begun=_begun(given), by=by, at=at),
    ),
    Step(
        ClaimAction.COMPLETE,
        forms.CompletionForm,
        lambda claim, given, by, at: performance.complete_works(claim=claim, **given, by=by, at=at),
    ),
    Step(
        ClaimAction.TELL_DEVELOPER,
        forms.NoteForm,
        lambda claim, given, by, at: repair.record_notice(claim=claim, **given, by=by, at=at),
    ),
    Step(
        ClaimAction.ACCEPT_REPAIR,
        forms.AcceptRepairForm,
        lambda claim, given, by, at: repair.accept_repair(claim=claim, **given, by=by, at=at),
    ),
    Step(
        ClaimAction.VISIT,
        forms.VisitForm,
        lambda claim, given, by, at: repair.record_visit(claim=claim, **given, by=by, at=at),
    ),
    Step(
        ClaimAction.FINISH_REPAIR,
        forms.NoteForm,
        lambda claim, given, by, at: repair.finish_repair(claim=claim, **given, by=by, at=at),
    ),
    Step(ClaimAction.REQUEST_DOCUMENTS, forms.RequestDocumentsForm, _request),
    Step(ClaimAction.UPLOAD_DOCUMENT, forms.UploadDocumentForm, _upload),
    Step(ClaimAction.RECORD_DOCUMENT, forms.RecordDocumentForm, _paper),
    Step(
        ClaimAction.CONFIRM_DOCUMENTS,
        forms.NothingForm,
        lambda claim, _given, by, at: documents.confirm_documents(claim=claim, by=by, at=at),
    ),
    Step(
        ClaimAction.DECLARE_COMPLEX,
        forms.ComplexForm,
        lambda claim, given, by, at: complexity.declare_complex(claim=claim, **given, by=by, at=at),
    ),
    Step(
        ClaimAction.ACCEPT_OFFER,
        forms.AcceptanceForm,
        lambda claim, given, by, at: agreement.accept_offer(claim=claim, payee=_payee(given), by=by, at=at),
    ),
    Step(
        ClaimAction.DECLINE_OFFER,
        forms.ReasonForm,
        lambda claim, given, by, at: agreement.decline_offer(claim=claim, reason=given["reason"], by=by, at=at),
    ),
    Step(
        ClaimAction.REFUSE_REPAIR,
        forms.ReasonForm,
        lambda claim, given, by, at: repair.refuse_repair(claim=claim, **given, by=by, at=at),
        is_danger=True,
    ),
    Step(
        ClaimAction.WITHDRAW,
        forms.ReasonForm,
        lambda claim, given, by, at: withdraw_claim(claim=claim, reason=given["reason"], by=by, at=at),
        is_danger=True,
    ),
)
# By action, the likeliest next step first. What a determination denies is the same form: the service sees to it.
STEPS: Mapping[ClaimAction, Step] = {step.action: step for step in _ROWS}


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that the reader may take now, with its form; bound when it was refused."""

    step: Step
    form: forms.StepForm

    @property
    def name(self) -> str:
        return self.step.action.value

    @property
    def label(self) -> str:
        return str(self.step.action.label)

    @property
    def is_multipart(self) -> bool:
        return self.form.is_multipart()


def open_steps(claim: Claim, viewer: Actor, *, refused: OpenStep | None = None) -> list[OpenStep]:
    """The steps open to the viewer, the likeliest first; a refused one stays with all that was typed."""
    actions = set(open_actions(claim, viewer))
    is_open = [
        refused if refused and refused.step is step else OpenStep(step, step.form(claim=claim, viewer=viewer))
        for action, step in STEPS.items()
        if action in actions
    ]
    if refused is not None and refused not in is_open:
        return [refused, *is_open]
    return is_open


def take(
    step: Step, claim: Claim, data: Mapping[str, Any], files: MultiValueDict[str, Any], *, by: Actor, at: datetime
) -> OpenStep | None:
    """Takes the step with what was typed; the refused step, or None when it was done."""
    form = step.form(data, files, claim=claim, viewer=by)
    if not form.is_valid():
        return OpenStep(step, form)
    try:
        step.run(claim, form.cleaned_data, by, at)
    except DomainError as error:
        refuse(form, error)
        return OpenStep(step, form)
    return None
