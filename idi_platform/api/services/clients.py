"""Letting a program in, giving it keys, and ending both. Every act is recorded; a key itself is never kept."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import Membership, User
from idi_platform.api.errors import ClientEnded, ExpiryOutOfRange, RoleNotOfOrganisation, ScopeOpensNothing, TooManyKeys
from idi_platform.api.keys import new_secret
from idi_platform.api.models import ApiClient, ApiKey
from idi_platform.api.models.client import SLOTS
from idi_platform.api.openings import openings
from idi_platform.api.scopes import words_of
from idi_platform.api.selectors import roles_for_programs
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.tenancy.public import Actor, uuid7

# Ours, not the law's: a key that nobody renews is a key that nobody watches.
LONGEST_LIFE = timedelta(days=366)
_SUBJECT = "api.client"


@transaction.atomic
def let_program_in(*, name: str, role: str, scopes: Iterable[str], by: Actor, at: datetime) -> ApiClient:
    """Makes a program of the actor's organisation and city, without a key yet. `at` is real time.

    Raises:
        RoleNotOfOrganisation: nobody of the organisation holds that role in this city.
        ScopeOpensNothing: a scope that there is not, or that opens nothing to that role.
    """
    if role not in roles_for_programs(by, on=timezone.localdate(at)):
        raise RoleNotOfOrganisation(field="role")
    wanted = sorted(set(scopes))
    idle = next((scope for scope in wanted if role not in openings().get(scope, ())), None)
    if idle is not None:
        raise ScopeOpensNothing(words_of(idle))
    user = User(username=f"program-{uuid7()}", full_name=name, is_program=True)
    user.set_unusable_password()
    user.save()
    membership = Membership.objects.create(
        user=user,
        role=role,
        city_id=by.tenant_id,
        organisation_id=by.organisation_id,
        valid_from=timezone.localdate(at),
    )
    client = ApiClient.objects.create(
        membership=membership, name=name, scopes=wanted, created_by_id=by.person_id, created_at=at
    )
    told: dict[str, JSONValue] = {"role": role, "scopes": list(client.scopes)}
    record_platform(code="api_client_made", subject=_SUBJECT, subject_id=client.pk, by=by, at=at, payload=told)
    return client


@transaction.atomic
def make_key(*, client: ApiClient, expires_on: date, by: Actor, at: datetime) -> tuple[ApiKey, str]:
    """A further key, good until the end of the day before `expires_on`, and its text, which nobody can read again.

    Raises:
        ClientEnded. ExpiryOutOfRange. TooManyKeys: two keys live; of two racing requests for the last place one wins.
    """
    _hold(client)
    expires_at = timezone.make_aware(datetime.combine(expires_on, datetime.min.time()))
    if not timezone.localdate(at) < expires_on <= timezone.localdate(at) + LONGEST_LIFE:
        raise ExpiryOutOfRange(field="expires_on")
    client.keys.filter(ended_at=None, expires_at__lte=at).update(ended_at=at)
    taken = set(client.keys.filter(ended_at=None).values_list("slot", flat=True))
    free = next((slot for slot in SLOTS if slot not in taken), None)
    if free is None:
        raise TooManyKeys
    prefix, digest, text = new_secret()
    key = ApiKey.objects.create(
        client=client,
        slot=free,
        prefix=prefix,
        digest=digest,
        created_by_id=by.person_id,
        created_at=at,
        expires_at=expires_at,
    )
    told = {"key": prefix, "expires_on": expires_on.isoformat()}
    record_platform(code="api_key_made", subject=_SUBJECT, subject_id=client.pk, by=by, at=at, payload=told)
    return key, text


@transaction.atomic
def end_key(*, key: ApiKey, by: Actor, at: datetime) -> None:
    """The key opens nothing from now on. A second time nothing happens."""
    if ApiKey.objects.filter(pk=key.pk, ended_at=None).update(ended_at=at):
        told = {"key": key.prefix}
        record_platform(code="api_key_ended", subject=_SUBJECT, subject_id=key.client_id, by=by, at=at, payload=told)


@transaction.atomic
def end_client(*, client: ApiClient, by: Actor, at: datetime) -> None:
    """Ends the program with all its keys and its membership. A second time nothing happens."""
    if not ApiClient.objects.filter(pk=client.pk, ended_at=None).update(ended_at=at):
        return
    client.keys.filter(ended_at=None).update(ended_at=at)
    User.objects.filter(pk=client.membership.user_id).update(is_active=False)
    record_platform(code="api_client_ended", subject=_SUBJECT, subject_id=client.pk, by=by, at=at, payload={})


def _hold(client: ApiClient) -> None:
    """Locks the client's row, so that keys are made one after the other."""
    held = ApiClient.objects.select_for_update().filter(pk=client.pk, ended_at=None).first()
    if held is None:
        raise ClientEnded
