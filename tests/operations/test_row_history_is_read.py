"""The audit administrator reads the versions of rows: before and after in words, masked, city by city, on record."""

import csv
import html
import io
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import Access, AccessKind, PlatformEvent, histories, record_platform
from idi_platform.registry.public import Building
from idi_platform.tenancy.public import OriginKind, acting_as, coming_from
from operations.row_history import NOTHING
from operations.row_words import TABLES, label_of, told_fields
from tests.claims.reports import signed_in
from tests.world import World, member


@pytest.fixture
def auditor(world: World) -> Membership:
    return member("auditor", role=Role.AUDIT_ADMIN)


def asked(world: World, **more: str) -> dict[str, str]:
    return {"table": "registry.Building", "city": str(world.here.city.pk), "reason": "抽查更正", **more}


def corrected(world: World) -> None:
    with acting_as(world.here.officer.actor()):
        Building.objects.filter(pk=world.here.building.pk).update(floors=44)


def versions(world: World, auditor: Membership, **more: str) -> list[Any]:
    page = signed_in(auditor, "en").get(reverse("audit:versions"), asked(world, **more))
    found: list[Any] = page.context["versions"]
    return found


def test_a_change_is_told_from_what_to_what_by_whom_and_how(world: World, auditor: Membership) -> None:
    before, body = world.here.building.floors, world.here.officer.organisation
    assert body
    corrected(world)
    last = versions(world, auditor)[0]
    assert [(one.label, one.before, one.after) for one in last.changes] == [("floors", str(before or NOTHING), "44")]
    assert (last.person, last.organisation) == (
        world.here.officer.user.full_name,
        body.name_en,
    )
    with acting_as(world.here.system):
        Building.objects.filter(pk=world.here.building.pk).update(floors=45)
        look = Access.objects.get(kind=AccessKind.SEARCH)
    assert (look.subject, look.actor_user_id, look.reason) == (
        "history.registry.Building",
        auditor.user_id,
        "抽查更正",
    )
    newest = versions(world, auditor)[0]
    assert (newest.person, newest.is_system, newest.way) == ("", True, "untold")


@pytest.mark.parametrize(
    ("origin", "way"),
    [
        ("request:registry:approve_transfer", "page"),
        ("request:api-v1:policy_terms", "api"),
        ("task:outbox.run", "task"),
        ("command:seed", "command"),
    ],
)
def test_where_a_change_came_from_is_told_and_found(world: World, auditor: Membership, origin: str, way: str) -> None:
    kind, _colon, name = origin.partition(":")
    with coming_from(OriginKind(kind), name):
        corrected(world)
    told = versions(world, auditor, way=way)[0]
    assert (told.way, told.origin, told.person) == (way, name, world.here.officer.user.full_name)
    page = signed_in(auditor, "zh-hans").get(reverse("audit:versions"), asked(world, way=way))
    assert name in page.content.decode()
    assert not versions(world, auditor, way="outside")


@pytest.mark.parametrize(
    ("criterion", "count"),
    [
        ({"way": "outside"}, 0),
        ({"act": "update"}, 1),
        ({"act": "delete"}, 0),
        ({"person": "here-officer"}, 1),
        ({"dossier": "X-0"}, 0),
        ({"until": "2020-01-01T00:00"}, 0),
        ({"row": "019ab200-0000-7000-8000-000000000000"}, 0),
    ],
)
def test_each_criterion_narrows(world: World, auditor: Membership, criterion: dict[str, str], count: int) -> None:
    corrected(world)
    assert len(versions(world, auditor, **criterion)) == count


def test_versions_of_one_row_and_of_one_case_file_in_either_order(world: World, auditor: Membership) -> None:
    corrected(world)
    here = world.here
    number = here.project.dossier.number
    told = versions(world, auditor, row=str(here.building.pk), dossier=number, order="oldest")
    with translation.override("en"):
        assert [str(one.act) for one in told] == ["Entered", "Changed"]
    assert {one.dossier for one in told} == {number}
    assert versions(world, auditor, order="oldest", beyond=str(told[0].version_id))[0].version_id != told[0].version_id


def test_a_search_stays_in_its_city(world: World, auditor: Membership) -> None:
    corrected(world)
    there = versions(world, auditor, city=str(world.there.city.pk))
    assert there
    assert str(world.here.building.pk) not in {str(one.row) for one in there}


def test_what_is_personal_is_masked_and_what_is_erased_says_so(world: World, auditor: Membership) -> None:
    user = world.here.owner.user
    with acting_as(world.operator.actor()):
        User.objects.filter(pk=user.pk).update(full_name="李明月", phone="13800138000")
    page = signed_in(auditor, "en").get(
        reverse("audit:versions"), {"table": "accounts.User", "row": str(user.pk), "reason": "抽查更正"}
    )
    text = page.content.decode()
    assert "李**" in text
    assert "138****8000" in text
    assert "李明月" not in text
    assert "13800138000" not in text
    assert PlatformEvent.objects.filter(code="audit_search", subject="history.accounts.User").exists()
    home = versions(world, auditor, table="registry.Unit", row=str(world.here.unit.pk))
    assert world.here.unit.number not in {change.after for change in home[0].changes}
    owned = versions(world, auditor, table="registry.Ownership")
    names = {change.after for one in owned for change in one.changes}
    assert not names & set(User.objects.values_list("full_name", flat=True))


def test_without_reason_city_or_a_case_file_that_can_be_nothing_is_searched(world: World, auditor: Membership) -> None:
    client = signed_in(auditor)
    for address in ("audit:versions", "audit:versions_export"):
        for change, named in (
            ({"reason": ""}, "reason"),
            ({"city": ""}, "city"),
            ({"table": "accounts.User", "dossier": "X-0"}, "dossier"),
        ):
            page = client.get(reverse(address), asked(world) | change)
            assert page.context["versions"] is None
            assert page.context["form"].errors.keys() == {named}
    page = client.get(reverse("audit:versions"), {"table": "registry.Unit", "dossier": "X-0"})
    assert not page.context["form"].is_bound
    with acting_as(world.here.system):
        assert not Access.objects.exists()


def test_the_export_holds_a_line_for_each_field(world: World, auditor: Membership) -> None:
    corrected(world)
    response: Any = signed_in(auditor, "en").get(reverse("audit:versions_export"), asked(world, act="update"))
    head, line = csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert head[-3:] == ["Field", "Before", "After"]
    assert line[-1] == "44"
    with acting_as(world.here.system):
        assert Access.objects.get().kind == AccessKind.EXPORT


def test_the_record_leads_to_the_versions_of_the_row_it_tells_of(world: World, auditor: Membership) -> None:
    user = world.here.owner.user
    with acting_as(world.operator.actor()) as by:
        record_platform(
            code="person_disabled", subject="accounts.User", subject_id=user.pk, by=by, at=timezone.now(), payload={}
        )
    client = signed_in(auditor, "en")
    page = client.get(reverse("audit:search"), {"record": "platform", "reason": "抽查记录"})
    link = re.search(r'href="([^"]*versions[^"]*row=[^"]*)"', page.content.decode())
    assert link
    assert [one.row for one in client.get(html.unescape(link[1])).context["versions"]] == [user.pk]


def test_every_table_and_field_has_its_chinese_words(world: World) -> None:
    del world
    with translation.override("zh-hans"):
        words = {
            f"{table.follows()._meta.label}.{field.name}": label_of(field, table)
            for table in histories()
            for field in told_fields(table)
        }
        words |= {table.follows()._meta.label: str(TABLES[table.follows()._meta.label]) for table in histories()}
    assert [name for name, word in words.items() if word.isascii()] == []
