"""How far a claim has come, beyond its state: what the guards of the lifecycle ask."""

from dataclasses import dataclass

from .constants import DENYING, Form, Result
from .models import Agreement, Claim, ComplexCase, Determination, DeveloperRepair, DocumentRequest, TelephoneReport


@dataclass(frozen=True, slots=True)
class Standing:
    """Facts of one claim. `result` and `form` are empty until made and agreed."""

    is_applied: bool
    was_asked: bool
    is_waiting: bool
    is_complete: bool
    is_complex: bool
    result: str
    is_denial_sent: bool
    is_offered: bool
    form: str
    is_developer_told: bool
    is_repair_accepted: bool
    is_visited: bool

    @property
    def may_ask(self) -> bool:
        """Whether nothing has been said yet about documents of this application."""
        return self.is_applied and not (self.was_asked or self.is_complete)

    @property
    def owes_denial(self) -> bool:
        """A denial, of the whole or a part, that nobody has sent yet."""
        return self.result in DENYING and not self.is_denial_sent

    @property
    def is_payable(self) -> bool:
        return self.result in (Result.COVERED, Result.PARTLY)

    @property
    def is_repair(self) -> bool:
        return self.form == Form.REPAIR

    @property
    def is_payment(self) -> bool:
        return self.form == Form.PAYMENT


def standing_of(claim: Claim) -> Standing:
    """Read by six small queries; under the claim's row lock when a move asks."""
    request = DocumentRequest.objects.filter(city_id=claim.city_id, claim_id=claim.pk).first()
    made = Determination.objects.filter(city_id=claim.city_id, claim_id=claim.pk, determined_at__isnull=False).first()
    agreement = Agreement.objects.filter(city_id=claim.city_id, claim_id=claim.pk).standing().first()
    repair = DeveloperRepair.objects.filter(city_id=claim.city_id, claim_id=claim.pk).first()
    complete = Claim.objects.filter(city_id=claim.city_id, pk=claim.pk, documents_complete_at__isnull=False)
    unapplied = TelephoneReport.objects.filter(city_id=claim.city_id, claim_id=claim.pk, applied_at=None)
    return Standing(
        is_applied=not unapplied.exists(),
        was_asked=request is not None,
        is_waiting=request is not None and request.completed_at is None,
        is_complete=complete.exists(),
        is_complex=ComplexCase.objects.filter(city_id=claim.city_id, claim_id=claim.pk).exists(),
        result=made.result if made else "",
        is_denial_sent=made is not None and made.denial_sent_at is not None,
        is_offered=agreement is not None and agreement.agreed_at is None,
        form=agreement.form if agreement and agreement.agreed_at else "",
        is_developer_told=repair is not None and repair.told_at is not None,
        is_repair_accepted=repair is not None and repair.accepted_at is not None,
        is_visited=repair is not None and repair.visited_at is not None,
    )
