"""Tasks that tell a test what a worker's world looks like from inside, and jobs to run. Loaded by test workers only."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from redis import Redis

from idi_platform.audit.public import Event, record
from idi_platform.celery import app
from idi_platform.tenancy.public import (
    NoActor,
    TenantQueryOutsideTransaction,
    current_actor,
    tenant_work,
)
from tests.documents import letters as letters  # registers their kind
from tests.outbox import runners as runners  # registers them


@app.task(name="probe.write")
def write(socket: str, reply: str, dossier_id: str, at: str) -> None:
    """Records an event as whoever the task was sent by."""
    with tenant_work(current_actor()) as by:
        record(dossier_id=UUID(dossier_id), code="probe_wrote", by=by, at=datetime.fromisoformat(at), payload={})
    _answer(socket, reply, ["written"])


@app.task(name="probe.touch")
def touch(socket: str, reply: str) -> None:
    """Tries tenant rows in each way that must not work without an actor."""
    answers = []
    try:
        Event.objects.count()
    except TenantQueryOutsideTransaction:
        answers.append("refused outside a transaction")
    try:
        current_actor()
    except NoActor:
        answers.append("no actor")
    with transaction.atomic():
        answers.append(f"{Event.objects.count()} rows")
    _answer(socket, reply, answers)


def _answer(socket: str, reply: str, answers: list[str]) -> None:
    with Redis(unix_socket_path=socket) as client:
        client.rpush(reply, json.dumps(answers))
