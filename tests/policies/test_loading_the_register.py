"""Packs become rows: idempotent, all or nothing, and never over a published version."""

import io
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from idi_platform.tenancy.public import system_actor
from policies.errors import UnknownVersion
from policies.models import Article, Instrument, InstrumentVersion, Reading, Revision, Rule
from policies.register import regime_of
from policies.rules.vocabulary import PACKS
from policies.services.loading import (
    CorrectionMovesValidity,
    PublishedPackChanged,
    PublishedReadingChanged,
    load_regimes,
)
from policies.services.projection import rule_text
from policies.services.publication import (
    AlreadyPublished,
    DateOutsideBounds,
    EvidenceMissing,
    OverlappingVersion,
    confirm_validity,
)
from tests.packs import packs

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
CODE = "jiangmen-2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def correct(folder: Path, name: str) -> None:
    """The pack calls itself the next revision."""
    number = next(pack.revision for pack in packs() if pack.code == name)
    edit(folder, name, f"revision: {number}", f"revision: {number + 1}")


def rows() -> list[int]:
    return [model.objects.count() for model in (Instrument, InstrumentVersion, Revision, Article, Rule, Reading)]


def confirm(**changes: object) -> InstrumentVersion:
    told = {
        "version_code": CODE,
        "valid_from": date(2022, 4, 1),
        "evidence": "公报2022年第4期",
        "officer": "李四",
        "by": system_actor(None),
        "at": AT,
    }
    return confirm_validity(**{**told, **changes})  # type: ignore[arg-type]  # a test's table of arguments


@pytest.mark.usefixtures("as_owner")
def test_the_rows_are_the_packs() -> None:
    loaded = {row.code: rule_text(row) for row in Rule.objects.all()}
    assert loaded == {rule.code: rule for pack in packs() for _article, rule in pack.rules}
    assert set(Revision.objects.values_list("pack_hash", flat=True)) == {pack.pack_hash for pack in packs()}


@pytest.mark.usefixtures("as_owner")
def test_loading_again_changes_nothing() -> None:
    before = rows(), set(Rule.objects.values_list("pk", flat=True))
    assert all(change.is_unchanged for change in load_regimes(at=AT))
    assert (rows(), set(Rule.objects.values_list("pk", flat=True))) == before


@pytest.mark.usefixtures("as_owner")
def test_printed_dates_are_published_and_unprinted_ones_wait_for_an_officer() -> None:
    status = dict(InstrumentVersion.objects.values_list("code", "status"))
    printed = {pack.code for pack in packs() if pack.valid_from}
    assert {code for code, value in status.items() if value == "published"} == printed
    assert {"civil-code-2021", "insurance-law-2015", "beijing-2019", "hangzhou-2024"} < printed
    assert status[CODE] == "in_review"


@pytest.mark.usefixtures("as_owner")
def test_a_dry_run_prints_the_difference_and_changes_nothing(folder: Path) -> None:
    edit(folder, CODE, "(general case)", "(ordinary case)")
    before, out = rows(), io.StringIO()
    call_command("load_regimes", dry_run=True, folder=folder, stdout=out)
    assert f"~ {CODE} r2" in out.getvalue()
    assert "~ JM-045 obligation: Determine within 7 days of receiving the claim (general case)." in out.getvalue()
    assert "= civil-code-2021" in out.getvalue()
    assert rows() == before
    assert "(general case)" in Rule.objects.get(code="JM-045").obligation


@pytest.mark.usefixtures("as_owner")
def test_a_broken_pack_fails_the_command_and_changes_nothing(folder: Path) -> None:
    edit(folder, CODE, "(general case)", "(ordinary case)")
    edit(folder, "insurance-law-2015", "{value: 60", "{value: 61")
    before = rows()
    with pytest.raises(CommandError, match=r"insurance-law-2015\.yaml.*NAT-019"):
        call_command("load_regimes", folder=folder)
    assert rows() == before
    assert "(general case)" in Rule.objects.get(code="JM-045").obligation


@pytest.mark.usefixtures("as_owner")
def test_an_unpublished_version_takes_a_changed_pack(folder: Path) -> None:
    edit(folder, CODE, "(general case)", "(ordinary case)")
    load_regimes(at=AT, folder=folder)
    assert "(ordinary case)" in Rule.objects.get(code="JM-045").obligation
    assert Rule.objects.filter(revision__version__code=CODE).count() == 77


@pytest.mark.usefixtures("as_owner")
def test_a_published_version_refuses_a_changed_pack(folder: Path) -> None:
    confirm()
    edit(folder, CODE, "(general case)", "(ordinary case)")
    with pytest.raises(PublishedPackChanged) as refused:
        load_regimes(at=AT, folder=folder)
    assert refused.value.field == CODE
    assert "(general case)" in Rule.objects.get(code="JM-045").obligation


# After the moment at which the template was loaded, whenever that was.
LATER = datetime(2060, 1, 1, tzinfo=UTC)


def normal_on(known_at: datetime | None = None) -> str:
    """Which revision answers, and how."""
    regime = regime_of("440700", known_at=known_at)
    (found,) = regime.version(CODE).rules["claims.determination.normal"]
    return f"r{regime.version(CODE).revision} {found.text.obligation}"


@pytest.mark.usefixtures("as_owner")
def test_a_correction_stands_beside_what_it_corrects(folder: Path) -> None:
    confirm()
    edit(folder, CODE, "(general case)", "(ordinary case)")
    edit(folder, CODE, "revision: 2", "revision: 3")
    changes = {change.code: change for change in load_regimes(at=LATER, folder=folder)}
    assert changes[CODE].lines == (
        "~ JM-045 obligation: Determine within 7 days of receiving the claim (general case). → "
        "Determine within 7 days of receiving the claim (ordinary case).",
    )
    assert all(change.is_unchanged for change in load_regimes(at=LATER, folder=folder))
    assert Rule.objects.filter(code="JM-045").count() == 2
    assert normal_on().startswith("r3 Determine within 7 days of receiving the claim (ordinary")
    assert normal_on(known_at=LATER).startswith("r3")
    before = Revision.objects.get(version__code=CODE, number=2).known_from
    assert normal_on(known_at=before).startswith("r2 Determine within 7 days of receiving the claim (general")


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        (CODE, "revision: 2", "revision: 4", PublishedPackChanged),
        ("insurance-law-2015", "revision: 2", "revision: 4", PublishedPackChanged),
        ("insurance-law-2015", "from: 2015-04-24", "from: 2015-04-25", CorrectionMovesValidity),
        ("beijing-2019", "last_day: 2024-04-30", "last_day: 2025-04-30", CorrectionMovesValidity),
        (
            "insurance-law-2015",
            "applicability_anchor: event",
            "applicability_anchor: contract_formed",
            CorrectionMovesValidity,
        ),
    ],
)
def test_a_correction_is_the_next_and_moves_no_validity(
    folder: Path, name: str, old: str, new: str, error: type[Exception]
) -> None:
    confirm()
    edit(folder, name, old, new)
    if "revision" not in new:
        correct(folder, name)
    before = rows()
    with pytest.raises(error):
        load_regimes(at=LATER, folder=folder)
    assert rows() == before


@pytest.mark.usefixtures("as_owner")
def test_a_correction_may_close_an_open_end(folder: Path) -> None:
    edit(folder, "insurance-law-2015", "    certainty: exact", "    last_day: 2026-12-31\n    certainty: exact")
    correct(folder, "insurance-law-2015")
    load_regimes(at=LATER, folder=folder)
    assert InstrumentVersion.objects.get(code="insurance-law-2015").last_day == date(2026, 12, 31)


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize("dry_run", [True, False])
def test_a_reading_that_a_published_version_uses_refuses_a_change(folder: Path, dry_run: bool) -> None:
    confirm()
    edit(folder, "readings", "按竣工验收合格之日", "按竣工验收次日")
    with pytest.raises(CommandError, match=r"readings\.yaml: readings\.AMB-11\.chosen\.zh.*JM-\d+ \(jiangmen-2022\)"):
        call_command("load_regimes", dry_run=dry_run, folder=folder)
    with pytest.raises(PublishedReadingChanged):
        load_regimes(at=AT, folder=folder)
    assert Reading.objects.get(code="AMB-11").chosen_zh.startswith("按竣工验收合格之日")


@pytest.mark.usefixtures("as_owner")
def test_a_reading_that_no_published_version_uses_may_change(folder: Path) -> None:
    edit(folder, "readings", "按竣工验收合格之日", "按竣工验收次日")
    load_regimes(at=AT, folder=folder)
    assert Reading.objects.get(code="AMB-11").chosen_zh.startswith("按竣工验收次日")


@pytest.mark.usefixtures("as_owner")
def test_an_officer_publishes_with_date_evidence_and_name() -> None:
    version = confirm()
    assert (version.status, version.certainty) == ("published", "inferred")
    assert (version.valid_from, version.last_day) == (date(2022, 4, 1), None)
    assert (version.evidence, version.confirmed_by) == ("公报2022年第4期", "李四")
    assert all(change.is_unchanged for change in load_regimes(at=AT))
    assert InstrumentVersion.objects.get(code=CODE).valid_from == date(2022, 4, 1)


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"version_code": "nowhere-2022"}, UnknownVersion),
        ({"version_code": "civil-code-2021"}, AlreadyPublished),
        ({"evidence": "  "}, EvidenceMissing),
        ({"officer": ""}, EvidenceMissing),
        ({"valid_from": date(2021, 12, 31)}, DateOutsideBounds),
        ({"valid_from": date(2023, 1, 1)}, DateOutsideBounds),
        ({"last_day": date(2022, 3, 31)}, DateOutsideBounds),
    ],
)
def test_a_date_that_cannot_be_is_refused(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        confirm(**changes)
    assert InstrumentVersion.objects.get(code=CODE).status == "in_review"


def second_version() -> InstrumentVersion:
    first = InstrumentVersion.objects.get(code=CODE)
    return InstrumentVersion.objects.create(
        instrument=first.instrument,
        code="jiangmen-2024",
        certainty="unknown",
        validity_basis="试验",
        applicability_anchor="contract_formed",
        anchor_basis="试验",
    )


@pytest.mark.usefixtures("as_owner")
def test_two_published_versions_of_one_instrument_never_overlap() -> None:
    confirm(last_day=date(2024, 12, 31))
    second_version()
    with pytest.raises(OverlappingVersion):
        confirm(version_code="jiangmen-2024", valid_from=date(2024, 12, 31))
    assert confirm(version_code="jiangmen-2024", valid_from=date(2025, 1, 1)).status == "published"


@pytest.mark.usefixtures("as_owner")
def test_the_database_itself_refuses_an_overlap() -> None:
    confirm()
    other = second_version()
    with pytest.raises(IntegrityError, match="policies_version_no_overlap"), transaction.atomic():
        InstrumentVersion.objects.filter(pk=other.pk).update(
            status="published", certainty="exact", validity=(date(2023, 1, 1), None), published_at=AT
        )


@pytest.mark.usefixtures("as_owner")
def test_different_instruments_may_be_valid_on_the_same_days() -> None:
    confirm()
    in_force = InstrumentVersion.objects.filter(status="published", validity__contains=date(2026, 1, 1))
    assert {"civil-code-2021", "insurance-law-2015", CODE} <= set(in_force.values_list("code", flat=True))


PUBLISHED_CHANGES = [
    "UPDATE policies_rule SET value = 8 WHERE code = 'NAT-019'",
    "DELETE FROM policies_rule WHERE code = 'NAT-019'",
    "UPDATE policies_article SET text = '' WHERE code = '第二十五条'",
    "UPDATE policies_instrumentversion SET validity = '[2010-01-01,)' WHERE code = 'insurance-law-2015'",
    "UPDATE policies_instrumentversion SET evidence = 'x' WHERE code = 'insurance-law-2015'",
    "UPDATE policies_instrumentversion SET status = 'in_review' WHERE code = 'insurance-law-2015'",
    "UPDATE policies_revision SET known_from = now() WHERE number = 1",
    "INSERT INTO policies_article (id, revision_id, position, code, heading, text) "
    "SELECT gen_random_uuid(), r.id, 999, 'x', 'x', 'x' FROM policies_revision r "
    "JOIN policies_instrumentversion v ON v.id = r.version_id WHERE v.code = 'insurance-law-2015'",
    "DELETE FROM policies_instrumentversion WHERE code = 'insurance-law-2015'",
]


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize("statement", PUBLISHED_CHANGES)
def test_published_rows_cannot_change_even_for_their_owner(statement: str) -> None:
    with pytest.raises(ProgrammingError, match="published"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("as_owner")
def test_only_the_open_end_of_a_published_version_may_close_and_only_once() -> None:
    closing = "UPDATE policies_instrumentversion SET validity = %s WHERE code = 'insurance-law-2015'"
    with connection.cursor() as cursor:
        cursor.execute(closing, ["[2015-04-24,2027-01-01)"])
    with pytest.raises(ProgrammingError, match="published"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(closing, ["[2015-04-24,2028-01-01)"])


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["instrument", "instrumentversion", "revision", "article", "rule", "reading"])
def test_the_application_may_only_read_the_register(table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"DELETE FROM policies_{table}")  # noqa: S608  # table names of this test
