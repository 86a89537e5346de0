"""What passes of policies when one insurer takes another's place: its shares, from the day on."""

from datetime import datetime
from fractions import Fraction

from django.db.models import F, Q

from idi_platform.audit.public import record
from idi_platform.dossiers.public import project_grants
from idi_platform.organisations.public import Passing
from idi_platform.tenancy.public import Actor
from underwriting.constants import PolicyEvent, ShareRole
from underwriting.models import InsurancePolicy, Share

from .standing import sync_parties


def pass_shares(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Every share that runs on or begins after the day; of two insurers of one policy that merge, the sum of both.

    The city's bounds on shares are not asked: nobody chose these. What was borne before the day stays as it was.
    """
    held = Share.objects.filter(
        Q(to_on=None) | Q(to_on__gt=passing.from_on), city_id=by.tenant_id, organisation=passing.predecessor
    )
    policies = InsurancePolicy.objects.select_for_update().filter(
        Q(pk__in=held.values("policy")) | Q(lead_insurer=passing.predecessor), city_id=by.tenant_id
    )
    found = list(policies.order_by("pk"))
    for policy in found:
        for share in list(held.filter(policy=policy).order_by("from_on")):
            _pass_share(share, passing, in_draft=policy.is_draft)
        _tell(policy, passing, by=by, at=at)
    return len(found)


def _pass_share(share: Share, passing: Passing, *, in_draft: bool) -> None:
    """A draft has one version and no history: there the name changes."""
    begins = share.from_on if in_draft else max(share.from_on, passing.from_on)
    beside = Share.objects.filter(
        Q(to_on=None) | Q(to_on__gt=begins),
        city_id=share.city_id,
        policy=share.policy,
        organisation=passing.successor,
        from_on__lte=begins,
    ).first()
    bearers = [share] if beside is None else [share, beside]
    borne = sum((one.fraction for one in bearers), Fraction(0))
    roles = {one.role for one in bearers}
    for one in bearers:
        if one.from_on < begins:
            Share.objects.filter(city_id=one.city_id, pk=one.pk).update(to_on=begins)
        else:
            Share.objects.filter(city_id=one.city_id, pk=one.pk).delete()
    Share.objects.create(
        city_id=share.city_id,
        policy=share.policy,
        organisation=passing.successor,
        role=ShareRole.LEAD if ShareRole.LEAD in roles else share.role,
        numerator=borne.numerator,
        denominator=borne.denominator,
        from_on=begins,
        to_on=share.to_on,
    )


def _tell(policy: InsurancePolicy, passing: Passing, *, by: Actor, at: datetime) -> None:
    rows = InsurancePolicy.objects.filter(city_id=by.tenant_id, pk=policy.pk)
    rows.update(shares_revision=F("shares_revision") + 1)
    rows.filter(lead_insurer=passing.predecessor).update(lead_insurer=passing.successor)
    policy.refresh_from_db()
    if not policy.is_draft:
        sync_parties(policy, by=by, at=at)
    project_grants(dossier_id=policy.pk, by=by)
    latest = Share.objects.filter(city_id=by.tenant_id, policy=policy, to_on=None)
    record(
        dossier_id=policy.pk,
        code=PolicyEvent.SHARES_SET,
        by=by,
        at=at,
        payload={
            "from_on": passing.from_on.isoformat(),
            "succession": str(passing.succession_id),
            "shares": [
                {"organisation": str(share.organisation_id), "role": share.role, "share": str(share.fraction)}
                for share in latest
            ],
        },
    )
