"""Setting the insurers' shares: a version from a day on, never over the head of another editor."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from idi_platform.audit.public import record
from idi_platform.dossiers.public import project_grants
from idi_platform.tenancy.public import Actor
from underwriting.bounds import lead_share_bounds
from underwriting.constants import PolicyEvent, ShareRole
from underwriting.errors import LeadShareOutOfBounds, SharesInOrder, SharesMovedOn
from underwriting.lifecycle import require_writer
from underwriting.models import InsurancePolicy, Share
from underwriting.rules.shares import ShareFacts, check_shares

from .standing import sync_parties


@transaction.atomic
def set_shares(
    *,
    policy: InsurancePolicy,
    shares: Sequence[ShareFacts],
    from_on: date,
    expected_revision: int,
    by: Actor,
    at: datetime,
) -> list[Share]:
    """Sets who bears what from `from_on` on; a draft has one version, which begins with its contract.

    `expected_revision` is the `shares_revision` that the editor saw: compare-and-swap, of two racing editors one wins.

    A draft may break the city's bounds: the gates of its issue say so.

    Raises:
        NotYourStep, SharesMovedOn, SharesInOrder: there is a later version. LeadShareOutOfBounds: of an issued policy,
        with the clause as rule. And those of check_shares.
    """
    require_writer(policy, by)
    check_shares(shares)
    lead_id = next(share.organisation_id for share in shares if share.role == ShareRole.LEAD)
    begin = policy.contract_formed_on or from_on if policy.is_draft else from_on
    swapped = InsurancePolicy.objects.filter(
        pk=policy.pk, city_id=by.tenant_id, shares_revision=expected_revision, state=policy.state
    ).update(shares_revision=F("shares_revision") + 1, lead_insurer=lead_id)
    if not swapped:
        raise SharesMovedOn(field="shares", rule=_("One editor at a time"))
    written = _write(policy, shares, begin, by=by)
    policy.refresh_from_db()
    if not policy.is_draft:
        _check_bounds(policy, on=begin)
        sync_parties(policy, by=by, at=at)
    record(
        dossier_id=policy.pk,
        code=PolicyEvent.SHARES_SET,
        by=by,
        at=at,
        payload={
            "from_on": begin.isoformat(),
            "shares": [
                {"organisation": str(share.organisation_id), "role": share.role, "share": str(share.fraction)}
                for share in shares
            ],
        },
    )
    return written


def _check_bounds(policy: InsurancePolicy, *, on: date) -> None:
    for bound in lead_share_bounds(policy, on=on):
        if not bound.is_kept:
            raise LeadShareOutOfBounds(field="shares", rule=f"{bound.citation} {bound.words}")


def _write(policy: InsurancePolicy, shares: Sequence[ShareFacts], begin: date, *, by: Actor) -> list[Share]:
    own = Share.objects.filter(city_id=by.tenant_id, policy=policy)
    if policy.is_draft:
        own.delete()
    elif own.filter(Q(from_on__gt=begin) | Q(to_on__gt=begin)).exists() or not own.filter(from_on__lte=begin).exists():
        raise SharesInOrder(field="from_on", rule=_("The last change comes first"))
    own.filter(from_on=begin).delete()
    own.filter(to_on=None).update(to_on=begin)
    return write_shares(policy, shares, from_on=begin, by=by)


def write_shares(policy: InsurancePolicy, shares: Sequence[ShareFacts], *, from_on: date, by: Actor) -> list[Share]:
    """Rows of shares that are checked, and what they open to the insurers."""
    written = Share.objects.bulk_create(
        [
            Share(
                city_id=policy.city_id,
                policy=policy,
                organisation_id=share.organisation_id,
                role=share.role,
                numerator=share.fraction.numerator,
                denominator=share.fraction.denominator,
                from_on=from_on,
            )
            for share in shares
        ]
    )
    project_grants(dossier_id=policy.pk, by=by)
    return written
