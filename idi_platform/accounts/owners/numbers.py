"""Mobile numbers: written one way, held by one person at a time."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from idi_platform.accounts.models import NumberProof, PhoneNumber, User
from idi_platform.accounts.signin.policy import is_staff
from idi_platform.accounts.signin.records import record_person
from idi_platform.accounts.signin.sessions import end_sessions
from idi_platform.privacy.public import DataKind, mask
from idi_platform.tenancy.public import DomainError

from .texting import send_text_message

_PUNCTUATION = re.compile(r"[\s()\-.]")
_MAINLAND = re.compile(r"1[3-9]\d{9}")
_ABROAD = re.compile(r"\+(852|853|886)\d{8,9}")
# Of a notice about a number: worth reading for some days.
_NOTICE_LASTS = timedelta(days=3)


class NumberTaken(DomainError):
    """Told to whoever answered a code sent to it, or has checked its holder's document."""

    code = "mobile_number_taken"
    message = gettext_lazy("This number signs in somebody else. Take another one, or call the hotline.")


class NumberWrong(DomainError):
    code = "mobile_number_wrong"
    message = gettext_lazy("Enter a mobile number of eleven digits, or one that begins with +852, +853 or +886.")


def mobile_number(text: str) -> str:
    """The number as it is written once: eleven digits, or with + and its country. NumberWrong."""
    written = _PUNCTUATION.sub("", text).removeprefix("+86").removeprefix("0086")
    if not (_MAINLAND.fullmatch(written) or _ABROAD.fullmatch(written)) or not written.isascii():
        raise NumberWrong(field="number")
    return written


def holder_of(number: str) -> PhoneNumber | None:
    """Whom the number signs in."""
    held = PhoneNumber.objects.filter(number_index=number, ended_at=None, user__is_active=True)
    return held.select_related("user").first()


def is_fresh(held: PhoneNumber, *, at: datetime) -> bool:
    """Whether the number was used so lately that its carrier cannot have given it to somebody else."""
    quiet: timedelta = settings.OWNER_NUMBER_TRUSTED
    return at < held.used_at + quiet


def number_of(user_id: UUID) -> PhoneNumber | None:
    """The number that signs a person in."""
    return PhoneNumber.objects.filter(user_id=user_id, ended_at=None).first()


@transaction.atomic
def take_number(
    *, user: User, number: str, proof: NumberProof, by: UUID | None, at: datetime, spare: str | None = None
) -> PhoneNumber:
    """From now on this number signs this person in: the one before is told and ends, and so do sessions but `spare`.

    Whoever held the number long ago loses it. Owners alone lose their password: their door has none. Real time.
    NumberTaken when it signs in somebody else these days.
    """
    lock_number(number)
    held = holder_of(number)
    if held is not None and held.user_id != user.pk and is_fresh(held, at=at):
        raise NumberTaken(field="number")
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before = number_of(user.pk)
    told = {before.number if before else "", user.phone} - {"", number}
    open_rows = PhoneNumber.objects.filter(ended_at=None)
    open_rows.filter(user=user).update(ended_at=at)
    open_rows.filter(number_index=number).update(ended_at=at)
    taken = PhoneNumber.objects.create(user=user, number=number, proof=proof, since=at, used_at=at)
    user.phone = number
    if user.has_usable_password() and not is_staff(user, on=timezone.localdate(at)):
        user.set_unusable_password()
    user.save(update_fields=["phone", "password"])
    record_person("number_taken", user.pk, by=by, at=at, proof=str(proof), number=str(taken.pk))
    end_sessions(user_id=user.pk, by=by, at=at, spare=spare)
    for old in told:
        text = _("Another mobile number (%(number)s) opens your home's file from now on. If that was not you, call.")
        send_text_message(number=old, text=text % {"number": masked(number)}, at=at, lasts=_NOTICE_LASTS)
    return taken


def masked(number: str) -> str:
    """`138****0001`"""
    return mask(DataKind.PHONE, number)


def lock_number(number: str) -> None:
    """Until the transaction ends, nobody else asks codes for this number or takes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"idi mobile number {number}"])
