"""What the link of an invitation opens: a page for somebody who has no account yet, or is signed in."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import User
from idi_platform.organisations.errors import InvitationGone
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.services.inviting import accept_invitation, invitation_behind
from idi_platform.organisations.wording import last_day
from idi_platform.tenancy.public import DomainError
from idi_platform.ui.public import posted, refuse

from .forms import JoinForm

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Accepts an invitation. A link that no longer opens is 404, whatever the reason."""
    try:
        invitation = invitation_behind(token, at=timezone.now())
    except InvitationGone as gone:
        return render(request, "organisations/join_gone.html", {"gone": gone}, status=HTTPStatus.NOT_FOUND)
    if isinstance(request.user, User):
        return _join_as(request, request.user, invitation, token)
    form = JoinForm(posted(request), invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            accept_invitation(token=token, person=form.facts(), at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your account is ready. Sign in with the user name and password you chose."))
            return redirect("account_login")
    return _page(request, invitation, form=form)


def _join_as(request: HttpRequest, user: User, invitation: Invitation, token: str) -> HttpResponse:
    """Somebody signed in takes the membership as themselves."""
    if request.method != "POST":
        return _page(request, invitation)
    try:
        accept_invitation(token=token, person=user, at=timezone.now())
    except DomainError as error:
        return _page(request, invitation, refusal=error)
    messages.success(request, _("The role is yours. Choose it where your name stands, at the top."))
    return redirect("ui:home")


def _page(
    request: HttpRequest,
    invitation: Invitation,
    *,
    form: JoinForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "last_day": last_day(invitation.valid_to),
        "form": form,
        "refusal": refusal or "",
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/join.html", context, status=status)
