"""E-mail by the installation's SMTP server."""

from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from .base import Away, NotNow, Outgoing, Refused

_FOR_GOOD = 500


class Mail:
    def is_on(self) -> bool:
        return bool(settings.EMAIL_HOST)

    def send(self, outgoing: Outgoing) -> str:
        """The Message-ID, the same on every try."""
        number = f"<{outgoing.reference}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
        letter = EmailMessage(
            subject=outgoing.subject,
            body=outgoing.text,
            to=[outgoing.to],
            headers={"Message-ID": number, "Auto-Submitted": "auto-generated"},
            connection=get_connection("django.core.mail.backends.smtp.EmailBackend"),
        )
        try:
            letter.send()
        except SMTPRecipientsRefused as refused:
            (code, _words), *_others = refused.recipients.values()
            raise _failure(code) from None
        except SMTPResponseException as refused:
            raise _failure(refused.smtp_code) from None
        except (SMTPException, OSError) as away:
            raise Away(type(away).__name__) from None
        return number


def _failure(code: int) -> Refused | NotNow:
    """RFC 5321: 5xx for good, 4xx for now."""
    return Refused(f"SMTP {code}") if code >= _FOR_GOOD else NotNow(f"SMTP {code}")
