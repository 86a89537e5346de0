"""Pages of a letter: for whoever sees its dossier; the file as a download once it is made."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership
from idi_platform.documents.public import Letter, letters_of
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.documents import letters
from tests.world import World


def get(membership: Membership, name: str, letter: Letter, part: str = "") -> Any:
    client = Client()
    client.force_login(membership.user)
    response = client.get(reverse(f"documents:{name}", args=[letter.pk]), {"part": part} if part else {})
    if response.streaming:
        list(response)
    return response


def test_a_letter_is_read_by_whoever_sees_the_dossier(world: World) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    for name in ("letter", "letter_pdf"):
        assert get(world.here.adjuster, name, letter).status_code == 200
        assert get(world.there.adjuster, name, letter).status_code == 404
        assert Client().get(reverse(f"documents:{name}", args=[letter.pk])).status_code == 302


def test_while_it_is_made_the_page_asks_again_and_there_is_no_file(world: World) -> None:
    letter = letters.issued(world.here)
    page = get(world.here.adjuster, "letter", letter).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert letter.number in page
    assert get(world.here.adjuster, "letter_pdf", letter).status_code == 404
    letters.made(world.here, letter)
    for part in ("file", "line"):
        answer = get(world.here.adjuster, "letter", letter, part).content.decode()
        assert "hx-trigger" not in answer
        assert reverse("documents:letter_pdf", args=[letter.pk]) in answer
        assert "<html" not in answer


def test_a_letter_that_was_given_up_says_so_and_asks_no_more(world: World) -> None:
    letter = letters.issued(world.here)
    with acting_as(world.here.system):
        Message.objects.update(skipped=True, attempts=5)
    for part in ("file", "line"):
        answer = get(world.here.adjuster, "letter", letter, part).content.decode()
        assert "未能生成" in answer
        assert "hx-trigger" not in answer


def test_the_file_has_a_name_that_people_understand(world: World) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    response = get(world.here.adjuster, "letter_pdf", letter)
    name = quote(f"试函 {letter.number}.pdf", safe="")
    assert response["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert response["Content-Type"] == "application/pdf"


def test_a_dossier_page_lists_its_letters(world: World, uploads: Path) -> None:
    first, second = letters.issued(world.here), letters.issued(world.here)
    letters.made(world.here, first)
    with acting_as(world.here.adjuster.actor()) as viewer:
        found = letters_of(viewer, first.dossier)
        shown = render_to_string("documents/_letters.html", {"letters": found})
    assert reverse("documents:letter_pdf", args=[first.pk]) in shown
    assert reverse("documents:letter_pdf", args=[second.pk]) not in shown
    assert shown.count("hx-trigger") == 1
