"""The application (索赔申请) that follows a report by telephone: from then on the determination's terms run."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import ConsentMissing, EvidenceMissing
from claims.letters import issue_receipt, language_of
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, TelephoneReport
from idi_platform.documents.public import store_upload
from idi_platform.tenancy.public import Actor

from .moments import checked_moment
from .opening import receive_application, record_consent


@transaction.atomic
def apply_for_claim(
    *, claim: Claim, consented_at: datetime | None, file: IO[bytes] | None, filename: str, by: Actor, at: datetime
) -> None:
    """The owner asks for the claim to be decided; a photograph may come along.

    Raises:
        ConsentMissing, UploadRefused, NotYourStep, NotAllowedInState.
    """
    if consented_at is None:
        raise ConsentMissing(field="consent", rule=_("Personal Information Protection Law, article 13"))
    move(claim, ClaimAction.APPLY, by=by)
    kept = [store_upload(dossier=claim.dossier, file=file, filename=filename, by=by, at=at).pk] if file else []
    _receive(claim, kept, applied_at=at, consented_at=consented_at, by=by)
    issue_receipt(claim, by=by, at=at)


@transaction.atomic
def record_application(
    *, claim: Claim, received_at: datetime, file: IO[bytes] | None, filename: str, by: Actor, at: datetime
) -> None:
    """The owner's signed application came on paper: it counts from its arrival, not from the typing.

    Raises:
        EvidenceMissing, TimeOutOfOrder, UploadRefused, NotYourStep, NotAllowedInState.
    """
    received_at = checked_moment(received_at, since=claim.filed_at, at=at, field="received_at")
    if file is None:
        raise EvidenceMissing(field="evidence", rule=_("The owner's signature"))
    move(claim, ClaimAction.RECORD_APPLICATION, by=by)
    store_upload(dossier=claim.dossier, file=file, filename=filename, by=by, at=at)
    _receive(claim, (), applied_at=received_at, consented_at=received_at, by=by)
    issue_receipt(claim, language=language_of(claim), by=by, at=at)


def _receive(
    claim: Claim, photographs: Sequence[UUID], *, applied_at: datetime, consented_at: datetime, by: Actor
) -> None:
    """Written under the claim's row lock, which the move before took."""
    TelephoneReport.objects.filter(city_id=by.tenant_id, claim=claim).update(applied_at=applied_at)
    claim.consented_at = consented_at
    claim.save(update_fields=["consented_at"])
    record_consent(claim, by=by, at=consented_at)
    receive_application(claim, photographs=photographs, by=by, applied_at=applied_at)
