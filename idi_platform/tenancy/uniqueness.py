"""A unique key answers who was first; this says it in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from .errors import DomainError


@contextmanager
def unless_taken(refusal: DomainError) -> Iterator[None]:
    """A savepoint: raises `refusal` where a unique key refuses what is written in it; other faults go up."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        if not isinstance(refused.__cause__, UniqueViolation):
            raise
        raise refusal from None
