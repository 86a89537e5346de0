"""Background jobs: starting one, and asking again for those whose request or worker was lost."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from idi_platform.celery import app
from idi_platform.tenancy.public import Actor, acting_as, tenant_work

from .models import Job, JobState
from .running import job_kind
from .services import RETRY

RUN = "outbox.run_job"
# A waiting job is sent again after this: its request may have been lost with Redis.
SENT_AGAIN_AFTER = timedelta(minutes=1)
AT_ONCE = 200

logger = logging.getLogger(__name__)


@transaction.atomic
def start_job(*, kind: str, parameters: Mapping[str, Any], by: Actor, at: datetime) -> Job:
    """Writes a job in the caller's transaction and asks a worker for it when that commits.

    `at` is real time. It speaks the language of this moment. NoActor when nobody would wait for it.
    """
    job_kind(kind)
    job = Job.objects.create(
        city_id=by.tenant_id,
        kind=kind,
        parameters=dict(parameters),
        created_by_id=by.person_id,
        organisation_id=by.organisation_id,
        role=by.role,
        district_id=by.district_id,
        language=get_language() or settings.LANGUAGE_CODE,
        created_at=at,
        lease_until=at + SENT_AGAIN_AFTER,
    )
    transaction.on_commit(partial(_ask_for, job.pk, by=by))
    return job


def send_again(*, by: Actor, at: datetime) -> int:
    """Asks once more for the city's jobs that wait too long or whose worker died; how many. `at` is real time."""
    with tenant_work(by):
        stalled = Job.objects.unfinished().filter(city_id=by.tenant_id, lease_until__lte=at)
        ids = list(stalled.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
        Job.objects.filter(pk__in=ids).update(state=JobState.WAITING, lease_until=at + SENT_AGAIN_AFTER)
    for job_id in ids:
        _ask_for(job_id, by=by)
    return len(ids)


def _ask_for(job_id: UUID, *, by: Actor) -> None:
    """Losing the request loses nothing, so it never fails: the tick asks again."""
    try:
        with acting_as(by):
            app.tasks[RUN].apply_async(args=(str(job_id),), ignore_result=True, retry_policy=RETRY)
    except OperationalError as unreachable:
        # What was committed must not look failed because the queue is away.
        logger.warning("Job %s waits for the tick: the queue is unreachable (%s)", job_id, unreachable)
