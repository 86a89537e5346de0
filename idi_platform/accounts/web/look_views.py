"""Ending a look as another person."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from idi_platform.accounts.access import own_account
from idi_platform.accounts.look_ends import leave


@require_POST
@own_account
def stop_looking(request: HttpRequest) -> HttpResponse:
    """Back to one's own work; pressed without a look it changes nothing."""
    leave(request.session, looked_by=cast(UUID, request.user.pk), at=timezone.now())  # behind own_account
    messages.info(request, _("You act as yourself again."))
    return redirect("ui:home")
