"""The public check page: what a code tells a stranger, what it does not, and how often one may ask."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from idi_platform.documents.letters.codes import LENGTH, division_of, grouped, new_code, read_code
from idi_platform.documents.public import Letter
from tests.documents import letters
from tests.world import World


@pytest.fixture
def stranger(request: pytest.FixtureRequest) -> Client:
    """Somebody at an address of their own: each test counts by itself."""
    return Client(REMOTE_ADDR=f"2001:db8::{abs(hash(request.node.nodeid)) % 0xFFFF:x}")


def asked(client: Client, code: str, **posted: Any) -> Any:
    address = reverse("documents:verify_code", args=[code])
    return client.post(address, posted) if posted else client.get(address)


@pytest.mark.parametrize("division", ["110000", "310000", "440700", "330383"])
def test_a_code_names_its_city_and_is_read_as_people_type_it(division: str) -> None:
    code = new_code(division)
    assert (len(code), division_of(code)) == (LENGTH, division)
    assert read_code(f" {grouped(code).lower()} ") == code
    assert read_code("0O1IL" + code[5:]) == "00111" + code[5:]
    assert new_code(division) != code
    for wrong in ("", code[:-1], code + "0", code[:-1] + "U"):
        assert read_code(wrong) is None


def test_a_stranger_learns_that_it_is_genuine_and_no_more(world: World, stranger: Client) -> None:
    letter = letters.made(world.there, letters.issued(world.there, claimant="李小四", home="一号路 7 号"))
    page = asked(stranger, letter.printed_code.lower()).content.decode()
    for shown in (letter.number, "李**", "示例保险公司", letter.file.sha256, letter.printed_code):
        assert shown in page
    for hidden in ("李小四", "一号路", "下雨后渗水", letters.CLAIMANT):
        assert hidden not in page


def test_an_unknown_code_is_not_found_and_gives_advice(world: World, stranger: Client) -> None:
    letter = letters.issued(world.here)
    unknown = letter.code[:-1] + ("0" if letter.code[-1] != "0" else "1")
    for code in (unknown, "nonsense", "Z" * LENGTH):
        response = asked(stranger, code)
        assert response.status_code == 404
        assert "查无此文书" in response.content.decode()


def test_a_file_is_compared_with_the_issued_one(world: World, stranger: Client, uploads: Path) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    content = letters.pdf_of(letter, uploads)
    for given, words in ((content, "文件一致"), (content + b" ", "文件不一致")):
        file = SimpleUploadedFile("a.pdf", given, content_type="application/pdf")
        assert words in asked(stranger, letter.code, file=file).content.decode()


def test_a_form_without_a_file_says_so(world: World, stranger: Client) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    assert "请选择您收到的 PDF 文件。" in asked(stranger, letter.code, other="x").content.decode()


def test_a_typed_code_leads_to_its_page_and_a_bad_one_is_explained(world: World, stranger: Client) -> None:
    letter = letters.issued(world.here)
    found = stranger.get(reverse("documents:verify"), {"code": letter.printed_code})
    assert found["Location"] == reverse("documents:verify_code", args=[letter.code])
    assert "核验码为 24 位" in stranger.get(reverse("documents:verify"), {"code": "12"}).content.decode()


def test_who_asks_too_often_waits(world: World, stranger: Client) -> None:
    letter: Letter = letters.issued(world.here)
    limit = settings.CHECKS_A_MINUTE
    answers = [asked(stranger, letter.code).status_code for _ in range(2 * limit + 1)]
    assert answers[:limit] == [200] * limit
    assert 429 in answers, "the minute may have turned once"
