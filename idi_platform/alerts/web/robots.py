"""An organisation's group robots: entered, tested, taken into use by its administrator."""

from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.alerts.models import ChannelKind, Robot
from idi_platform.alerts.models.sending import GROUP_CHANNELS
from idi_platform.alerts.rights import SET_ROBOTS
from idi_platform.alerts.robots import RobotFacts, enter_robot, try_robot, webhook
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted

REFUSED = 422


class RobotForm(forms.Form):
    """What the robot's page in the group shows."""

    address = forms.CharField(
        label=gettext_lazy("Webhook address"),
        max_length=300,
        required=False,
        strip=True,
        help_text=gettext_lazy("Kept sealed, never shown again. Leave it empty to keep the one entered."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=gettext_lazy("Signing secret"),
        max_length=200,
        required=False,
        strip=True,
        help_text=gettext_lazy("Begins with SEC. Kept sealed, never shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    is_enabled = forms.BooleanField(label=gettext_lazy("Tell this group what our people are told"), required=False)

    def __init__(self, *args: object, channel: str, row: Robot | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passes everything on
        self._channel, self._row = channel, row
        if channel != ChannelKind.DINGTALK:
            del self.fields["secret"]

    def clean_address(self) -> str:
        """The key inside it; empty when the one entered stays."""
        typed: str = self.cleaned_data["address"]
        if not typed and self._row is not None:
            return ""
        base, parameter = webhook(self._channel)
        try:
            found = parse_qs(urlsplit(typed).query).get(parameter, [""])[0]
        except ValueError:
            found = ""
        if not typed.startswith(f"{base}?") or not found or "\0" in found:
            raise forms.ValidationError(
                _("Give the address as the group shows it; it begins with %(base)s.") % {"base": base}
            )
        return found


@require_safe
@require_right(SET_ROBOTS)
def robots(request: HttpRequest) -> HttpResponse:
    """The kinds of group with what is entered."""
    entered = {robot.channel: robot for robot in Robot.objects.visible_to(current_actor())}
    return render(request, "alerts/robots.html", {"kinds": [(kind, entered.get(kind)) for kind in GROUP_CHANNELS]})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(SET_ROBOTS)
@recently_confirmed
def robot(request: HttpRequest, channel: str) -> HttpResponse:
    """The form of one kind."""
    kind = _kind(channel)
    row = Robot.objects.visible_to(current_actor()).filter(channel=kind).first()
    given = posted(request)
    form = RobotForm(given, channel=kind, row=row, initial={"is_enabled": row.is_enabled if row else True})
    if form.is_valid():
        facts = RobotFacts(
            channel=kind,
            key=form.cleaned_data["address"],
            secret=form.cleaned_data.get("secret", ""),
            is_enabled=form.cleaned_data["is_enabled"],
        )
        enter_robot(facts=facts, by=current_actor(), at=timezone.now())
        messages.success(request, _("Kept. Send a test message to see that it arrives."))
        return redirect("alerts:robots")
    context = {"form": form, "kind": kind, "robot": row}
    return render(request, "alerts/robot.html", context, status=REFUSED if form.errors else 200)


@transaction.non_atomic_requests
@require_POST
@require_right(SET_ROBOTS)
@recently_confirmed
def test(request: HttpRequest, channel: str) -> HttpResponse:
    """Posts a test message now, outside every transaction; says what the robot answers."""
    with transaction.atomic():
        row = get_object_or_404(Robot.objects.visible_to(current_actor()), channel=_kind(channel))
    try:
        try_robot(row)
    except DomainError as refusal:
        messages.error(request, f"{refusal} ({refusal.rule})")
    else:
        messages.success(request, _("The test message was taken. Look whether it stands in the group."))
    return redirect("alerts:robots")


def _kind(channel: str) -> ChannelKind:
    if channel not in GROUP_CHANNELS:
        raise Http404
    return ChannelKind(channel)
