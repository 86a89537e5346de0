"""The operator's page of a demo: the mails that its mail server caught (demo/catcher.py)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from operations.rights import RUN_PLATFORM

from .clock import demo_only

SHOWN = 50
_NANOSECONDS = 10**9


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it came."""

    caught_at: datetime
    to: str
    subject: str
    text: str


@require_safe
@demo_only
@require_right(RUN_PLATFORM)
def mails(request: HttpRequest) -> HttpResponse:
    """The last ones, newest first."""
    files = sorted(Path(settings.DEMO_MAILS).glob("*.eml"), reverse=True)
    return render(request, "operations/mails.html", {"mails": [_read(file) for file in files[:SHOWN]]})


def _read(file: Path) -> Mail:
    mail = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
    body = mail.get_body(("plain",))
    return Mail(
        caught_at=datetime.fromtimestamp(int(file.stem) / _NANOSECONDS, UTC),
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        text=body.get_content() if body else "",
    )
