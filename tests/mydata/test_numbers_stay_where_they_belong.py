"""Known numbers and names through a whole case: in no log line, no message, no event, no record of a look."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from idi_platform.tenancy.public import tenant_work
from tests.mydata.people import EMAIL, NAME, PHONE, PRESENT, claimed
from tests.privacy.numbers import RESIDENT_ID
from tests.world import World

NUMBERS = (NAME, PHONE, EMAIL, RESIDENT_ID, PRESENT)
TABLES = ("audit_event", "audit_access", "audit_platformevent", "outbox_message", "outbox_job", "outbox_idempotencykey")


def rows_of(table: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t")  # noqa: S608  # our own tables
        return [row[0] for row in cursor.fetchall()]


def test_no_number_leaves_its_cell(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        claim = claimed(world.here)
        browser = Client()
        browser.force_login(world.here.adjuster.user)
        browser.get(reverse("claims:case", args=[claim.pk]))
        key = "claims.Claim.claimant.identity_document.number"
        answer = browser.post(reverse("mydata:reveal", args=[key, claim.pk]), {"reason": "核对"})
        assert RESIDENT_ID in answer.content.decode()
    with tenant_work(world.here.system):
        written = [row for table in TABLES for row in rows_of(table)]
    assert len(written) > 5
    told = [line for line in caplog.text.splitlines() if "django.db.backends" not in line]
    assert not [value for value in NUMBERS for row in (*written, *told) if value in str(row)]
