"""What Django and allauth announce about sign-ins and factors; connected when the app is ready."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from idi_platform.accounts.look_ends import leave
from idi_platform.accounts.models import User

from .records import record_person
from .sessions import end_sessions, start_limits


@receiver(user_logged_in)
def start(sender: object, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Whichever door it was, the session's limits run from here."""
    del sender
    start_limits(request.session, user, at=timezone.now())


@receiver(user_logged_out)
def tell_sign_out(sender: object, request: HttpRequest, user: User | None, **_kwargs: Any) -> None:
    """A look as another person ends with the session it belongs to."""
    del sender
    if user is not None:
        leave(request.session, looked_by=user.pk, at=timezone.now())
        record_person("signed_out", user.pk, by=user.pk, at=timezone.now())


@receiver(password_changed)
def end_others(sender: object, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Their hash no longer fits, so they are dead already; their rows go too."""
    del sender
    now = timezone.now()
    record_person("password_changed", user.pk, by=user.pk, at=now)
    end_sessions(user_id=user.pk, by=user.pk, at=now, spare=request.session.session_key)


@receiver(authenticator_added)
def tell_added(sender: object, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    del sender
    record_person("factor_added", user.pk, by=user.pk, at=timezone.now(), factor=str(authenticator.type))


@receiver(authenticator_removed)
def tell_removed(sender: object, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    del sender
    record_person("factor_removed", user.pk, by=user.pk, at=timezone.now(), factor=str(authenticator.type))


@receiver(authenticator_reset)
def tell_reset(sender: object, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    del sender
    record_person("factor_renewed", user.pk, by=user.pk, at=timezone.now(), factor=str(authenticator.type))
