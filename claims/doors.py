"""Where the terms of a claim are stopped and run on: the steps of its page, for whoever may take them now."""

from django.urls import reverse

from idi_platform.deadlines.public import Deadline, Door
from idi_platform.tenancy.public import Actor

from .lifecycle import ClaimAction, open_actions
from .models import Claim


def _way(action: ClaimAction, deadline: Deadline, viewer: Actor) -> str:
    claim = Claim.objects.visible_to(viewer).filter(dossier_id=deadline.dossier_id).first()
    if claim is None or action not in open_actions(claim, viewer):
        return ""
    return f"{reverse('claims:case', args=[claim.pk])}#step-{action.value}"


STOP_DOOR = Door(
    stop=lambda deadline, viewer: _way(ClaimAction.REQUEST_DOCUMENTS, deadline, viewer),
    run_on=lambda deadline, viewer: _way(ClaimAction.RECORD_DOCUMENT, deadline, viewer),
)
