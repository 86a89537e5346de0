"""Whom an organisation's provider names: one of its own people, who is entered here already; never anybody new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from idi_platform.accounts.models import IdentityProvider, Membership, User
from idi_platform.accounts.signin.records import record_person
from idi_platform.tenancy.public import unless_taken

from .errors import EmailNotVerified, LinkedAlready, NobodyHere, WorksElsewhereToo

_SEVERAL_FACTORS = "mfa"  # RFC 8176


@dataclass(frozen=True, slots=True)
class Asserted:
    """What the provider's signed token says."""

    subject: str
    email: str
    is_verified: bool
    nonce: str
    amr: tuple[str, ...]
    acr: str

    @classmethod
    def of(cls, token: Mapping[str, Any], more: Mapping[str, Any]) -> Self:
        """From the token and what the userinfo page adds; what stands in both is the token's."""
        told = {**more, **token}
        amr = told.get("amr")
        return cls(
            subject=str(token["sub"]),
            email=str(told.get("email") or ""),
            is_verified=told.get("email_verified") in {True, "true"},
            nonce=str(token.get("nonce") or ""),
            amr=tuple(map(str, amr)) if isinstance(amr, list) else (),
            acr=str(told.get("acr") or ""),
        )

    def proves_second_factor(self, provider: IdentityProvider) -> bool:
        """Whether this sign-in had several factors, and two people of the organisation let that count."""
        if not provider.counts_as_second_factor:
            return False
        return _SEVERAL_FACTORS in self.amr or (bool(provider.accepted_acr) and self.acr == provider.accepted_acr)


def links_of(provider: IdentityProvider) -> "QuerySet[SocialAccount]":
    """Which of its subjects is which person."""
    links: QuerySet[SocialAccount] = SocialAccount.objects.filter(provider=provider.key)
    return links


@transaction.atomic
def member_named(provider: IdentityProvider, asserted: Asserted, *, at: datetime) -> User:
    """The member whom the provider names, linked from now on. `at` is real time.

    Raises:
        NobodyHere, EmailNotVerified, LinkedAlready, WorksElsewhereToo.
    """
    link = links_of(provider).filter(uid=asserted.subject).select_related("user").first()
    user = link.user if link else _by_email(provider, asserted, at=at)
    _require_member(user, provider, at=at)
    if link is None:
        link_person(user, provider, asserted.subject, at=at)
    return user


@transaction.atomic
def link_person(user: User, provider: IdentityProvider, subject: str, *, at: datetime) -> None:
    """From now on that subject signs in as this member. NobodyHere, WorksElsewhereToo, LinkedAlready.

    A second subject is refused: an address that was given to a successor does not open the predecessor's account.
    """
    _require_member(user, provider, at=at)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if links_of(provider).filter(user=user).exists():
        raise LinkedAlready
    with unless_taken(LinkedAlready()):
        SocialAccount.objects.create(user=user, provider=provider.key, uid=subject)
    record_person("sign_in_linked", user.pk, by=user.pk, at=at, provider=provider.key)


@transaction.atomic
def unlink_person(user: User, *, at: datetime) -> int:
    """Takes the person's links away; how many there were."""
    number: int = SocialAccount.objects.filter(user_id=user.pk).delete()[0]
    if number:
        record_person("sign_in_unlinked", user.pk, by=user.pk, at=at)
    return number


def is_linked(user: User) -> bool:
    """Whether the person may sign in at a provider."""
    return bool(SocialAccount.objects.filter(user_id=user.pk).exists())


def provider_for(user: User, *, at: datetime) -> IdentityProvider | None:
    """Where this person might sign in besides here."""
    own = _in_force(at).filter(user=user).values("organisation_id")
    return IdentityProvider.objects.filter(is_enabled=True, organisation_id__in=own).first()


def _by_email(provider: IdentityProvider, asserted: Asserted, *, at: datetime) -> User:
    domain = asserted.email.rpartition("@")[2].lower()
    if not domain or domain not in provider.email_domains:
        raise NobodyHere
    if not asserted.is_verified:
        raise EmailNotVerified
    members = _in_force(at).filter(organisation_id=provider.organisation_id).values("user_id")
    found = list(User.objects.filter(pk__in=members, email__iexact=asserted.email, is_program=False)[:2])
    if len(found) != 1:
        raise NobodyHere
    return found[0]


def _require_member(user: User, provider: IdentityProvider, *, at: datetime) -> None:
    """A member of this organisation today, and of nothing else: its provider opens nobody else's doors."""
    held = _in_force(at).filter(user_id=user.pk)
    if not held.filter(organisation_id=provider.organisation_id).exists():
        raise NobodyHere
    if held.filter(~Q(organisation_id=provider.organisation_id) | Q(organisation_id=None)).exists():
        raise WorksElsewhereToo


def _in_force(at: datetime) -> "QuerySet[Membership]":
    return Membership.objects.valid_on(timezone.localdate(at))
