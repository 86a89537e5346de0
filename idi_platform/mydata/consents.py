"""Texts that people agree to, by code and version: files that are never changed once published; and agreeing to one."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from ruamel.yaml import YAML

from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor

from .models import Consent

# What an owner agrees to when they report a defect (PIPL 13, 14, 23).
CLAIM_REPORT = "claim-report"
_FOLDER = Path(__file__).with_name("consents")
_NAME = re.compile(r"(?P<code>[a-z-]+)\.(?P<version>\d+)\.yaml")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One published version. `sha256` is of its file, and stands in every consent to it."""

    code: str
    version: int
    sha256: str
    published_on: date
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    after_withdrawal_zh: str
    after_withdrawal_en: str

    @property
    def title(self) -> str:
        return self.title_en if _is_english() else self.title_zh

    @property
    def text(self) -> str:
        return self.text_en if _is_english() else self.text_zh

    @property
    def after_withdrawal(self) -> str:
        """What withdrawing changes, and what it does not."""
        return self.after_withdrawal_en if _is_english() else self.after_withdrawal_zh


def consent_texts() -> dict[tuple[str, int], ConsentText]:
    """Every text ever published."""
    return _texts()


def current_text(code: str) -> ConsentText:
    """The latest version. LookupError for a code without one."""
    return _texts()[code, max(version for known, version in _texts() if known == code)]


@transaction.atomic
def give_consent(*, code: str, person_id: UUID, about_id: UUID | None, by: Actor, at: datetime) -> Consent:
    """Records that the person agreed to the text as it stands, in the language they read it in; `at` is business time.

    `by` may be somebody who writes down what the person said or signed.
    """
    text = current_text(code)
    return Consent.objects.create(
        city_id=by.tenant_id,
        person_id=person_id,
        code=text.code,
        version=text.version,
        language=get_language() or settings.LANGUAGE_CODE,
        sha256=text.sha256,
        about_id=about_id,
        given_at=at,
    )


@transaction.atomic
def withdraw_consent(*, consent_id: UUID, by: Actor, at: datetime) -> Consent:
    """The person takes it back; once. Consent.DoesNotExist for another's, or one that was taken back already."""
    mine = Consent.objects.visible_to(by).standing().filter(person_id=by.person_id)
    consent = mine.select_for_update().get(pk=consent_id)
    consent.withdrawn_at = max(at, consent.given_at)
    consent.save(update_fields=["withdrawn_at"])
    record_platform(
        code="consent_withdrawn",
        subject="accounts.User",
        subject_id=consent.person_id,
        by=by,
        at=at,
        payload={"consent": str(consent.pk), "code": consent.code, "version": consent.version},
    )
    return consent


@cache
def _texts() -> dict[tuple[str, int], ConsentText]:
    found = (_read(path) for path in sorted(_FOLDER.glob("*.yaml")))
    return {(text.code, text.version): text for text in found}


def _read(path: Path) -> ConsentText:
    named, content = _NAME.fullmatch(path.name), path.read_bytes()
    if named is None:
        message = f"{path.name} is not <code>.<version>.yaml"
        raise ValueError(message)
    read: dict[str, Any] = YAML(typ="safe").load(content.decode())
    words: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in read.items()}
    return ConsentText(
        code=named["code"],
        version=int(named["version"]),
        sha256=hashlib.sha256(content).hexdigest(),
        **words,
    )


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
