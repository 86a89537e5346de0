"""Pinning a project to the version that governs it, once and for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.tenancy.public import Actor, DomainError
from policies.constants import PinReason
from policies.models import InstrumentVersion, Pin
from policies.register import regime_of
from policies.rules.applicability import Selection, select_version

PINNED_EVENT = "regime_pinned"


class AlreadyPinned(DomainError):
    """A pin is for ever: a later text governs later projects."""

    code = "already_pinned"
    message = _("This project is governed by a version already; that never changes.")


class OnlyProjectsArePinned(DomainError):
    code = "only_projects_are_pinned"
    message = _("Only a project has a governing version.")


@dataclass(frozen=True, slots=True)
class PinOutcome:
    """The pin, or NO_CITY_INSTRUMENT: no pin and the reason, with the day that decided it."""

    pin: Pin | None
    reason: PinReason
    on: date | None

    @property
    def is_pinned(self) -> bool:
        return self.pin is not None


def governing_pin(project_dossier_id: UUID) -> Pin | None:
    """The project's pin with its version and instrument; None while no version governs it."""
    return Pin.objects.select_related("version__instrument").filter(dossier_id=project_dossier_id).first()


def foresee_pin(*, project_dossier_id: UUID, anchors: Mapping[str, date]) -> Selection:
    """What pin() would choose for these dates, with nothing written. Raises TwoVersionsMatch."""
    jurisdiction = Dossier.objects.values_list("city__code", flat=True).get(pk=project_dossier_id)
    return select_version(regime_of(jurisdiction).versions, anchors)


@transaction.atomic
def pin(*, project_dossier_id: UUID, anchors: Mapping[str, date], by: Actor, at: datetime) -> PinOutcome:
    """Pins the project to the one published city version whose own anchor date lies in its validity.

    `anchors` maps constants.Anchor values to civil dates. None matching is an outcome with a reason and writes nothing;
    never the newest text instead. Raises AlreadyPinned, OnlyProjectsArePinned, TwoVersionsMatch.
    """
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("city").get(pk=project_dossier_id)
    if dossier.kind != DossierKind.PROJECT:
        raise OnlyProjectsArePinned(field="dossier")
    if Pin.objects.filter(city_id=dossier.city_id, dossier=dossier).exists():
        raise AlreadyPinned(field="dossier")
    chosen = select_version(regime_of(dossier.city.code).versions, anchors)
    if chosen.version is None:
        return PinOutcome(None, chosen.reason, chosen.on)
    anchor = chosen.version.anchor
    made = Pin.objects.create(
        city_id=dossier.city_id,
        dossier=dossier,
        version=InstrumentVersion.objects.get(code=chosen.version.code),
        anchor=anchor,
        anchor_on=anchors[anchor],
        reason=chosen.reason,
        pinned_at=at,
        pinned_by_id=by.user_id,
    )
    payload: dict[str, JSONValue] = {
        "version": chosen.version.code,
        "anchor": anchor,
        "anchor_on": anchors[anchor].isoformat(),
    }
    record(dossier_id=dossier.pk, code=PINNED_EVENT, by=by, at=at, payload=payload)
    return PinOutcome(made, chosen.reason, chosen.on)
