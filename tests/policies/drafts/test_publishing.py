"""A draft becomes the law of new projects once another person has checked it, and only so."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from idi_platform.accounts.public import WholeCityOnly
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import MovedOn, SamePerson, tenant_work, uuid7
from policies.constants import RuleDraftState
from policies.models import Article, InstrumentVersion, Revision, Rule, RuleDraft
from policies.public import pin, resolve_on, resolve_parameter
from policies.rules.errors import PackError
from policies.services.beginnings import as_correction
from policies.services.drafting import DraftTexts, save_draft, submit_draft
from policies.services.loading import plan_loading
from policies.services.publishing_drafts import publish_draft
from tests.world import CityWorld, World, member

from .bureau import (
    APPRAISED,
    AT,
    BASE,
    PARAMETER,
    RULE,
    SUCCESSOR,
    Bureau,
    base,
    build_bureau,
    replaced,
    shortened,
    started,
    submitted,
    texts,
)

BEFORE, AFTER = date(2025, 6, 1), date(2027, 6, 1)


@pytest.fixture
def bureau(world: World) -> Bureau:
    return build_bureau()


def published(bureau: Bureau, draft: RuleDraft) -> Revision:
    with tenant_work(bureau.checker.actor()) as by:
        revision = publish_draft(draft_id=draft.pk, by=by, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return revision


def pinned(city: CityWorld, on: date) -> str | None:
    with tenant_work(city.system) as by:
        outcome = pin(
            project_dossier_id=city.project.dossier_id,
            anchors={"construction_permit_application": on},
            by=by,
            at=AT,
        )
    return outcome.pin.version.code if outcome.pin else None


def days(city: CityWorld, on: date) -> list[int | None]:
    with tenant_work(city.system):
        found = resolve_parameter(
            project_dossier_id=city.project.dossier_id, parameter=PARAMETER, on=on, facts=APPRAISED
        )
        return [resolution.term.value for resolution, _hash in found if resolution.term]


def test_a_successor_governs_new_projects_and_leaves_the_old_ones_pinned(bureau: Bureau) -> None:
    here = bureau.city
    assert pinned(here, BEFORE) == BASE
    assert days(here, BEFORE) == [10]
    revision = published(bureau, submitted(bureau))
    assert (revision.version.code, revision.version.valid_from) == (SUCCESSOR.code, SUCCESSOR.valid_from)
    assert Rule.objects.filter(revision=revision).count() == Rule.objects.filter(revision__version__code=BASE).count()
    assert days(here, BEFORE) == [10]
    answers = [
        resolve_on(jurisdiction="330100", parameter=PARAMETER, facts=APPRAISED, on=on)[0][0] for on in (AFTER, BEFORE)
    ]
    assert [found.term and found.term.value for found in answers] == [5, 10]
    codes = PlatformEvent.objects.filter(code__startswith="rule_draft").values_list("code", "actor_user_id")
    assert list(codes.order_by("pk")) == [
        ("rule_draft_started", bureau.author.user_id),
        ("rule_draft_submitted", bureau.author.user_id),
        ("rule_draft_published", bureau.checker.user_id),
    ]


def test_a_project_of_a_later_day_gets_the_successor(bureau: Bureau) -> None:
    published(bureau, submitted(bureau))
    assert pinned(bureau.city, AFTER) == SUCCESSOR.code
    assert days(bureau.city, AFTER) == [5]


@pytest.mark.attacks("policies.publish_drafts")
def test_the_author_publishes_nothing_in_whatever_membership(bureau: Bureau) -> None:
    draft = submitted(bureau)
    again = member(bureau.author.user.username, role="bureau", city=bureau.city.city, organisation=bureau.city.insurer)
    for hat in (bureau.author, again):
        with pytest.raises(SamePerson), tenant_work(hat.actor()) as by:
            publish_draft(draft_id=draft.pk, by=by, at=AT)
    with pytest.raises(IntegrityError, match="two_people"), tenant_work(bureau.author.actor()), transaction.atomic():
        RuleDraft.objects.filter(pk=draft.pk).update(state="published", decided_by=bureau.author.user, decided_at=AT)


def test_an_officer_of_a_district_and_another_citys_bureau_decide_nothing(bureau: Bureau, world: World) -> None:
    draft = submitted(bureau)
    local = member(
        "hz-local", role="bureau", city=bureau.city.city, organisation=bureau.city.bureau, district=bureau.city.district
    )
    with pytest.raises(WholeCityOnly), tenant_work(local.actor()) as by:
        publish_draft(draft_id=draft.pk, by=by, at=AT)
    with pytest.raises(RuleDraft.DoesNotExist), tenant_work(world.here.officer.actor()) as by:
        publish_draft(draft_id=draft.pk, by=by, at=AT)


def test_what_is_not_in_review_is_not_published(bureau: Bureau) -> None:
    draft = started(bureau)
    with pytest.raises(MovedOn):
        published(bureau, draft)
    assert not InstrumentVersion.objects.filter(code=SUCCESSOR.code).exists()


def test_a_broken_draft_is_kept_as_typed_and_changes_nothing(bureau: Bureau) -> None:
    whole = texts()
    broken = DraftTexts(replaced(whole.pack, "{value: 5, unit: day,", "{value: 6, unit: day,"), whole.source)
    draft = started(bureau, broken)
    with tenant_work(bureau.author.actor()) as by, pytest.raises(PackError) as refused:
        submit_draft(draft_id=draft.pk, by=by, at=AT)
    assert (refused.value.rule, refused.value.key.endswith("term.value")) == (RULE, True)
    assert "value: 6" in broken.pack.splitlines()[refused.value.line - 1]
    with tenant_work(bureau.author.actor()) as by:
        kept = save_draft(draft_id=draft.pk, edition=1, texts=DraftTexts("a: [", "无"), by=by, at=AT)
        kept.refresh_from_db()
        assert (kept.pack_text, kept.edition, kept.pack_hash) == ("a: [", 2, "")
    assert not Revision.objects.exclude(version__code__in=Revision.objects.values("version__code")).exists()


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_the_application_adds_no_rule_but_from_a_published_draft(bureau: Bureau, state: str) -> None:
    """What a web process is allowed to write is held by triggers, not by the grant."""
    draft = started(bureau) if state == RuleDraftState.DRAFT else submitted(bureau)
    version = InstrumentVersion.objects.get(code=BASE)
    revision = version.revisions.get()
    article = revision.articles.first()
    assert article is not None
    later = date(2026, 3, 31)
    statements = (
        lambda: Revision.objects.create(
            version=version, number=2, pack_hash=draft.pack_hash, known_from=AT, published_at=AT
        ),
        lambda: Revision.objects.create(version=version, number=2, pack_hash="0" * 64, known_from=AT),
        lambda: InstrumentVersion.objects.filter(pk=version.pk).update(validity=(version.valid_from, later)),
        lambda: InstrumentVersion.objects.filter(pk=version.pk).update(status="in_review"),
        lambda: Article.objects.create(revision=revision, position=999, code="x", heading="x", text="x"),
        lambda: Rule.objects.filter(revision=revision).update(value=1),
        lambda: Rule.objects.filter(revision=revision).delete(),
        lambda: RuleDraft.objects.filter(pk=draft.pk).delete(),
        lambda: RuleDraft.objects.filter(pk=draft.pk).update(author=bureau.checker.user),
    )
    with tenant_work(bureau.checker.actor()):
        for statement in statements:
            with pytest.raises(ProgrammingError), transaction.atomic():
                statement()
        with pytest.raises(IntegrityError, match="foreign key"):
            _contents_without_a_revision()


@transaction.atomic
def _contents_without_a_revision() -> None:
    Article.objects.create(revision_id=uuid7(), position=0, code="x", heading="x", text="x")
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_in_review_and_what_is_published_stays_as_it_is(bureau: Bureau) -> None:
    draft = submitted(bureau)
    with tenant_work(bureau.author.actor()) as by:
        with pytest.raises(MovedOn):
            save_draft(draft_id=draft.pk, edition=1, texts=DraftTexts("a: 1", ""), by=by, at=AT)
        with pytest.raises(ProgrammingError), transaction.atomic():
            RuleDraft.objects.filter(pk=draft.pk).update(pack_text="a: 1")
    published(bureau, draft)
    with tenant_work(bureau.checker.actor()), pytest.raises(ProgrammingError), transaction.atomic():
        RuleDraft.objects.filter(pk=draft.pk).update(state="draft")


def test_a_correction_is_the_next_revision_and_the_packs_on_disk_load_beside_it(bureau: Bureau) -> None:
    pinned(bureau.city, BEFORE)
    revision = published(bureau, submitted(bureau, shortened(as_correction(base()))))
    assert (revision.version.code, revision.number) == (BASE, 3)
    assert days(bureau.city, BEFORE) == [5]
    assert base().number == 2
    assert all(change.is_unchanged for _pack, change in plan_loading())


def test_a_draft_says_nothing_for_others(bureau: Bureau) -> None:
    """Not for another city or name, not with another instrument's rule, not on another version's days."""
    whole = texts()
    for old, new, key in (
        ('jurisdiction: "330100"', 'jurisdiction: "440700"', "instrument.jurisdiction"),
        ("layer: city", "layer: guideline", "instrument.layer"),
        ("rule: HZ-070", "rule: JM-045", "rule"),
        ("from: 2027-01-01", "from: 2026-02-01", "version.validity.from"),
        ("certainty: exact", "certainty: inferred", "version.validity.certainty"),
        (f"code: {SUCCESSOR.code}", f"code: {BASE}", "version.revision"),
    ):
        draft = started(bureau, DraftTexts(replaced(whole.pack, old, new), whole.source))
        with tenant_work(bureau.author.actor()) as by, pytest.raises(PackError) as refused:
            submit_draft(draft_id=draft.pk, by=by, at=AT)
        assert refused.value.key.endswith(key), (old, refused.value.key)


def test_a_successor_closes_the_open_end_before_it(bureau: Bureau) -> None:
    first = submitted(bureau)
    published(bureau, first)
    whole = texts()
    later = DraftTexts(
        replaced(replaced(whole.pack, "from: 2027-01-01", "from: 2028-01-01"), SUCCESSOR.code + "\n", "hz-third\n"),
        whole.source,
    )
    published(bureau, submitted(bureau, later))
    assert InstrumentVersion.objects.get(code=SUCCESSOR.code).last_day == date(2027, 12, 31)
