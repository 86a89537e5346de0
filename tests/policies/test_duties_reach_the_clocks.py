"""The resolver that deadlines ask: duties with their stored reasoning, explained in both languages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import translation

from idi_platform.deadlines.public import Basis, Term
from idi_platform.tenancy.public import acting_as
from policies.models import Trace
from policies.public import ContractTerm, MissingFact, Span, explanation, pin, resolve_parameter
from policies.register import compiled_revision
from policies.resolver import PolicyResolver
from policies.rules.replay import replay
from tests.policies.regimes import regime, rule, version
from tests.world import CityWorld, build_world

ON = date(2026, 9, 24)
AT = datetime(2022, 7, 1, 1, tzinfo=UTC)


@pytest.fixture
def here(in_force: None) -> Iterator[CityWorld]:
    """Jiangmen with its project pinned, inside a transaction of the city."""
    world = build_world()
    with acting_as(world.here.system), transaction.atomic():
        pin(
            project_dossier_id=world.here.project.dossier_id,
            anchors={"contract_formed": date(2022, 6, 20)},
            by=world.here.system,
            at=AT,
        )
        yield world.here


def duty_of(city: CityWorld, event: str = "claim_received", **facts: str) -> str:
    (duty,) = PolicyResolver().duties(project_dossier_id=city.project.dossier_id, event=event, on=ON, facts=facts)
    return duty.trace_hash


def test_a_claim_starts_the_determination_term_of_the_pinned_text(here: CityWorld) -> None:
    (duty,) = PolicyResolver().duties(
        project_dossier_id=here.project.dossier_id, event="claim_received", on=ON, facts={}
    )
    assert (duty.duty, duty.obliged, duty.basis) == ("claims.determination.normal", "insurer", "in_force")
    assert (duty.rule_id, duty.citation) == ("JM-045", "《江门市建筑工程质量潜在缺陷保险试点方案》四(八)")
    assert duty.term == Term(7)


def test_a_report_by_telephone_starts_nothing_where_the_text_is_silent(here: CityWorld) -> None:
    dossier = here.project.dossier_id
    assert PolicyResolver().duties(project_dossier_id=dossier, event="claim_reported", on=ON, facts={}) == ()
    ((found, trace_hash),) = resolve_parameter(project_dossier_id=dossier, parameter="claims.survey", on=ON, facts={})
    assert (found.outcome, found.reason) == ("no_rule", "silence")
    told = explanation(trace_hash)
    assert told is not None
    assert told.is_silence
    assert told.passages == ()


def test_a_determination_without_its_result_is_refused(here: CityWorld) -> None:
    with pytest.raises(MissingFact):
        duty_of(here, "determination_made")


def test_the_reasoning_is_stored_once_and_replays_to_the_byte(here: CityWorld) -> None:
    first, again = duty_of(here), duty_of(here)
    assert first == again
    (row,) = Trace.objects.all()
    assert (row.hash, row.schema) == (first, 1)
    assert row.body in replay(row.body, compiled_revision)


@pytest.mark.parametrize(
    ("language", "term", "reading"),
    [
        ("zh-hans", "7 个自然日内", "“日”为自然日及其计算"),
        ("en", "within 7 natural days", "日 means calendar day, and how it is counted"),
    ],
)
def test_the_explanation_speaks_the_readers_language(here: CityWorld, language: str, term: str, reading: str) -> None:
    with translation.override(language):
        told = explanation(duty_of(here))
        assert told is not None
        assert told.term == term
        assert told.basis_label == str(Basis.IN_FORCE.label)
        assert told.readings[0].title == reading
    assert (told.article, told.rule, told.doc_number) == ("四(八)", "JM-045", "江建质函〔2022〕74号")


def test_the_clause_is_cut_at_the_quote(here: CityWorld) -> None:
    told = explanation(duty_of(here))
    assert told is not None
    (quoted,) = [passage.text for passage in told.passages if passage.is_quoted]
    assert quoted == told.quote
    assert "".join(passage.text for passage in told.passages).startswith("（八）保险理赔")


def test_the_layers_say_what_became_of_each_text(here: CityWorld) -> None:
    with translation.override("en"):
        told = explanation(duty_of(here))
    assert told is not None
    assert [(layer.layer, layer.rule, layer.result) for layer in told.layers] == [
        ("National law", "NAT-012", "Applies beside it"),
        ("City regime", "JM-045", "Sets the term"),
    ]


def test_two_texts_for_one_duty_both_reach_the_clocks_and_the_better_one_drives_service(
    here: CityWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    pinned = version("jiangmen-2022", date(2022, 4, 1), date(2025, 1, 1), rules=[rule("OLD-001", days=5)])
    newer = version("newer", date(2025, 1, 1), rules=[rule("NEW-001", days=7)])
    monkeypatch.setattr("policies.resolver.regime_of", lambda _city: regime(pinned, newer))
    duties = PolicyResolver().duties(
        project_dossier_id=here.project.dossier_id, event="claim_received", on=ON, facts={}
    )
    assert [(duty.rule_id, duty.basis, duty.drives_service) for duty in duties] == [
        ("OLD-001", "carried", True),
        ("NEW-001", "in_force", False),
    ]


def test_a_term_of_the_contract_starts_where_the_texts_are_silent(
    here: CityWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = ContractTerm("claims.survey", "insurer", Span(2, "day", "after", roll=True), "保险合同 第 8 条")
    monkeypatch.setattr("policies.contract_terms._registered", [lambda _project: (agreed,)])
    (duty,) = PolicyResolver().duties(
        project_dossier_id=here.project.dossier_id, event="claim_reported", on=ON, facts={}
    )
    assert (duty.duty, duty.term, duty.basis, duty.rule_id) == ("claims.survey", Term(2), "contract", "")


def test_what_is_foreseen_is_what_would_start_and_stores_nothing(here: CityWorld) -> None:
    project = here.project.dossier_id
    foreseen = PolicyResolver().foreseen(project_dossier_id=project, event="claim_received", on=ON, facts={})
    assert not Trace.objects.filter(hash__in=[duty.trace_hash for duty in foreseen]).exists()
    assert foreseen == PolicyResolver().duties(project_dossier_id=project, event="claim_received", on=ON, facts={})


def test_an_unknown_hash_has_no_explanation(here: CityWorld) -> None:
    assert explanation("0" * 64) is None


def test_without_a_pin_only_the_law_of_the_day_answers(in_force: None) -> None:
    there = build_world().there
    with acting_as(there.system), transaction.atomic():
        dossier = there.project.dossier_id
        assert PolicyResolver().duties(project_dossier_id=dossier, event="claim_received", on=ON, facts={}) == ()
        (duty,) = PolicyResolver().duties(
            project_dossier_id=dossier, event="claim_received", on=ON, facts={"complexity": "complex"}
        )
        assert (duty.rule_id, duty.basis) == ("NAT-013", "national")
