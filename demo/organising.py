"""What organisations do about themselves, as their administrators do it."""

import secrets
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from idi_platform.api.public import let_program_in, make_key
from idi_platform.organisations.public import (
    AbsenceFacts,
    CertificateFacts,
    InvitationFacts,
    Paper,
    ProviderFacts,
    Statement,
    SuccessionFacts,
    apply_to_city,
    assign,
    confirm_succession,
    enter_absence,
    enter_certificate,
    enter_provider,
    invite,
    propose_succession,
    state_fact,
    take_up,
)
from idi_platform.tenancy.public import Actor, City, tenant_work

from . import office_stories, stories
from .moments import When, day_of
from .scene import Act, Scene


def acts_of_organisations(scene: Scene, city: stories.City) -> Iterator[Act]:
    """The bodies of the city are taken up on the day the portal opened; their administrators do the rest."""
    opened = stories.ENTERED.moment(scene.at)
    yield Act(opened, lambda: _take_up(scene, city, at=opened))
    for invited in city.invitations:
        yield _invite(scene, invited)
    for stated in city.statements:
        yield _state(scene, stated)
    for certified in city.certificates:
        yield _certify(scene, certified)
    for applied in city.applications:
        yield _apply(scene, applied)
    for let_in in city.programs:
        yield _let_in(scene, let_in)
    for away in city.absences:
        yield _leave(scene, away)
    for provider in city.providers:
        yield _enter_provider(scene, provider)
    for charged in city.charges:
        yield _charge(scene, charged)
    for succeeded in city.successions:
        yield _succeed(scene, succeeded)


def _take_up(scene: Scene, city: stories.City, *, at: datetime) -> None:
    for body in city.bodies:
        take_up(organisation=scene.cast.bodies[body.key], on=stories.OPENED, by=scene.platform, at=at)


def _invite(scene: Scene, story: office_stories.Invited) -> Act:
    facts = InvitationFacts(
        full_name=story.full_name, role=story.role, valid_from=day_of(story.when, scene.at), phone=story.phone
    )
    return _as_administrator(scene, story.by, story.when, lambda by, at: invite(facts=facts, by=by, at=at))


def _state(scene: Scene, story: office_stories.Stated) -> Act:
    statement = Statement(kind=story.kind, words=story.words, valid_to=_end(scene, story.days_left))
    return _as_administrator(scene, story.by, story.when, lambda by, at: state_fact(statement=statement, by=by, at=at))


def _certify(scene: Scene, story: office_stories.Certified) -> Act:
    def enter(by: Actor, at: datetime) -> object:
        facts = CertificateFacts(
            holder=scene.cast.people[story.holder].user,
            kind=story.kind,
            number=story.number,
            issuer=story.issuer,
            valid_from=story.since,
            valid_to=_end(scene, story.days_left),
            paper=Paper(scene.paper(), "资格证书（演示）.jpg"),
        )
        return enter_certificate(facts=facts, by=by, at=at)

    return _as_administrator(scene, story.by, story.when, enter)


def _apply(scene: Scene, story: office_stories.Applied) -> Act:
    statements = [Statement(kind=kind, words=words) for kind, words in story.statements]

    def ask(by: Actor, at: datetime) -> object:
        city = City.objects.get(pk=scene.platform.tenant_id)
        return apply_to_city(city=city, statements=statements, by=by, at=at)

    return _as_administrator(scene, story.by, story.when, ask)


def _let_in(scene: Scene, story: office_stories.LetIn) -> Act:
    def let_in(by: Actor, at: datetime) -> None:
        client = let_program_in(name=story.name, role=story.role, scopes=story.scopes, by=by, at=at)
        for days in story.keys:
            make_key(client=client, expires_on=scene.at.date() + timedelta(days=days), by=by, at=at)

    return _as_administrator(scene, story.by, story.when, let_in)


def _leave(scene: Scene, story: office_stories.Away) -> Act:
    def leave(by: Actor, at: datetime) -> object:
        people, back_on = scene.cast.people, scene.at.date() + timedelta(days=story.days)
        facts = AbsenceFacts(people[story.person].user, people[story.deputy].user, at.date(), back_on)
        return enter_absence(facts=facts, by=by, at=at)

    return _as_administrator(scene, story.person, story.when, leave)


def _enter_provider(scene: Scene, story: office_stories.SignedInAt) -> Act:
    facts = ProviderFacts(
        issuer=story.issuer,
        client_id=story.client_id,
        client_secret=secrets.token_urlsafe(),
        email_domains=(story.domain,),
        is_second_factor=True,
        accepted_acr="",
    )
    return _as_administrator(scene, story.by, story.when, lambda by, at: enter_provider(facts=facts, by=by, at=at))


def _charge(scene: Scene, story: office_stories.Charged) -> Act:
    def charge(by: Actor, at: datetime) -> object:
        project = scene.projects[story.project]
        return assign(dossier=project.dossier, assignee=scene.cast.people[story.assignee].user, by=by, at=at)

    return _as_administrator(scene, story.by, story.when, charge)


def _succeed(scene: Scene, story: office_stories.Succeeded) -> Act:
    def succeed(by: Actor, at: datetime) -> None:
        facts = SuccessionFacts(
            kind=story.kind,
            predecessor=scene.cast.bodies[story.predecessor],
            successor=scene.cast.bodies[story.successor],
            from_on=scene.at.date() + timedelta(days=story.days),
            grounds=story.grounds,
        )
        proposed = propose_succession(facts=facts, by=by, at=at)
        if story.confirmed_by:
            with tenant_work(scene.cast.people[story.confirmed_by].actor()) as officer:
                confirm_succession(succession=proposed, by=officer, at=at)

    return _as_administrator(scene, story.by, story.when, succeed)


def _as_administrator(scene: Scene, username: str, when: When, do: Callable[[Actor, datetime], object]) -> Act:
    moment = when.moment(scene.at)

    def act() -> None:
        with tenant_work(scene.cast.people[username].actor()) as by:
            do(by, moment)

    return Act(moment, act)


def _end(scene: Scene, days_left: int | None) -> date | None:
    return None if days_left is None else scene.at.date() + timedelta(days=days_left)
