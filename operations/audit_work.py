"""Verifications asked for on the audit administrator's page: on record, run by a worker, watched while they run."""

import logging
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from idi_platform.audit.public import Verification, begin_verification, chain_codes, record_platform, run_verification
from idi_platform.celery import app
from idi_platform.tenancy.public import Actor

from .audit_errors import UnknownChain, VerificationRunning

VERIFY = "operations.verify_chain"
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_verification(*, code: str, by: Actor, at: datetime) -> Verification:
    """Begins to verify a chain in a worker. Raises UnknownChain, VerificationRunning. `at` is real time."""
    chain = chain_codes().get(code)
    if chain is None:
        raise UnknownChain
    last = Verification.objects.filter(chain=chain).order_by("-started_at").first()
    if last is not None and last.is_running(at=at):
        raise VerificationRunning
    begun = begin_verification(chain, user_id=by.person_id, at=at)
    record_platform(code="verification_asked", subject="audit.chain", subject_id=code, by=by, at=at, payload={})
    transaction.on_commit(partial(_send, begun.pk))
    return begun


def verify_begun(verification_id: UUID) -> None:
    """Runs a verification that was begun; one that has ended already is left alone."""
    found = Verification.objects.filter(pk=verification_id, finished_at=None).first()
    if found is not None:
        found.count = 0
        run_verification(found, now=timezone.now)


def _send(verification_id: UUID) -> None:
    """Losing the request loses nothing but time: the page says that the walk stopped, and it is asked for again."""
    try:
        app.tasks[VERIFY].apply_async(args=(str(verification_id),), ignore_result=True)
    except OperationalError as unreachable:
        logger.warning("Verification %s was not sent: the queue is unreachable (%s)", verification_id, unreachable)
