"""The letters of claims: what each says, frozen as JSON in the letter's language (LETTERS: documents.public)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import JSONValue
from idi_platform.deadlines.public import Deadline, Foreseen, foresee
from idi_platform.documents.public import Letter, Upload, issue_letter
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.privacy.public import mask_name
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import legal_day, term_words
from policies.public import parameter_label

from .constants import COMPLAINTS, NORMAL_CASE, ClaimEvent, Result
from .models import Claim, Determination, TelephoneReport
from .wording import Text

RECEIPT, DENIAL = "claim_receipt", "claim_denial"
# Where nobody's language is known.
LANGUAGE = "zh-hans"
Content = dict[str, JSONValue]
# What a report by telephone waits for.
APPLICATION: tuple[ClaimEvent, Mapping[str, str]] = (ClaimEvent.RECEIVED, NORMAL_CASE)
# What may happen next, and under which facts; each starts terms of its own that a receipt can name beforehand.
FORESEEN: tuple[tuple[ClaimEvent, Mapping[str, str]], ...] = (
    (ClaimEvent.COMPLETE, {}),
    (ClaimEvent.DETERMINED, {"determination": Result.NOT_COVERED}),
    (ClaimEvent.AGREED, {}),
)


def facts_for_strangers(content: Mapping[str, JSONValue]) -> Mapping[Text, str]:
    """What anybody who holds a letter's code may know of it."""
    return {
        gettext_lazy("Claim number"): str(content["claim_number"]),
        gettext_lazy("Claimant"): mask_name(str(content["claimant"])),
        gettext_lazy("Insurer"): str(content["insurer"]),
    }


def issue_receipt(claim: Claim, *, language: str = "", by: Actor, at: datetime) -> Letter:
    """The receipt of a claim with every date that runs and that may follow; unless told, in the filer's language."""
    running = Deadline.objects.filter(city_id=claim.city_id, dossier_id=claim.pk).open().select_related("obliged")
    called = TelephoneReport.objects.filter(city_id=claim.city_id, claim=claim).first()
    is_applied = called is None or called.applied_at is not None
    language = language or translation.get_language() or LANGUAGE
    with translation.override(language):
        content: Content = {
            **_parties(claim),
            "filed_at": claim.filed_at.isoformat(),
            "place": claim.get_place_display(),
            "defect": claim.get_defect_display(),
            "description": claim.description,
            "noticed_on": claim.noticed_on.isoformat(),
            "caller": called.caller if called else _filer(claim),
            "authority": _authority_words(claim),
            "photographs": Upload.objects.filter(city_id=claim.city_id, dossier_id=claim.pk).count(),
            "terms": [_running(deadline) for deadline in running.order_by("due_at", "pk")],
            "next_terms": [] if claim.developer_id else _next_terms(claim, is_applied=is_applied, at=at),
        }
    return issue_letter(kind=RECEIPT, dossier=claim.dossier, content=content, language=language, by=by, at=at)


def issue_denial(claim: Claim, determination: Determination, *, by: Actor, at: datetime) -> Letter:
    """The denial of the whole or of a part, in the receipt's language: reasons, clause, evidence, way to appeal."""
    determined_at = determination.determined_at or at
    terms = Deadline.objects.filter(city_id=claim.city_id, dossier_id=claim.pk).open().select_related("obliged")
    language = language_of(claim)
    with translation.override(language):
        is_partly = determination.result == Result.PARTLY
        content: Content = {
            **_parties(claim),
            "determined_on": legal_day(determined_at).isoformat(),
            "outcome": "partly" if is_partly else "not_covered",
            "part": determination.denied_part or claim.get_defect_display(),
            "covered_part": determination.covered_part if is_partly else "",
            "reasons": [line for line in determination.reasons.splitlines() if line.strip()],
            "clauses": [
                {
                    "instrument": determination.clause_instrument,
                    "article": determination.clause_article,
                    "quote": determination.clause_quote,
                }
            ],
            "evidence": [*_evidence(determination)],
            "appeal": [str(step) for step in appeal_steps(claim.insurer)],
            "terms": [_running(deadline) for deadline in terms.order_by("due_at", "pk")],
        }
    return issue_letter(kind=DENIAL, dossier=claim.dossier, content=content, language=language, by=by, at=at)


def appeal_steps(insurer: Organisation) -> list[str]:
    """What an owner can do against a denial, in order; none of it costs anything but the court's own fee."""
    call = _("Ask %(insurer)s to review it, in writing or by telephone %(hotline)s; add what you think was overlooked.")
    ask = _("Ask %(insurer)s in writing to review it; add what you think was overlooked.")
    first = (call if insurer.hotline else ask) % {"insurer": insurer.name, "hotline": insurer.hotline}
    second = _("Complain to the financial regulator, telephone %(number)s: it supervises insurers.")
    third = _(
        "Ask for mediation, or go to arbitration or court as the insurance contract says, within the time of article "
        "26 of the Insurance Law."
    )
    return [first, second % {"number": COMPLAINTS}, third]


def language_of(claim: Claim) -> str:
    """The claimant's, as their latest receipt has it."""
    receipts = Letter.objects.filter(city_id=claim.city_id, dossier_id=claim.pk, kind=RECEIPT)
    return receipts.values_list("language", flat=True).first() or LANGUAGE


def _filer(claim: Claim) -> str:
    """Who filed it: the owner, or who acts for the owners."""
    if claim.authority is None or claim.filed_by is None:
        return claim.claimant.full_name
    body = claim.authority.organisation
    return f"{body.name} · {claim.filed_by.full_name}" if body else claim.filed_by.full_name


def _authority_words(claim: Claim) -> str:
    return f"{claim.authority.get_kind_display()} · {claim.authority.paper}" if claim.authority else ""


def _parties(claim: Claim) -> Content:
    insurer = claim.insurer
    return {
        "organisation": insurer.name,
        "organisation_lines": [insurer.hotline] if insurer.hotline else [],
        "addressee": claim.claimant.full_name,
        "official_line": insurer.hotline,
        "claim_number": claim.dossier.number,
        "home": claim.dossier.title,
        "claimant": claim.claimant.full_name,
        "insurer": insurer.name,
        "hotline": insurer.hotline,
    }


def _evidence(determination: Determination) -> list[str]:
    names = determination.evidence.order_by("upload__uploaded_at", "pk").values_list("upload__filename", flat=True)
    return list(names)


def _running(deadline: Deadline) -> Content:
    is_known = deadline.suspended_since is None
    return {
        "duty": parameter_label(deadline.duty),
        "obliged": deadline.obliged.name,
        "due_at": deadline.due_at.astimezone(CIVIL_ZONE).isoformat() if is_known else None,
        "term": term_words(deadline.term_value, deadline.term_unit),
        "clause": deadline.citation,
        "provisional": deadline.provisional,
        "after": "",
    }


def _next_terms(claim: Claim, *, is_applied: bool, at: datetime) -> list[JSONValue]:
    steps = FORESEEN if is_applied else (APPLICATION, *FORESEEN)
    return [
        _foreseen(term, event)
        for event, facts in steps
        for term in foresee(project_dossier_id=claim.project_id, event_code=event, at=at, facts=facts)
    ]


def _foreseen(term: Foreseen, event: ClaimEvent) -> Content:
    """Its date is not known before its event has happened; its length is."""
    return {
        "duty": term.label,
        "obliged": "",
        "due_at": None,
        "term": term_words(term.term_value, term.term_unit),
        "clause": term.citation,
        "provisional": False,
        "after": str(event.label),
    }
