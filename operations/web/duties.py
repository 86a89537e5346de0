"""The first page of the operator's site: which administrator does what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import PLATFORM_ROLES, Role, require_right
from idi_platform.tenancy.public import current_actor
from operations.duties import DUTIES
from operations.rights import READ_DUTIES


@require_safe
@require_right(READ_DUTIES)
def duties(request: HttpRequest) -> HttpResponse:
    """Every duty by role; one's own are links."""
    columns = [(role, [duty for duty in DUTIES if duty.role == role]) for role in PLATFORM_ROLES]
    mine = Role(current_actor().role)
    return render(request, "operations/duties.html", {"columns": columns, "mine": mine})
