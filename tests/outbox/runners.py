"""Runners that a test directs through Redis, in this process and in real workers (tests.probes loads them there)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import IO, Any

from redis import Redis

from idi_platform.outbox.public import Progress, register_job
from idi_platform.tenancy.public import Actor, DomainError

# So short that a test need not wait for a dead worker.
LEASE = timedelta(milliseconds=300)
LONGEST_SECONDS = 60


class NoSuchList(DomainError):
    code = "no_such_list"
    message = "The list is gone."


def step_by_step(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    """Says that it began, then goes one step for each word on its line; the file says who it ran as."""
    with Redis(unix_socket_path=parameters["socket"]) as client:
        client.rpush("began", "run")
        progress.total(parameters["steps"])
        for _ in range(parameters["steps"]):
            assert client.blpop(["steps"], timeout=LONGEST_SECONDS), "nobody let it go on"
            progress.advance()
    file.write(f"{by.user_id} {by.role} {by.city_id}".encode())
    return "steps.txt"


def refuse(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    raise NoSuchList


def stumble(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    file.write(b"half")
    raise ConnectionError(parameters["secret"])


register_job("test.steps", label="Steps", runner=step_by_step, content_type="text/plain")
register_job("test.short", label="Steps", runner=step_by_step, content_type="text/plain", lease=LEASE)
register_job("test.refuse", label="Refusal", runner=refuse, content_type="text/plain")
register_job("test.stumble", label="Stumble", runner=stumble, content_type="text/plain")
