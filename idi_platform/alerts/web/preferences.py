"""How one wants to be told: channels by kind, quiet hours, digests, muted cases."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.public import Role, require_right
from idi_platform.alerts.channels import CHANNELS
from idi_platform.alerts.models import ANY_KIND, PERSONAL_CHANNELS, Mute, Notice, NoticeKind, Preference, Way
from idi_platform.alerts.muting import LONGEST_MUTE, mute_case, unmute_case
from idi_platform.alerts.news import news_kinds
from idi_platform.alerts.preferences import Wishes, keep_preferences, wishes
from idi_platform.alerts.rights import READ_INBOX
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.tenancy.public import Actor, current_actor
from idi_platform.ui.public import DayField, posted

REFUSED = 422


class PreferenceForm(forms.ModelForm):  # type: ignore[type-arg]  # a ModelForm takes parameters only in its stubs
    """Hours, language, and one wish for each kind and channel that is on."""

    class Meta:
        model = Preference
        fields = ("quiet_from", "quiet_until", "digest_at", "language")
        widgets = {
            name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until", "digest_at")
        }
        help_texts = {
            "quiet_from": gettext_lazy("Between these two hours nothing leaves; the inbox goes on."),
            "digest_at": gettext_lazy("When what you want together is sent."),
        }

    def __init__(self, data: QueryDict | None, *, viewer: Actor, told: Wishes, kinds: list[tuple[str, Any]]) -> None:
        super().__init__(data, instance=told.of(viewer.person_id))
        self.rows = [
            (label, [self._add(viewer, told, kind, channel, label) for channel in channels_on()])
            for kind, label in kinds
        ]

    def _add(self, viewer: Actor, told: Wishes, kind: str, channel: str, label: Any) -> forms.BoundField:
        name = f"way-{channel}-{kind}"
        self.fields[name] = forms.ChoiceField(
            label=f"{label} · {CHANNEL_LABELS[channel]}",
            choices=Way.choices,
            initial=told.way(viewer.person_id, kind, channel),
        )
        return self[name]

    @property
    def hours(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    def ways(self) -> dict[tuple[str, str], str]:
        """The wish of each (kind, channel)."""
        named = (name.split("-", 2)[1:] for name in self.fields if name.startswith("way-"))
        return {(kind, channel): self.cleaned_data[f"way-{channel}-{kind}"] for channel, kind in named}


CHANNEL_LABELS = {channel.value: channel.label for channel in PERSONAL_CHANNELS}


def channels_on() -> list[str]:
    """The personal channels of this installation."""
    return [channel.value for channel in PERSONAL_CHANNELS if CHANNELS[channel].is_on()]


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(READ_INBOX)
def preferences(request: HttpRequest) -> HttpResponse:
    """One's own wishes in this city."""
    viewer, at = current_actor(), timezone.now()
    told = wishes([viewer.person_id], city_id=viewer.tenant_id)
    given = posted(request)
    form = PreferenceForm(given, viewer=viewer, told=told, kinds=_kinds(viewer))
    if form.is_valid():
        keep_preferences(preference=form.save(commit=False), ways=form.ways(), by=viewer)
        messages.success(request, _("Kept."))
        return redirect("alerts:preferences")
    context = {
        "form": form,
        "channels": [CHANNEL_LABELS[channel] for channel in channels_on()],
        "mutes": Mute.objects.visible_to(viewer).filter(until__gt=at).select_related("dossier"),
        "base": _base(viewer),
    }
    return render(request, "alerts/preferences.html", context, status=REFUSED if form.errors else 200)


class MuteForm(forms.Form):
    """Why, and until which day."""

    last_day = DayField(label=gettext_lazy("Until the end of"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Give the reason.")},
    )

    def clean_last_day(self) -> datetime:
        """The end of that day."""
        day = self.cleaned_data["last_day"]
        today = timezone.localdate(timezone=CIVIL_ZONE)
        if not today <= day <= today + LONGEST_MUTE:
            raise forms.ValidationError(_("Choose a day within the next %(days)d days.") % {"days": LONGEST_MUTE.days})
        return datetime.combine(day + timedelta(days=1), datetime.min.time(), CIVIL_ZONE)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(READ_INBOX)
def mute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mutes one case for oneself."""
    viewer = current_actor()
    dossier = get_object_or_404(Dossier.objects.visible_to(viewer), pk=pk)
    form = MuteForm(posted(request))
    if form.is_valid():
        told = form.cleaned_data
        mute_case(dossier=dossier, reason=told["reason"], until=told["last_day"], by=viewer, at=timezone.now())
        messages.success(request, _("Nothing about this case leaves for you until then. The inbox goes on."))
        return redirect("alerts:preferences")
    context = {"form": form, "dossier": dossier, "base": _base(viewer)}
    return render(request, "alerts/mute.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(READ_INBOX)
def unmute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends it before its day."""
    viewer = current_actor()
    row = get_object_or_404(Mute.objects.visible_to(viewer), dossier_id=pk)
    unmute_case(mute=row, by=viewer, at=timezone.now())
    messages.success(request, _("You are told of this case again."))
    return redirect("alerts:preferences")


def _kinds(viewer: Actor) -> list[tuple[str, Any]]:
    """Every kind that was ever told to the person, those of terms for staff, and all others together."""
    met = set(Notice.objects.visible_to(viewer).order_by().values_list("kind", flat=True).distinct())
    if viewer.role != Role.OWNER:
        met |= set(NoticeKind.values)
    labels = {**dict(NoticeKind.choices), **dict(news_kinds())}
    return [*((kind, label) for kind, label in labels.items() if kind in met), (ANY_KIND, _("Everything else"))]


def _base(viewer: Actor) -> str:
    return "ui/public.html" if viewer.role == Role.OWNER else "ui/base.html"
