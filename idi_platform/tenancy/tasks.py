"""Tenancy in the workers: the actor travels in the message header and is set again before the task runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import Task
from django.db import transaction

from .actor import Actor, acting_as, current_actor, has_actor
from .origin import OriginKind, coming_from

HEADER = "idi_actor"


class TenantTask(Task):  # type: ignore[type-arg]  # celery's Task takes parameters only in its stubs
    """Every task of the application: carries the sender's actor, and runs as that actor or as nobody."""

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]  # passes everything on
        if has_actor():
            headers = options.get("headers") or {}
            options["headers"] = {**headers, HEADER: current_actor().header()}
        return super().apply_async(args, kwargs, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        header = (self.request.headers or {}).get(HEADER) or getattr(self.request, HEADER, None)
        with coming_from(OriginKind.TASK, self.name or ""):
            if header is None:
                return super().__call__(*args, **kwargs)
            with acting_as(Actor.from_header(header)):
                return super().__call__(*args, **kwargs)


@contextmanager
def tenant_work(actor: Actor) -> Iterator[Actor]:
    """One transaction as one actor: the unit of work of every task that touches tenant rows."""
    with acting_as(actor), transaction.atomic():
        yield actor
