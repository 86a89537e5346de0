"""Letters in real Celery workers: one prints what was issued; killed in the midst of it, the next prints it, once."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.utils import timezone
from pytest_django import Settings

from idi_platform.documents.public import Letter, LetterState
from idi_platform.outbox.public import Message
from idi_platform.outbox.tasks import deliver_all
from idi_platform.settings.environment import VAR_DIR
from idi_platform.tenancy.public import tenant_work
from tests.broker import LONGEST_SECONDS, OwnBroker
from tests.documents import letters
from tests.waiting import wait_until
from tests.world import CityWorld, World


@pytest.fixture
def here(committed_world: World, uploads: object, settings: Settings) -> Iterator[CityWorld]:
    """The city; its letters lie where workers keep files, and go after the test."""
    settings.MEDIA_ROOT = VAR_DIR / "uploads"
    city = committed_world.here
    yield city
    with tenant_work(city.system):
        for letter in Letter.objects.with_file().filter(file__isnull=False):
            default_storage.delete(letter.file.path)


def state(city: CityWorld, letter: Letter) -> LetterState:
    with tenant_work(city.system):
        return Letter.objects.get(pk=letter.pk).state


def wait_until_ready(city: CityWorld, letter: Letter) -> bytes:
    """The file, once it is there."""
    wait_until(lambda: state(city, letter) == LetterState.READY, seconds=LONGEST_SECONDS, what="the letter is ready")
    found = letters.read_again(city, letter)
    with default_storage.open(found.file.path) as file:
        content = bytes(file.read())
    assert hashlib.sha256(content).hexdigest() == found.file.sha256
    return content


def is_being_printed(city: CityWorld, letter: Letter) -> bool:
    """A worker holds the row of its message for as long as it prints."""
    with tenant_work(city.system):
        message = Message.objects.filter(source_id=letter.pk, sent_at=None)
        if not message.exclude(lease_token=None).exists():
            return False
        try:
            with transaction.atomic():
                message.select_for_update(nowait=True).get()
        except OperationalError:
            return True
    return False


def test_a_worker_prints_a_letter(committed_db: str, here: CityWorld, own_broker: OwnBroker) -> None:
    letter = letters.issued(here)
    with own_broker.worker(committed_db):
        assert wait_until_ready(here, letter).startswith(b"%PDF-")


@pytest.mark.faults
def test_a_worker_killed_while_it_prints_leaves_the_letter_to_the_next(
    committed_db: str, here: CityWorld, own_broker: OwnBroker
) -> None:
    letter = letters.issued(here)
    with own_broker.worker(committed_db):
        wait_until(lambda: is_being_printed(here, letter), seconds=LONGEST_SECONDS, what="the worker prints")
    assert state(here, letter) == LetterState.QUEUED
    with tenant_work(here.system):
        Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    with own_broker.worker(committed_db):
        deliver_all.delay()
        wait_until_ready(here, letter)
    with tenant_work(here.system):
        message = Message.objects.get(source_id=letter.pk)
        assert message.attempts == 1, "the death is counted"
        assert message.lease_until is None
