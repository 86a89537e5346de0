"""No way in that everybody knows: no default person, no secret in the tree, no insides on a page (PROMISES row 42)."""

import re
import subprocess

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from idi_platform import urls
from idi_platform.embedded.places import PROJECT
from tests import databases
from tests.tenancy.logins import ask, session

WAYS_IN = ("accounts_user", "accounts_membership", "api_apikey", "accounts_identityprovider", "django_session")
# What looks like a secret: a private key, a provider's token, words given to a name of a secret.
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[abp]-\w{10,}|glpat-\w{20})"
    r"|(?i:password|passwd|secret|api_key|token)[\"']?(?:\s*=\s*|:\s+)[frb]?[\"'][^\"'{}<>\s.]{8,}[\"']"
)
# Of tests and measurements; the demo's own, which its first page shows; and where the name of a file is told.
PUBLISHED = ("tests/", "benchmarks/", "demo/people.py", "idi_platform/embedded/places.py")
INSIDES = ("Traceback", "ValueError", "the-inside", "site-packages", "SECRET_KEY", "urlpatterns", "settings.py")


def broken(_request: HttpRequest) -> HttpResponse:
    message = "the-inside"
    raise ValueError(message)


# The platform's addresses, and one that breaks.
urlpatterns = [*urls.urlpatterns, path("broken/", broken)]
handler500 = urls.handler500


def test_a_new_installation_knows_nobody(worker_database: str) -> None:
    """Schema, divisions, calendars and rules, as every installation begins."""
    name = f"{worker_database}_new"
    databases.ensure_template()
    databases.clone(name)
    try:
        with session("idi_backup", name) as connection:
            found = {table: ask(connection, f"SELECT count(*) FROM {table}")[0][0] for table in WAYS_IN}  # noqa: S608  # our tables
    finally:
        databases.drop(name)
    assert found == dict.fromkeys(WAYS_IN, 0)


def test_no_secret_stands_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found = [
        f"{name}:{number}"
        for name in listed.splitlines()
        if not name.startswith(PUBLISHED) and (PROJECT / name).is_file()
        for number, line in enumerate((PROJECT / name).read_bytes().decode("utf-8", "replace").splitlines(), 1)
        if SECRET.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ['PASSWORD = "correct-horse"', "api_key: 'abcdefgh12'", "-----BEGIN PRIVATE KEY-----"])
def test_a_secret_would_be_found(line: str) -> None:
    assert SECRET.search(line)


@pytest.mark.parametrize(("address", "status"), [("/broken/", 500), ("/nowhere/", 404)])
def test_a_page_for_trouble_shows_no_insides(db: None, settings: Settings, address: str, status: int) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert [word for word in INSIDES if word in answer.content.decode()] == []
