"""Recording what the contract agrees, where the texts leave it open or allow better."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.documents.public import Upload, attach_uploads
from idi_platform.tenancy.public import Actor
from underwriting.constants import PolicyEvent, TermDirection
from underwriting.errors import EvidenceMissing, TermNotPositive
from underwriting.lifecycle import require_writer
from underwriting.models import ContractTerm, InsurancePolicy

from .cover import compute_cover


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """A term as the contract states it; parameter, unit and obliged are words of the rules' vocabulary."""

    parameter: str
    value: int
    unit: str
    evidence: str
    direction: str = TermDirection.AFTER
    anchor: str = ""
    obliged: str = ""


@transaction.atomic
def add_contract_term(
    *, policy: InsurancePolicy, facts: TermFacts, document: Upload | None, by: Actor, at: datetime
) -> ContractTerm:
    """Records a term of the contract, or corrects the one on the same question, and computes cover anew.

    The event keeps both values. A term that is worse than the text is kept and flagged by the rules, never refused.

    Raises:
        NotYourStep, TermNotPositive, EvidenceMissing: no clause is named.
    """
    require_writer(policy, by)
    if facts.value < 1:
        raise TermNotPositive(field="value", rule="≥ 1")
    if not facts.evidence.strip():
        raise EvidenceMissing(field="evidence", rule=_("Clause of the contract"))
    InsurancePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk, city_id=by.tenant_id)
    before = ContractTerm.objects.filter(city_id=by.tenant_id, policy=policy, parameter=facts.parameter).first()
    values = {
        "value": facts.value,
        "unit": facts.unit,
        "direction": facts.direction,
        "anchor": facts.anchor,
        "obliged": facts.obliged,
        "evidence": facts.evidence.strip(),
        "document": document,
    }
    term, _is_new = ContractTerm.objects.update_or_create(
        city_id=by.tenant_id, policy=policy, parameter=facts.parameter, defaults=values
    )
    if document is not None:
        attach_uploads(upload_ids=[document.pk], dossier=policy.dossier, by=by)
    record(
        dossier_id=policy.pk,
        code=PolicyEvent.TERM_RECORDED,
        by=by,
        at=at,
        payload={"parameter": facts.parameter, "before": _told(before), "after": _told(term)},
    )
    compute_cover(policy=policy, by=by, at=at)
    return term


def _told(term: ContractTerm | None) -> JSONValue:
    if term is None:
        return None
    return {"value": term.value, "unit": term.unit, "anchor": term.anchor, "evidence": term.evidence}
