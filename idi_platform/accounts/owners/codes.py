"""One-time codes: every number is sent one, known or not, so that nobody but its holder learns which it is."""

from datetime import datetime, timedelta
from secrets import randbelow
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from idi_platform.accounts.models import CodePurpose, PhoneCode
from idi_platform.tenancy.public import DomainError, uuid7
from idi_platform.ui.public import sentences

from .numbers import lock_number
from .texting import send_text_message

DIGITS = 6
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class TooManyCodes(DomainError):
    """The same for known and unknown numbers: what was asked is counted, not who was found."""

    code = "too_many_codes"
    message = gettext_lazy(
        "Too many codes were asked for with this number or from here, perhaps by somebody else. Where you have signed "
        "in before, your own browser may still work. Otherwise wait an hour, at most a day. A defect that cannot wait "
        "is reported by telephone: call the hotline."
    )


@transaction.atomic
def ask_code(*, number: str, purpose: CodePurpose, address: str, is_known_browser: bool, at: datetime) -> PhoneCode:
    """Sends a code to `number`. TooManyCodes. `at` is real time, `address` whose asking is counted.

    A stranger uses up what their own address may ask and, from many addresses, what strange browsers may ask for this
    number: a browser that has signed in with it before is counted by its address alone.
    """
    lock_number(number)
    _lock_address(address)
    PhoneCode.objects.filter(asked_at__lt=at - _DAY).delete()
    _refuse_too_many(number, address, is_known_browser=is_known_browser, at=at)
    key, code = uuid7(), f"{randbelow(10**DIGITS):0{DIGITS}}"
    lasts: timedelta = settings.OWNER_CODE_LASTS
    row = PhoneCode.objects.create(
        pk=key,
        purpose=purpose,
        number=number,
        address=address,
        is_known_browser=is_known_browser,
        digest=_digest(key, code),
        asked_at=at,
        expires_at=at + lasts,
    )
    send_text_message(number=number, text=_words(purpose, code, lasts), at=at, lasts=lasts)
    return row


def try_code(*, code_id: UUID, purpose: CodePurpose, given: str, at: datetime) -> PhoneCode | None:
    """The row whose code was right, which is used up by that; None for a wrong, late, used or worn-out one.

    A guess is counted before it is compared, in one statement: of any number in one moment, the limit are compared.
    """
    live = Q(pk=code_id, purpose=purpose, used_at=None, expires_at__gt=at)
    if not PhoneCode.objects.filter(live, tries__lt=settings.OWNER_CODE_TRIES).update(tries=F("tries") + 1):
        return None
    row = PhoneCode.objects.get(pk=code_id)
    if not constant_time_compare(row.digest, _digest(row.pk, given)):
        return None
    used = PhoneCode.objects.filter(live).update(used_at=at)
    return row if used else None


def is_open(row: PhoneCode, *, at: datetime) -> bool:
    """Whether a guess would still be compared."""
    return row.used_at is None and at < row.expires_at and row.tries < settings.OWNER_CODE_TRIES


def session_key(purpose: CodePurpose) -> str:
    """Under which a browser's session keeps the id of its code."""
    return f"phone_code_{purpose}"


def code_in(session: SessionBase, purpose: CodePurpose) -> PhoneCode | None:
    """The code that this session asked for last."""
    asked = session.get(session_key(purpose))
    return PhoneCode.objects.filter(pk=asked, purpose=purpose).first() if asked else None


def _words(purpose: CodePurpose, code: str, lasts: timedelta) -> str:
    minutes = int(lasts.total_seconds() // 60)
    text = {
        CodePurpose.SIGN_IN: _("%(code)s is your sign-in code."),
        CodePurpose.CONFIRM: _("%(code)s is your code to confirm that it is you."),
        CodePurpose.NEW_NUMBER: _("%(code)s is your code for a new mobile number."),
    }[purpose]
    valid = ngettext(
        "It holds for %(minutes)s minute. Give it to nobody, not to us either.",
        "It holds for %(minutes)s minutes. Give it to nobody, not to us either.",
        minutes,
    )
    return sentences(text % {"code": code}, valid % {"minutes": minutes})


def _refuse_too_many(number: str, address: str, *, is_known_browser: bool, at: datetime) -> None:
    here = PhoneCode.objects.filter(address=address, asked_at__gt=at - _HOUR)
    strangers = PhoneCode.objects.filter(number_index=number, is_known_browser=False, asked_at__gt=at - _DAY)
    counts = (
        (here.filter(number_index=number).count(), settings.OWNER_CODES_BY_NUMBER_AND_ADDRESS),
        (here.count(), settings.OWNER_CODES_BY_ADDRESS),
        (0 if is_known_browser else strangers.count(), settings.OWNER_CODES_BY_NUMBER),
    )
    if any(count >= most for count, most in counts):
        raise TooManyCodes(field="number")


def _lock_address(address: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"idi codes asked at {address}"])


def _digest(key: UUID, code: str) -> str:
    """Under the platform's secret: six digits alone would be found again in a moment by whoever reads the table."""
    return salted_hmac("idi_platform.accounts.owners.codes", f"{key} {code}", algorithm="sha256").hexdigest()
