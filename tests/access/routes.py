"""Every route the resolver knows, and how to fill its address from the scene."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.scene import Objects

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Route:
    name: str
    parameters: frozenset[str]


# What each address names; a route that is not here takes nothing.
NAMES: dict[str, Callable[[Objects], Arguments]] = {
    "accounts:end_device": lambda found: {"pk": found.device},
    "deadlines:ask_recomputation": lambda _found: {"version": "jiangmen-2022"},
    "deadlines:calendar": lambda _found: {"year": "2026"},
    "deadlines:decide_recomputation": lambda found: {"pk": found.recomputation},
    "deadlines:recomputation": lambda found: {"pk": found.recomputation},
    "operations:foreseen_calendar": lambda found: {"pk": found.calendar_proposal},
    "claims:claimant": lambda found: {"pk": found.claim},
    "registry:authority": lambda found: {"pk": found.authority},
    "registry:confirm_authority": lambda found: {"pk": found.authority},
    "registry:end_authority": lambda found: {"pk": found.authority},
    "registry:new_authority": lambda found: {"pk": found.unit},
    "registry:refuse_authority": lambda found: {"pk": found.authority},
    "registry:approve_transfer": lambda found: {"pk": found.transfer},
    "registry:home_owners": lambda found: {"pk": found.unit},
    "registry:new_transfer": lambda found: {"pk": found.unit},
    "registry:refuse_transfer": lambda found: {"pk": found.transfer},
    "registry:transfer": lambda found: {"pk": found.transfer},
    "alerts:feed": lambda _found: {"token": f"1-{'0' * 64}"},
    "alerts:revoke_feed": lambda found: {"pk": found.claim},
    "alerts:mute": lambda found: {"pk": found.claim},
    "alerts:unmute": lambda found: {"pk": found.claim},
    "alerts:open": lambda found: {"notice_id": found.notice},
    "alerts:robot": lambda _found: {"channel": "dingtalk"},
    "alerts:test_robot": lambda _found: {"channel": "dingtalk"},
    "alerts:read_one": lambda found: {"notice_id": found.notice},
    "api:client": lambda found: {"pk": found.api_client},
    "api:new_key": lambda found: {"pk": found.api_client},
    "api:stop_client": lambda found: {"pk": found.api_client},
    "api:stop_key": lambda found: {"pk": found.api_client, "prefix": found.api_key},
    "api-v1:claim": lambda found: {"pk": found.claim},
    "api-v1:claim_acceptance": lambda found: {"pk": found.claim},
    "api-v1:claim_agreement": lambda found: {"pk": found.claim},
    "api-v1:claim_application": lambda found: {"pk": found.claim},
    "api-v1:claim_approval": lambda found: {"pk": found.claim},
    "api-v1:claim_completion": lambda found: {"pk": found.claim},
    "api-v1:claim_complexity": lambda found: {"pk": found.claim},
    "api-v1:claim_denial": lambda found: {"pk": found.claim},
    "api-v1:claim_determination": lambda found: {"pk": found.claim},
    "api-v1:claim_developer_notice": lambda found: {"pk": found.claim},
    "api-v1:claim_document_request": lambda found: {"pk": found.claim},
    "api-v1:claim_documents": lambda found: {"pk": found.claim},
    "api-v1:claim_documents_confirmation": lambda found: {"pk": found.claim},
    "api-v1:claim_offer": lambda found: {"pk": found.claim},
    "api-v1:claim_paper_documents": lambda found: {"pk": found.claim},
    "api-v1:claim_paper_application": lambda found: {"pk": found.claim},
    "api-v1:claim_payment": lambda found: {"pk": found.claim},
    "api-v1:claim_refusal": lambda found: {"pk": found.claim},
    "api-v1:claim_repair_acceptance": lambda found: {"pk": found.claim},
    "api-v1:claim_repair_completion": lambda found: {"pk": found.claim},
    "api-v1:claim_repair_refusal": lambda found: {"pk": found.claim},
    "api-v1:claim_repair_visit": lambda found: {"pk": found.claim},
    "api-v1:claim_return": lambda found: {"pk": found.claim},
    "api-v1:claim_start": lambda found: {"pk": found.claim},
    "api-v1:claim_survey": lambda found: {"pk": found.claim},
    "api-v1:claim_withdrawal": lambda found: {"pk": found.claim},
    "api-v1:cover_printed_days": lambda found: {"pk": found.cover_window},
    "api-v1:cover_window": lambda found: {"pk": found.cover_window},
    "api-v1:deadline": lambda found: {"pk": found.deadline},
    "api-v1:document": lambda found: {"pk": found.filed_photo},
    "api-v1:file_claim": lambda found: {"pk": found.unit},
    "api-v1:finding": lambda found: {"pk": found.inspected.finding},
    "api-v1:finding_answer": lambda found: {"pk": found.inspected.finding},
    "api-v1:finding_answer_photograph_removal": lambda found: {"pk": found.inspected.finding},
    "api-v1:finding_answer_photographs": lambda found: {"pk": found.inspected.finding},
    "api-v1:finding_facts": lambda found: {"pk": found.inspected.finding_draft},
    "api-v1:finding_photograph_removal": lambda found: {"pk": found.inspected.finding_draft},
    "api-v1:finding_photographs": lambda found: {"pk": found.inspected.finding_draft},
    "api-v1:finding_reopening": lambda found: {"pk": found.inspected.finding},
    "api-v1:finding_verification": lambda found: {"pk": found.inspected.finding},
    "api-v1:home": lambda found: {"pk": found.unit},
    "api-v1:home_calls": lambda found: {"pk": found.unit},
    "api-v1:home_owners": lambda found: {"pk": found.unit},
    "api-v1:home_photograph_removal": lambda found: {"pk": found.unit},
    "api-v1:home_photographs": lambda found: {"pk": found.unit},
    "api-v1:calendar": lambda _found: {"year": "2026"},
    "api-v1:regime_versions": lambda _found: {"code": "440700"},
    "api-v1:policy": lambda found: {"pk": found.policy},
    "api-v1:policy_facts": lambda found: {"pk": found.policy_draft},
    "api-v1:policy_issue": lambda found: {"pk": found.policy_draft},
    "api-v1:policy_premium": lambda found: {"pk": found.policy},
    "api-v1:policy_receipt": lambda found: {"pk": found.policy},
    "api-v1:policy_shares": lambda found: {"pk": found.policy},
    "api-v1:policy_terms": lambda found: {"pk": found.policy},
    "api-v1:project": lambda found: {"pk": found.project},
    "api-v1:project_buildings": lambda found: {"pk": found.project},
    "api-v1:project_earlier_policies": lambda found: {"pk": found.project},
    "api-v1:project_insurance_policies": lambda found: {"pk": found.project},
    "api-v1:project_milestones": lambda found: {"pk": found.project},
    "api-v1:report": lambda found: {"pk": found.inspected.report},
    "api-v1:report_finding_removal": lambda found: {"pk": found.inspected.report_draft},
    "api-v1:report_findings": lambda found: {"pk": found.inspected.report_draft},
    "api-v1:report_receipt": lambda found: {"pk": found.inspected.report},
    "api-v1:report_signature": lambda found: {"pk": found.inspected.report},
    "api-v1:report_submission": lambda found: {"pk": found.inspected.report_draft},
    "api-v1:report_visit": lambda found: {"pk": found.inspected.report_draft},
    "api-v1:start_report": lambda found: {"pk": found.project},
    "claims:add_photograph": lambda found: {"pk": found.draft},
    "claims:call": lambda found: {"pk": found.unit},
    "claims:case": lambda found: {"pk": found.claim},
    "claims:check": lambda found: {"pk": found.draft},
    "claims:my_claim": lambda found: {"pk": found.claim},
    "claims:my_step": lambda found: {"pk": found.claim, "name": "withdraw"},
    "claims:photographs": lambda found: {"pk": found.draft},
    "claims:question": lambda found: {"pk": found.draft, "question": "where"},
    "claims:receipt": lambda found: {"pk": found.claim},
    "claims:remove_photograph": lambda found: {"pk": found.draft, "upload": found.photo},
    "claims:repair": lambda found: {"pk": found.claim},
    "audit:verify": lambda _found: {"code": "platform"},
    "claims:report": lambda found: {"pk": found.draft},
    "claims:start": lambda found: {"pk": found.unit},
    "claims:step": lambda found: {"pk": found.claim, "name": "survey"},
    "claims:urgent": lambda found: {"pk": found.draft},
    "deadlines:why": lambda found: {"deadline_id": found.deadline},
    "dossiers:correct": lambda found: {"pk": found.entry},
    "dossiers:make_correction": lambda found: {"pk": found.correction},
    "dossiers:refuse_correction": lambda found: {"pk": found.correction},
    "documents:download": lambda found: {"pk": found.filed_photo},
    "documents:job": lambda found: {"pk": found.job},
    "documents:job_result": lambda found: {"pk": found.job},
    "documents:letter": lambda found: {"pk": found.letter},
    "documents:letter_pdf": lambda found: {"pk": found.letter},
    "documents:thumbnail": lambda found: {"pk": found.filed_photo},
    "hotline:check": lambda found: {"pk": found.ownership},
    "hotline:confirm": lambda found: {"pk": found.number_change},
    "hotline:refuse": lambda found: {"pk": found.number_change},
    "lists:delete_view": lambda found: {"pk": found.saved_view},
    "lists:save_view": lambda _found: {"list_key": "claims"},
    "lists:share_view": lambda found: {"pk": found.saved_view},
    "lists:start_with_view": lambda found: {"pk": found.saved_view},
    "lists:start_without_view": lambda found: {"pk": found.saved_view},
    "lists:withdraw_view": lambda found: {"pk": found.saved_view},
    "documents:verify_code": lambda found: {"code": found.letter_code},
    "operations:act_on_person": lambda found: {"pk": found.person, "deed": "disable"},
    "operations:ask_reset": lambda found: {"pk": found.person},
    "operations:ask_city": lambda _found: {"code": "440700", "what": "close"},
    "operations:city": lambda _found: {"code": "440700"},
    "operations:correct_organisation": lambda found: {"pk": found.organisation},
    "operations:decide": lambda found: {"pk": found.proposal},
    "operations:end_district": lambda found: {"pk": found.district},
    "operations:confirm_sign_in": lambda found: {"pk": found.organisation},
    "operations:look_as": lambda found: {"pk": found.person, "membership": found.membership},
    "operations:merge_organisation": lambda found: {"pk": found.organisation},
    "operations:merge_person": lambda found: {"pk": found.person},
    "operations:new_district": lambda _found: {"code": "440700"},
    "operations:organisation": lambda found: {"pk": found.organisation},
    "operations:person": lambda found: {"pk": found.person},
    "operations:rename_district": lambda found: {"pk": found.district},
    "operations:dead_sendings": lambda _found: {"code": "440700", "channel": "email"},
    "deadlines:expectation": lambda found: {"pk": found.job},
    "riskmgmt:resume_works": lambda found: {"pk": found.job},
    "deadlines:month": lambda _found: {"year": "2026", "number": "9"},
    "operations:retry_timer": lambda found: {"code": "440700", "pk": found.job},
    "operations:replay": lambda found: {"code": "440700", "pk": found.job},
    "mydata:carry_out": lambda found: {"pk": found.erasure_request},
    "mydata:lift": lambda found: {"pk": found.legal_hold},
    "mydata:withdraw": lambda found: {"pk": found.consent},
    "mydata:reveal": lambda found: {"key": "claims.Claim.claimant.phone", "pk": found.claim},
    "organisations:admit": lambda found: {"pk": found.house.application},
    "organisations:application": lambda found: {"pk": found.house.application},
    "organisations:apply": lambda found: {"code": found.house.city_code},
    "organisations:certificate": lambda found: {"pk": found.house.certificate},
    "organisations:end": lambda found: {"pk": found.house.membership},
    "organisations:end_absence": lambda found: {"pk": found.house.absence},
    "organisations:fact": lambda _found: {"kind": "solvency"},
    "organisations:hand_over": lambda found: {"pk": found.house.membership},
    "organisations:in_charge": lambda found: {"pk": found.claim},
    "organisations:invitation": lambda found: {"pk": found.house.invitation},
    "organisations:join": lambda found: {"token": found.house.token},
    "organisations:person": lambda found: {"pk": found.house.membership},
    "organisations:refuse": lambda found: {"pk": found.house.application},
    "organisations:renew": lambda found: {"pk": found.house.invitation},
    "organisations:role": lambda found: {"pk": found.house.membership},
    "organisations:standing": lambda found: {"pk": found.house.standing},
    "organisations:confirm_succession": lambda found: {"pk": found.house.succession},
    "organisations:refuse_succession": lambda found: {"pk": found.house.succession},
    "organisations:succession": lambda found: {"pk": found.house.succession},
    "organisations:withdraw": lambda found: {"pk": found.house.invitation},
    "organisations:withdraw_certificate": lambda found: {"pk": found.house.certificate},
    "openid_connect_callback": lambda _found: {"provider_id": "00000000-0000-0000-0000-000000000000"},
    "openid_connect_login": lambda _found: {"provider_id": "00000000-0000-0000-0000-000000000000"},
    "mfa_edit_webauthn": lambda found: {"pk": found.passkey},
    "mfa_remove_webauthn": lambda found: {"pk": found.passkey},
    "policies:decide_reading": lambda found: {"pk": found.reading_proposal},
    "policies:propose_reading": lambda _found: {"code": "AMB-03"},
    "policies:reading": lambda _found: {"code": "AMB-03"},
    "policies:draft": lambda found: {"pk": found.rule_draft},
    "policies:draft_new_rule": lambda found: {"pk": found.rule_draft},
    "policies:take_over_draft": lambda found: {"pk": found.rule_draft},
    "policies:draft_rule": lambda found: {"pk": found.rule_draft, "code": found.rule},
    "policies:draft_text": lambda found: {"pk": found.rule_draft},
    "policies:publish_draft": lambda found: {"pk": found.rule_draft},
    "policies:send_back_draft": lambda found: {"pk": found.rule_draft},
    "policies:submit_draft": lambda found: {"pk": found.rule_draft},
    "policies:withdraw_draft": lambda found: {"pk": found.rule_draft},
    "policies:parameter": lambda _found: {"name": "claims.survey"},
    "policies:regime": lambda _found: {"code": "jiangmen-2022"},
    "riskmgmt:add_answer_photograph": lambda found: {"pk": found.inspected.rectification, "kind": "before"},
    "riskmgmt:add_finding": lambda found: {"pk": found.inspected.report_draft},
    "riskmgmt:add_photograph": lambda found: {"pk": found.inspected.finding_draft},
    "riskmgmt:answer": lambda found: {"pk": found.inspected.rectification},
    "riskmgmt:capture": lambda found: {"pk": found.inspected.finding_draft},
    "riskmgmt:check": lambda found: {"pk": found.inspected.report_draft},
    "riskmgmt:finding": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:link_photograph": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:link_thumbnail": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:link": lambda found: {"pk": found.inspected.link},
    "riskmgmt:make_link": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:revoke_link": lambda found: {"pk": found.inspected.link},
    "riskmgmt:receipt": lambda found: {"pk": found.inspected.report},
    "riskmgmt:remove_finding": lambda found: {"pk": found.inspected.finding_draft},
    "riskmgmt:reopen": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:report": lambda found: {"pk": found.inspected.report},
    "riskmgmt:sign": lambda found: {"pk": found.inspected.report, "signature": "checked"},
    "riskmgmt:start_answer": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:verify": lambda found: {"pk": found.inspected.finding},
    "riskmgmt:write": lambda found: {"pk": found.inspected.report_draft},
    "supervision:project": lambda found: {"pk": found.project},
    "ui:preference": lambda _found: {"name": "theme"},
    "underwriting:contract_terms": lambda found: {"pk": found.policy},
    "underwriting:earlier_policy": lambda found: {"pk": found.project},
    "underwriting:edit": lambda found: {"pk": found.policy_draft},
    "underwriting:issue": lambda found: {"pk": found.policy_draft},
    "underwriting:milestone": lambda found: {"pk": found.project},
    "underwriting:new_building": lambda found: {"pk": found.project},
    "underwriting:new_policy": lambda found: {"pk": found.project},
    "underwriting:policy": lambda found: {"pk": found.policy},
    "underwriting:premium": lambda found: {"pk": found.policy},
    "underwriting:printed": lambda found: {"pk": found.policy, "window": found.cover_window},
    "underwriting:project": lambda found: {"pk": found.project},
    "underwriting:receipt": lambda found: {"pk": found.policy},
    "underwriting:shares": lambda found: {"pk": found.policy},
    "underwriting:why_cover": lambda found: {"pk": found.policy, "window": found.cover_window},
}


def routes() -> dict[str, Route]:
    """Every named route of the site, by namespaced name."""
    return {route.name: route for route in _walk(get_resolver(), "")}


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _walk(entry, namespace)
        elif isinstance(entry, URLPattern):
            yield Route(f"{prefix}{entry.name}", frozenset(entry.pattern.converters))


def address(name: str, found: Objects) -> str:
    return reverse(name, kwargs=NAMES[name](found) if name in NAMES else None)


def address_of_nothing(name: str, found: Objects) -> str:
    """The same route with ids that exist nowhere."""
    arguments = NAMES[name](found)
    return reverse(name, kwargs={key: _of_nothing(value) for key, value in arguments.items()})


def _of_nothing(value: object) -> object:
    """Words stay, a number becomes as many noughts (pages show their own address), an id is new."""
    if isinstance(value, str):
        return value
    return "0" * len(str(value)) if isinstance(value, int) else uuid4()


def takes_an_id(name: str, found: Objects) -> bool:
    return name in NAMES and any(not isinstance(value, str) for value in NAMES[name](found).values())
