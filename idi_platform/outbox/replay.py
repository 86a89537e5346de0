"""Handing out again a message that was given up, once what killed its workers is mended. On record, with the reason."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.tenancy.public import Actor

from .delivery import GIVEN_UP, given_up
from .errors import NotGivenUp, ReplayUnanswered
from .models import Replay
from .services import wake_delivery


@transaction.atomic
def replay_message(*, message_id: UUID, asked_by: str, reason: str, by: Actor, at: datetime) -> Replay:
    """Makes a message given up wait for a worker again; of two who replay it one does. `at` is real time.

    Raises:
        ReplayUnanswered, NotGivenUp.
    """
    for field, words in (("asked_by", asked_by), ("reason", reason)):
        if not words.strip():
            raise ReplayUnanswered(field=field, rule=_("Must be filled in"))
    waits = {"skipped": False, "failed_reason": "", "attempts": 0, "lease_until": None, "lease_token": None}
    if not given_up(by.tenant_id).filter(pk=message_id).update(**waits):
        raise NotGivenUp(field="message", rule=str(message_id))
    replay = Replay.objects.create(
        city_id=by.tenant_id,
        message_id=message_id,
        asked_by=asked_by.strip(),
        reason=reason.strip(),
        failed_reason=GIVEN_UP,
        replayed_at=at,
    )
    transaction.on_commit(partial(wake_delivery, by.tenant_id))
    return replay
