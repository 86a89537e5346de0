"""These tests ask for pages as the server behind the HTTPS front does."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def behind_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture
def strict_client() -> Client:
    """Checks the token of forms, as the real thing does."""
    return Client(enforce_csrf_checks=True)
