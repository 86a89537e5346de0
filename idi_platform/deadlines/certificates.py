"""The watch for inspectors' certificates: whoever inspects holds the next one before the last ends.

Holder and administrators are warned long before (organisations). When nothing came of it, the bureau hears too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role, User, members_of
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import Certificate, CertificateKind, OrganisationInCity
from idi_platform.tenancy.public import Actor

from .models import Expectation
from .renewals import AWAITED_BEFORE, renewal, renewed
from .watches import Watch, Window


def windows(by: Actor, since: datetime, at: datetime) -> Iterable[Window]:
    """One for each certificate of an inspector that ends soon, or ended since, while they inspect for that body."""
    today = at.astimezone(CIVIL_ZONE).date()
    standing = OrganisationInCity.objects.filter(city_id=by.tenant_id, admitted_on__isnull=False, ended_on=None)
    dossiers = dict(standing.values_list("organisation", "dossier"))
    inspectors = members_of(city_id=by.tenant_id, roles=(Role.INSPECTOR,), on=today)
    inspecting = {(member.organisation_id, member.user_id) for member in inspectors}
    ending = Certificate.objects.filter(
        city_id=by.tenant_id,
        organisation__in=dossiers,
        withdrawn_at=None,
        valid_to__gt=since.astimezone(CIVIL_ZONE).date(),
        valid_to__lte=today + AWAITED_BEFORE,
    )
    for certificate in ending:
        if certificate.valid_to is None or (certificate.organisation_id, certificate.holder_id) not in inspecting:
            continue
        yield renewal(
            dossier_id=dossiers[certificate.organisation_id],
            subject=_subject(certificate),
            obliged_id=certificate.organisation_id,
            valid_to=certificate.valid_to,
        )


def found(rows: Sequence[Expectation]) -> Mapping[UUID, int]:
    """1 where the holder has one of the kind today, at that body, that lasts longer."""
    held = Certificate.objects.filter(
        city_id__in={row.city_id for row in rows},
        organisation__in={row.obliged_id for row in rows},
        withdrawn_at=None,
    )
    lasting = (((each.organisation_id, _subject(each)), each.valid_to) for each in held)
    return renewed(rows, lasting, lambda row: (row.obliged_id, row.subject))


def _subject(certificate: Certificate) -> str:
    return f"{certificate.kind}:{certificate.holder_id}"


def _words(subjects: Collection[str]) -> Mapping[str, str | Promise]:
    parts = {each: each.split(":") for each in subjects}
    names = dict(
        User.objects.filter(pk__in={holder for _kind, holder in parts.values()}).values_list("pk", "full_name")
    )
    return {each: f"{names[UUID(holder)]} · {CertificateKind(kind).label}" for each, (kind, holder) in parts.items()}


CERTIFICATES = Watch(
    kind="certificates",
    label=_("Renewed certificate of an inspector"),
    windows=windows,
    found=found,
    grace=timedelta(),
    subject_words=_words,
)
