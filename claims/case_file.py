"""Reading one claim whole, and the lists of what waits for somebody: the viewer first, always through visible_to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from idi_platform.deadlines.public import Deadline
from idi_platform.documents.public import Letter, Upload, letters_of
from idi_platform.registry.public import Party
from idi_platform.tenancy.public import Actor

from .constants import ClaimState
from .models import (
    Agreement,
    Claim,
    ComplexCase,
    Determination,
    DeveloperRepair,
    DocumentRequest,
    PayoutAccount,
    Performance,
    RequestedDocument,
    TelephoneReport,
)
from .selectors import clocks_of, leading_clock, parties_of, photographs_of


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything about a claim that the viewer may see; None: that step was not taken, or is not theirs to know."""

    clocks: list[Deadline]
    leading: Deadline | None
    photographs: list[Upload]
    letters: QuerySet[Letter]
    parties: list[Party]
    called: TelephoneReport | None
    request: DocumentRequest | None
    documents: list[RequestedDocument]
    complex_case: ComplexCase | None
    determination: Determination | None
    evidence: list[Upload]
    sent_back: Determination | None
    agreement: Agreement | None
    payee: PayoutAccount | None
    performance: Performance | None
    repair: DeveloperRepair | None

    @property
    def missing(self) -> list[RequestedDocument]:
        """What was asked for and has not come."""
        return [document for document in self.documents if document.received_at is None]


def case_file(viewer: Actor, claim: Claim, *, on: date) -> CaseFile:
    """Some sixteen queries, however much has happened."""
    clocks = clocks_of(viewer, [claim.pk]).get(claim.pk, [])
    request = DocumentRequest.objects.visible_to(viewer).filter(claim=claim).first()
    written = Determination.objects.visible_to(viewer).filter(claim=claim).select_related("prepared_by", "approved_by")
    determination = written.standing().first()
    proofs = list(determination.evidence.values_list("upload_id", flat=True)) if determination else []
    agreement = Agreement.objects.visible_to(viewer).filter(claim=claim).last()
    return CaseFile(
        clocks=clocks,
        leading=leading_clock(clocks),
        photographs=photographs_of(viewer, claim),
        letters=letters_of(viewer, claim.dossier),
        parties=parties_of(viewer, claim, on=on),
        called=TelephoneReport.objects.visible_to(viewer).filter(claim=claim).select_related("recorded_by").first(),
        request=request,
        documents=list(request.items.select_related("upload")) if request else [],
        complex_case=ComplexCase.objects.visible_to(viewer).filter(claim=claim).first(),
        determination=determination,
        evidence=list(Upload.objects.visible_to(viewer).filter(pk__in=proofs)),
        sent_back=written.filter(returned_at__isnull=False).select_related("returned_by").last(),
        agreement=agreement,
        payee=PayoutAccount.objects.visible_to(viewer).select_related("agreement").filter(agreement=agreement).first(),
        performance=Performance.objects.visible_to(viewer).filter(claim=claim).first(),
        repair=DeveloperRepair.objects.visible_to(viewer).filter(claim=claim).first(),
    )


def awaiting_approval(viewer: Actor) -> list[tuple[Determination, Deadline | None]]:
    """Determinations submitted to the viewer's insurer, each with its leading clock, the longest waiting first."""
    waiting = list(
        Determination.objects.visible_to(viewer)
        .standing()
        .filter(claim__state=ClaimState.PROPOSED)
        .select_related("claim__dossier", "prepared_by")
        .order_by("prepared_at")
    )
    clocks = clocks_of(viewer, [made.claim_id for made in waiting])
    return [(made, leading_clock(clocks.get(made.claim_id, []))) for made in waiting]


def repairs_of(viewer: Actor) -> list[tuple[Claim, Deadline | None]]:
    """The repairs asked of the viewer's body, open ones first, each with its leading clock. Two queries."""
    asked = Claim.objects.visible_to(viewer).filter(developer_id=viewer.organisation_id)
    claims = list(asked.select_related("dossier", "claimant").order_by("-filed_at")[:200])
    clocks = clocks_of(viewer, [claim.pk for claim in claims])
    rows = [(claim, leading_clock(clocks.get(claim.pk, []))) for claim in claims]
    return sorted(rows, key=lambda row: row[0].state != ClaimState.WITH_DEVELOPER)
