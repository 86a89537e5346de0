"""Letting a site worker without an account add to the answer of one finding, by a link that its maker answers for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from idi_platform.accounts.public import Membership
from idi_platform.audit.public import record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, acting_as, system_actor
from riskmgmt.constants import LINK_LASTS, LINK_USES, MOST_LIVE_LINKS, PhotographKind, RiskEvent
from riskmgmt.errors import LinkGone, NotAllowedInState, NothingAdded, NotYourStep, TooManyLinks
from riskmgmt.lifecycle import TRANSITIONS, FindingAction, may_take
from riskmgmt.links import LinkFacts, new_token
from riskmgmt.models import Finding, FindingLink, LinkContribution
from riskmgmt.selectors import raised_findings

from .rectifying import add_answer_photograph, add_words, start_answer


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that opens now, its finding, and its maker, who answers for what comes by it."""

    link: FindingLink
    finding: Finding
    maker: Actor


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody typed and photographed: (kind, file, its name)."""

    name: str
    words: str
    photographs: Sequence[tuple[PhotographKind, IO[bytes], str]]


@transaction.atomic
def make_link(*, finding: Finding, by: Actor, at: datetime) -> tuple[FindingLink, str]:
    """A link for a finding that one's own body must answer, and its token, which nobody can read again.

    Raises:
        NotYourStep, NotAllowedInState, TooManyLinks.
    """
    if by.organisation_id is None:
        raise NotYourStep(rule=str(FindingAction.ANSWER.label))
    locked = Finding.objects.visible_to(by).select_for_update(of=("self",)).get(pk=finding.pk)
    _must_be_answered_by(locked, by, at=at)
    if FindingLink.objects.visible_to(by).filter(finding=locked).live(at).count() >= MOST_LIVE_LINKS:
        raise TooManyLinks(rule=f"≤ {MOST_LIVE_LINKS}")
    token, digest = new_token(by.tenant_id)
    link = FindingLink.objects.create(
        city_id=by.tenant_id,
        finding=locked,
        organisation_id=by.organisation_id,
        digest=digest,
        made_by_id=by.person_id,
        made_at=at,
        expires_at=at + LINK_LASTS,
    )
    _record(RiskEvent.LINK_MADE, link, by=by, at=at)
    return link, token


@transaction.atomic
def revoke_link(*, link: FindingLink, by: Actor, at: datetime) -> None:
    """Ends a link of one's own body, for whoever has it open too; again changes nothing."""
    if FindingLink.objects.visible_to(by).filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        _record(RiskEvent.LINK_REVOKED, link, by=by, at=at)


@transaction.atomic
def use_link(*, facts: LinkFacts, at: datetime) -> OpenLink:
    """Opens it once more: counted in one statement, and on the case's record. LinkGone."""
    opened = _opened(facts.city_id, Q(digest=facts.digest), at=at)
    with acting_as(opened.maker) as by:
        rows = FindingLink.objects.filter(city_id=facts.city_id, pk=opened.link.pk, uses__lt=LINK_USES)
        if not rows.live(at).update(uses=F("uses") + 1, last_used_at=at):
            raise LinkGone
        _record(RiskEvent.LINK_OPENED, opened.link, by=by, at=at)
    return opened


def live_link(*, city_id: int, link_id: UUID, at: datetime) -> OpenLink:
    """A link that was opened before, while it still opens. LinkGone."""
    return _opened(city_id, Q(pk=link_id), at=at)


def _opened(city_id: int, which: Q, *, at: datetime) -> OpenLink:
    """Not ended, its maker still in their role, and the finding still theirs to see and to answer."""
    with acting_as(system_actor(city_id)):
        links = FindingLink.objects.filter(which, city_id=city_id).live(at)
        link = links.select_related("organisation", "made_by").first()
    if link is None:
        raise LinkGone
    held = Membership.objects.valid_on(at.astimezone(CIVIL_ZONE).date()).filter(
        user_id=link.made_by_id,
        organisation_id=link.organisation_id,
        city_id=city_id,
        role=TRANSITIONS[FindingAction.ANSWER].role,
    )
    membership = held.first()
    if membership is None:
        raise LinkGone
    with acting_as(membership.actor()) as maker:
        finding = raised_findings(maker).filter(pk=link.finding_id).first()
        if finding is None:
            raise LinkGone
        try:
            _must_be_answered_by(finding, maker, at=at)
        except (NotYourStep, NotAllowedInState) as over:
            raise LinkGone from over
    return OpenLink(link, finding, maker)


@transaction.atomic
def add_by_link(*, opened: OpenLink, work: Work, at: datetime) -> LinkContribution:
    """Puts words and photographs into the maker's unsent answer, under the name that was typed.

    Nothing is sent: its maker reads and sends it.

    Raises:
        NothingAdded, or what the answer refuses; the whole of it then.
    """
    if not work.words and not work.photographs:
        raise NothingAdded(field="after")
    link = opened.link
    with acting_as(opened.maker) as by:
        answer = start_answer(finding=opened.finding, by=by, at=at)
        for kind, file, filename in work.photographs:
            add_answer_photograph(answer=answer, kind=kind, file=file, filename=filename, by=by, at=at)
        if work.words:
            add_words(answer=answer, words=f"{work.name}：{work.words}", by=by)
        contribution = LinkContribution.objects.create(
            city_id=link.city_id,
            link=link,
            name=work.name,
            words=work.words,
            photographs=len(work.photographs),
            added_at=at,
        )
        _record(RiskEvent.ADDED_BY_LINK, link, by=by, at=at)
    return contribution


def _must_be_answered_by(finding: Finding, by: Actor, *, at: datetime) -> None:
    if not may_take(FindingAction.ANSWER, finding=finding, actor=by, at=at):
        raise NotYourStep(rule=str(FindingAction.ANSWER.label))
    if finding.state not in TRANSITIONS[FindingAction.ANSWER].sources:
        raise NotAllowedInState(rule=str(FindingAction.ANSWER.label))


def _record(code: RiskEvent, link: FindingLink, *, by: Actor, at: datetime) -> None:
    """Under its maker, who answers for it; the code and the link say that somebody else held the phone."""
    finding = Finding.objects.visible_to(by).get(pk=link.finding_id)
    record(
        dossier_id=finding.project_id,
        code=code,
        by=by,
        at=at,
        payload={"finding": str(finding.pk), "reference": finding.reference, "link": str(link.pk)},
    )
