"""Finding people and bodies over all cities, by what one knows of them; outside the tenant wall."""

from django.db.models import Q, QuerySet

from idi_platform.accounts.public import Membership, Organisation, User
from idi_platform.organisations.public import formerly

from .models import Merge

# Whoever looks knows at least this much of the name: nobody pages through everybody.
SHORTEST = 2


def people(words: str) -> QuerySet[User]:
    """By part of the name or user name, or the whole telephone number; programs are nobody."""
    words = words.strip()
    if len(words) < SHORTEST:
        return User.objects.none()
    found = Q(full_name__icontains=words) | Q(username__icontains=words) | Q(phone=words)
    return User.objects.filter(found, is_program=False).order_by("full_name", "username")


def organisations(words: str) -> QuerySet[Organisation]:
    """By part of the name or of a former one, the telephone number, or the beginning of the credit code."""
    words = words.strip()
    if len(words) < SHORTEST:
        return Organisation.objects.none()
    found = Q(name_zh__icontains=words) | Q(name_en__icontains=words) | Q(hotline=words)
    return Organisation.objects.filter(found | Q(uscc__istartswith=words) | formerly(words)).order_by("name_zh", "pk")


def memberships_of_person(person: User) -> QuerySet[Membership]:
    """Every membership, ended ones too, the latest first."""
    return (
        Membership.objects.filter(user=person)
        .select_related("organisation", "city", "district")
        .order_by("-valid_from", "pk")
    )


def members_of_organisation(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who ever worked for it, city by city."""
    return (
        Membership.objects.filter(organisation=organisation)
        .select_related("user", "city", "district")
        .order_by("city__code", "user__full_name", "pk")
    )


def kept_person(person: User) -> User | None:
    """Whose other name this account is; None for an account of its own."""
    return User.objects.filter(pk__in=Merge.objects.filter(old_id=person.pk).values("kept_id")).first()


def kept_organisation(organisation: Organisation) -> Organisation | None:
    """Whose other name this body is; None for one of its own."""
    return Organisation.objects.filter(pk__in=Merge.objects.filter(old_id=organisation.pk).values("kept_id")).first()
