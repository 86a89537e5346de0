"""Commands on a claim: each reads its body, calls the service that the page calls, and answers with the claim."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from claims.clauses import cited
from claims.constants import CONTRACT_CLAUSE, LONGEST_BANK, LONGEST_CALLER, MOST_DOCUMENTS, Form, Result
from claims.lifecycle import ClaimAction
from claims.models import Claim
from claims.rights import STEPS
from claims.services import agreement, complexity, denial, determination, documents, performance, repair
from claims.services.survey import SurveyFacts, record_survey
from claims.services.withdrawal import withdraw_claim
from idi_platform.api.public import CommandView, Day, Moment, NothingBody
from idi_platform.tenancy.public import business_now

from .serializers import ClaimFile, ClaimFileSerializer, claim_file
from .views import seen_claims

LONG, WORDS = 4000, 1000
Told = Mapping[str, Any]


class ClaimCommand(CommandView):
    """Base of the commands on a claim; who may call one is what the lifecycle says of its action."""

    action: ClassVar[ClaimAction]
    answer_class = ClaimFileSerializer

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.rights = (STEPS[cls.action],)

    def get_queryset(self) -> QuerySet[Claim]:
        return seen_claims()

    def act(self, thing: Claim, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        claim_id: UUID = thing.pk
        return claim_id

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> ClaimFile:
        return claim_file(self.actor, self.found(result))


class ReasonBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=WORDS)


class NoteBody(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=WORDS)


class SurveyBody(serializers.Serializer[Any]):
    surveyed_at = Moment()
    present = serializers.CharField(max_length=200)
    findings = serializers.CharField(max_length=LONG)


class RecordSurvey(ClaimCommand):
    """Record a survey of the home"""

    action = ClaimAction.SURVEY
    serializer_class = SurveyBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        record_survey(claim=claim, facts=SurveyFacts(**told), by=self.actor, at=at)


class DocumentRequestBody(serializers.Serializer[Any]):
    documents = serializers.ListField(
        child=serializers.CharField(max_length=200), allow_empty=False, max_length=MOST_DOCUMENTS
    )
    reason = serializers.CharField(max_length=WORDS)
    arrived_at = Moment(required=False, help_text="When it reached the owner; now, when left out.")


class RequestDocuments(ClaimCommand):
    """Ask the owner, once, for everything that is missing"""

    action = ClaimAction.REQUEST_DOCUMENTS
    serializer_class = DocumentRequestBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        asked = documents.Asked(told["documents"], told["reason"], told.get("arrived_at", at))
        documents.request_documents(claim=claim, asked=asked, by=self.actor, at=at)


class RecordDocumentBody(serializers.Serializer[Any]):
    document = serializers.UUIDField(help_text="Line of the request.")
    received_at = Moment()


class RecordDocument(ClaimCommand):
    """Record that a document came on paper"""

    action = ClaimAction.RECORD_DOCUMENT
    serializer_class = RecordDocumentBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        item, received_at = told["document"], told["received_at"]
        documents.record_document(claim=claim, item_id=item, received_at=received_at, by=self.actor, at=at)


class ConfirmDocuments(ClaimCommand):
    """Record that the claim came with every document"""

    action = ClaimAction.CONFIRM_DOCUMENTS
    serializer_class = NothingBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        documents.confirm_documents(claim=claim, by=self.actor, at=at)


class ComplexityBody(serializers.Serializer[Any]):
    reasons = serializers.CharField(max_length=2000)


class DeclareComplex(ClaimCommand):
    """Declare a complex case, with written reasons"""

    action = ClaimAction.DECLARE_COMPLEX
    serializer_class = ComplexityBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        complexity.declare_complex(claim=claim, reasons=told["reasons"], by=self.actor, at=at)


class DeterminationBody(serializers.Serializer[Any]):
    result = serializers.ChoiceField(Result.choices)
    words = serializers.CharField(max_length=2000)
    covered_part = serializers.CharField(max_length=WORDS, default="", allow_blank=True)
    denied_part = serializers.CharField(max_length=WORDS, default="", allow_blank=True)
    reasons = serializers.CharField(max_length=LONG, default="", allow_blank=True)
    clause = serializers.CharField(
        max_length=12,
        default="",
        allow_blank=True,
        help_text=f"Code of a rule, or `{CONTRACT_CLAUSE}` with the next two.",
    )
    contract_article = serializers.CharField(max_length=60, default="", allow_blank=True)
    contract_quote = serializers.CharField(max_length=WORDS, default="", allow_blank=True)
    evidence = serializers.ListField(child=serializers.UUIDField(), default=list, max_length=50)


class MakeDetermination(ClaimCommand):
    """Determine the claim; what denies waits for a second person's approval"""

    action = ClaimAction.DETERMINE
    serializer_class = DeterminationBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        clause = cited(claim, chosen=told["clause"], article=told["contract_article"], quote=told["contract_quote"])
        finding = determination.Finding(
            result=Result(told["result"]),
            words=told["words"],
            covered_part=told["covered_part"],
            denied_part=told["denied_part"],
            reasons=told["reasons"],
            clause=clause,
            evidence=told["evidence"],
        )
        determination.determine(claim=claim, finding=finding, by=self.actor, at=at)


class ApproveDetermination(ClaimCommand):
    """Approve a determination that denies"""

    is_personal = True
    action = ClaimAction.APPROVE
    serializer_class = ReasonBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        determination.approve(claim=claim, reason=told["reason"], by=self.actor, at=at)


class ReturnDetermination(ClaimCommand):
    """Send a determination back to the adjuster"""

    is_personal = True
    action = ClaimAction.RETURN
    serializer_class = ReasonBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        determination.send_back(claim=claim, reason=told["reason"], by=self.actor, at=at)


class SendDenial(ClaimCommand):
    """Send the denial letter"""

    action = ClaimAction.SEND_DENIAL
    serializer_class = NothingBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        denial.send_denial(claim=claim, by=self.actor, at=at)


class OfferBody(serializers.Serializer[Any]):
    form = serializers.ChoiceField(Form.choices)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True, default=None, help_text="Yuan.")
    words = serializers.CharField(max_length=2000)
    start_on = Day()
    finish_on = Day(allow_null=True, default=None)


class OfferAgreement(ClaimCommand):
    """Offer the owner an agreement"""

    action = ClaimAction.OFFER
    serializer_class = OfferBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        terms = agreement.Terms(**{**told, "form": Form(told["form"])})
        agreement.offer_agreement(claim=claim, terms=terms, by=self.actor, at=at)


class PayeeBody(serializers.Serializer[Any]):
    """The bank account of a payment; kept sealed, never given back."""

    holder = serializers.CharField(max_length=LONGEST_CALLER)
    bank = serializers.CharField(max_length=LONGEST_BANK)
    number = serializers.CharField(max_length=40)


class AcceptanceBody(serializers.Serializer[Any]):
    payee = PayeeBody(allow_null=True, default=None, help_text="Needed where a payment is offered.")


class AcceptOffer(ClaimCommand):
    """Accept the offered agreement"""

    action = ClaimAction.ACCEPT_OFFER
    serializer_class = AcceptanceBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        payee = agreement.Payee(**told["payee"]) if told["payee"] else None
        agreement.accept_offer(claim=claim, payee=payee, by=self.actor, at=at)


class DeclineOffer(ClaimCommand):
    """Decline the offered agreement"""

    action = ClaimAction.DECLINE_OFFER
    serializer_class = ReasonBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        agreement.decline_offer(claim=claim, reason=told["reason"], by=self.actor, at=at)


class CompletionBody(serializers.Serializer[Any]):
    completed_at = Moment()
    note = serializers.CharField(max_length=WORDS)


class CompleteWorks(ClaimCommand):
    """Record the completion of the works"""

    action = ClaimAction.COMPLETE
    serializer_class = CompletionBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        performance.complete_works(claim=claim, **told, by=self.actor, at=at)


class TellDeveloper(ClaimCommand):
    """Record that the developer was told of the defect"""

    action = ClaimAction.TELL_DEVELOPER
    serializer_class = NoteBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        repair.record_notice(claim=claim, note=told["note"], by=self.actor, at=at)


class AcceptRepairBody(serializers.Serializer[Any]):
    visit_on = Day()
    note = serializers.CharField(max_length=WORDS)


class AcceptRepair(ClaimCommand):
    """Say, as the developer, that the defect will be repaired"""

    action = ClaimAction.ACCEPT_REPAIR
    serializer_class = AcceptRepairBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        repair.accept_repair(claim=claim, **told, by=self.actor, at=at)


class VisitBody(serializers.Serializer[Any]):
    visited_at = Moment()
    note = serializers.CharField(max_length=WORDS)


class RecordVisit(ClaimCommand):
    """Record, as the developer, the visit to the home"""

    action = ClaimAction.VISIT
    serializer_class = VisitBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        repair.record_visit(claim=claim, **told, by=self.actor, at=at)


class FinishRepair(ClaimCommand):
    """Record, as the developer, the finished repair"""

    action = ClaimAction.FINISH_REPAIR
    serializer_class = NoteBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        repair.finish_repair(claim=claim, note=told["note"], by=self.actor, at=at)


class RefuseRepair(ClaimCommand):
    """Refuse the repair, as the developer, with reasons"""

    action = ClaimAction.REFUSE_REPAIR
    serializer_class = ReasonBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        repair.refuse_repair(claim=claim, reason=told["reason"], by=self.actor, at=at)


class WithdrawClaim(ClaimCommand):
    """Withdraw the claim"""

    action = ClaimAction.WITHDRAW
    serializer_class = ReasonBody

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        withdraw_claim(claim=claim, reason=told["reason"], by=self.actor, at=at)
