"""A committed world with one real object of every kind that an address can name, and somebody of every kind to ask."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from claims.models import ClaimDraft
from claims.services.drafting import add_photograph, save_answers, start_draft
from claims.services.filing import file_claim
from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role, User
from idi_platform.alerts.models import ChannelGroup, Notice, NoticeKind, Words
from idi_platform.alerts.words.deciding import ProposedWords, ask_words
from idi_platform.audit.public import AccessKind, Correction, Event, log_access, record
from idi_platform.deadlines.models import Deadline, Recomputation
from idi_platform.deadlines.public import Basis, RecomputationCause
from idi_platform.deadlines.services.laddering import Scope, start_ladder
from idi_platform.documents.public import Upload
from idi_platform.hotline.models import ChangeState, NumberChange
from idi_platform.lists.models import SavedView
from idi_platform.lists.services import ViewFacts, save_view
from idi_platform.mydata.models import Consent
from idi_platform.mydata.services import ask_erasure, place_hold
from idi_platform.outbox.public import Job, start_job
from idi_platform.outbox.running import run_job
from idi_platform.registry.public import Ownership, PartyRole, Unit, add_party, record_ownership, register_unit
from idi_platform.tenancy.public import District, system_actor, tenant_work, uuid7
from operations.models import Proposal, ProposalKind
from operations.services.administrators import ask_for_administrator
from operations.services.calendars import ask_to_import
from policies.public import confirm_validity, pin
from policies.selectors import newest_published
from policies.services.beginnings import as_correction, from_nothing
from policies.services.deciding_readings import Proposed, propose_reading
from policies.services.drafting import start_draft as start_draft_of_rules
from tests import databases
from tests.access.asking import Asker, HalfSignedIn
from tests.access.housed import Housed, housed
from tests.access.inspected import Inspected, inspected
from tests.access.insured import insured
from tests.access.programs import Programs, programs
from tests.accounts.authenticator import registered
from tests.accounts.factors import with_app
from tests.deadlines.notices import NOTICE
from tests.documents import letters
from tests.registry.authorities import waiting as waiting_authority
from tests.registry.transfers import waiting
from tests.world import FOUNDED, SINCE, CityWorld, World, build_world, member

VERSION, RULE = "jiangmen-2022", "JM-045"


@dataclass(frozen=True)
class Objects:
    """What the addresses name in one city: the ids that the routes take."""

    unit: UUID
    draft: UUID
    photo: UUID
    filed_photo: UUID
    claim: UUID
    deadline: UUID
    entry: UUID
    correction: UUID
    device: int
    passkey: int
    notice: UUID
    job: UUID
    letter: UUID
    letter_code: str
    saved_view: UUID
    consent: UUID
    erasure_request: UUID
    legal_hold: UUID
    project: UUID
    policy: UUID
    policy_draft: UUID
    cover_window: UUID
    inspected: Inspected
    api_client: UUID
    api_key: str
    person: UUID
    membership: UUID
    organisation: UUID
    district: int
    proposal: UUID
    calendar_proposal: UUID
    recomputation: UUID
    ladder: UUID
    house: Housed
    ownership: UUID
    number_change: UUID
    transfer: UUID
    authority: UUID
    rule_draft: UUID
    reading_proposal: UUID
    message_template: UUID
    rule: str


@dataclass(frozen=True)
class Scene:
    """`people` by column of the matrix; None is a browser without a session, a Key a program without one."""

    world: World
    here: Objects
    there: Objects
    people: dict[str, Asker]


def build_scene(database: str) -> Scene:
    """Publishes the regime as the owner, then builds the rest as the application, committed."""
    with databases.using(database, "idi_owner"):
        confirm_validity(
            version_code=VERSION,
            valid_from=date(2022, 4, 1),
            evidence="test",
            officer="test",
            by=system_actor(None),
            at=FOUNDED,
        )
    world = build_world()
    here, there = (
        programs(city, prefix, at=timezone.now()) for city, prefix in ((world.here, "here"), (world.there, "there"))
    )
    keys: dict[str, Asker] = {
        "organisation's administrator": here.admin.user,
        "live key": here.live_key,
        "expired key": here.expired_key,
    }
    people = {**_here(world), **_there(world), **_nobodies(world), **keys}
    return Scene(world=world, here=_objects(world.here, here), there=_objects(world.there, there), people=people)


def _body(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.create(kind=kind, name_zh=name, name_en=name)


def _home(city: CityWorld, number: str, owner: Membership, *, from_on: date, to_on: date | None = None) -> Unit:
    with tenant_work(city.system) as by:
        unit = register_unit(project=city.project, building=city.building, number=number, floor=4, by=by, at=FOUNDED)
        record_ownership(unit=unit, owner=owner.user, from_on=from_on, by=by, at=FOUNDED)
        Ownership.objects.filter(unit=unit).update(to_on=to_on)
        return unit


def _here(world: World) -> dict[str, Asker]:
    city, today = world.here, timezone.localdate()
    staff = {
        "manager": member("here-manager", role=Role.INSURER_MANAGER, city=city.city, organisation=city.insurer),
        "inspector": _inspector(city, "here"),
        "underwriter": member("here-underwriter", role=Role.UNDERWRITER, city=city.city, organisation=city.insurer),
        "developer": member("here-developer", role=Role.PARTICIPANT, city=city.city, organisation=city.developer),
        "contractor": _partner(city, OrganisationKind.CONTRACTOR, PartyRole.CONTRACTOR, Role.PARTICIPANT),
        "co-insurer": _partner(city, OrganisationKind.INSURER, PartyRole.CO_INSURER, Role.INSURER_MANAGER),
        "district": member(
            "here-district",
            role=Role.BUREAU,
            city=city.city,
            organisation=city.bureau,
            district=District.objects.filter(city=city.city).exclude(pk=city.district.pk).latest("pk"),
        ),
    }
    rivals = _body("rival insurer", OrganisationKind.INSURER)
    neighbour = member("here-neighbour", role=Role.OWNER, city=city.city)
    _home(city, "0401", neighbour, from_on=SINCE)
    seller = member("here-seller", role=Role.OWNER, city=city.city)
    with tenant_work(city.system) as by:
        sold = record_ownership(unit=city.unit, owner=seller.user, from_on=SINCE, by=by, at=FOUNDED)
        Ownership.objects.filter(pk=sold.pk).update(to_on=today)
    return {
        "owner": city.owner.user,
        "neighbour": neighbour.user,
        "seller": seller.user,
        "adjuster": city.adjuster.user,
        **{name: person.user for name, person in staff.items()},
        "bureau": city.officer.user,
        "operator": world.operator.user,
        "security administrator": member("security", role=Role.SECURITY_ADMIN).user,
        "audit administrator": member("auditor", role=Role.AUDIT_ADMIN).user,
        "rival": member("here-rival", role=Role.ADJUSTER, city=city.city, organisation=rivals).user,
        "rival boss": member("here-boss", role=Role.INSURER_MANAGER, city=city.city, organisation=rivals).user,
    }


def _inspector(city: CityWorld, prefix: str) -> Membership:
    service = _body(f"{prefix} inspection", OrganisationKind.TIS)
    with tenant_work(city.system) as by:
        add_party(project=city.project, organisation=service, role=PartyRole.TIS, from_on=SINCE, by=by, at=FOUNDED)
    return member(f"{prefix}-inspector", role=Role.INSPECTOR, city=city.city, organisation=service)


def _partner(city: CityWorld, kind: OrganisationKind, part: PartyRole, role: Role) -> Membership:
    """Somebody of another body that takes part in the project."""
    body = _body(f"here {part.value}", kind)
    with tenant_work(city.system) as by:
        add_party(project=city.project, organisation=body, role=part, from_on=SINCE, by=by, at=FOUNDED)
    return member(f"here-{part.value}", role=role, city=city.city, organisation=body)


def _there(world: World) -> dict[str, Asker]:
    city = world.there
    manager = member("there-manager", role=Role.INSURER_MANAGER, city=city.city, organisation=city.insurer)
    return {
        "there owner": city.owner.user,
        "there adjuster": city.adjuster.user,
        "there manager": manager.user,
        "there inspector": _inspector(city, "there").user,
        "there bureau": city.officer.user,
    }


def _nobodies(world: World) -> dict[str, Asker]:
    """People who are nobody here: locked out since, without a membership, with an ended one, half signed in."""
    disabled = member("here-disabled", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer).user
    disabled.is_active = False
    disabled.save(update_fields=["is_active"])
    ended = member("here-ended", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    Membership.objects.filter(pk=ended.pk).update(valid_to=timezone.localdate())
    nobody = User.objects.create(username="nobody", full_name="nobody")
    half = member("here-half", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer).user
    return {
        "anonymous": None,
        "disabled": disabled,
        "memberless": nobody,
        "ended": ended.user,
        "half signed in": HalfSignedIn(with_app(half)),
    }


def _photograph() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (32, 24), "teal").save(file, "JPEG")
    file.seek(0)
    return file


def _objects(city: CityWorld, callers: Programs) -> Objects:
    at = timezone.now()
    filed = _draft(city, at=at)
    actor = city.owner.actor()
    with tenant_work(city.system) as by:
        pin(project_dossier_id=city.project.pk, anchors={"contract_formed": date(2022, 9, 1)}, by=by, at=at)
    with tenant_work(actor):
        claim = file_claim(draft_id=filed.pk, consented_at=at, by=actor, at=at)
        open_draft = _draft(city, at=at)
    job = _finished_job(city, at=at)
    letter = letters.made(city, letters.issued(city, dossier=claim.dossier))
    view = _saved_view(city, at=at)
    erasure, hold = _asked_and_held(city, at=at)
    policies = insured(city, at=at)
    with tenant_work(city.adjuster.actor()) as by:
        log_access(kind=AccessKind.DOWNLOAD, subject="documents.letter", subject_id=letter.pk, by=by, at=at)
    site = inspected(city, inspector=Membership.objects.get(city=city.city, role=Role.INSPECTOR), at=at)
    house = housed(city, case=claim.dossier, at=at)
    entry, correction = _entered(city, claim.pk, at=at)
    transfer = waiting(city)
    with tenant_work(city.system):
        deadline = Deadline.objects.filter(dossier=claim.dossier).first() or _bare_deadline(city, claim.pk, at)
        notice = Notice.objects.create(
            city=city.city,
            recipient=city.adjuster.user,
            kind=NoticeKind.REMINDER,
            dossier=claim.dossier,
            deadline=deadline,
            message_id=uuid7(),
            occurred_at=at,
        )
        return Objects(
            unit=city.unit.pk,
            draft=open_draft.pk,
            photo=Upload.objects.get(dossier=None).pk,
            filed_photo=Upload.objects.get(dossier=claim.dossier).pk,
            claim=claim.pk,
            deadline=deadline.pk,
            entry=entry,
            correction=correction,
            device=_device(city.adjuster.user),
            passkey=_passkey(city.adjuster.user),
            notice=notice.pk,
            job=job.pk,
            letter=letter.pk,
            letter_code=letter.code,
            saved_view=view.pk,
            consent=Consent.objects.get(about_id=claim.pk).pk,
            erasure_request=erasure,
            legal_hold=hold,
            project=city.project.pk,
            policy=policies.policy,
            policy_draft=policies.draft,
            cover_window=policies.window,
            inspected=site,
            api_client=callers.live.client_id,
            api_key=callers.live.prefix,
            person=city.adjuster.user.pk,
            membership=city.adjuster.pk,
            organisation=city.insurer.pk,
            district=city.district.pk,
            proposal=_proposal(city, at=at),
            calendar_proposal=_calendar_proposal(at=at),
            recomputation=_recomputation(city, at=at),
            ladder=_ladder(city, at=at),
            house=house,
            ownership=Ownership.objects.get(unit=city.unit, owner=city.owner.user).pk,
            number_change=_number_change(city, at=at),
            transfer=transfer.pk,
            authority=waiting_authority(city).pk,
            rule_draft=_rule_draft(city, at=at),
            reading_proposal=_reading_proposal(city, at=at),
            message_template=_message_template(city, at=at),
            rule=RULE,
        )


def _ladder(city: CityWorld, *, at: datetime) -> UUID:
    """A draft of the bureau's officer."""
    with tenant_work(city.officer.actor()) as by:
        return start_ladder(scope=Scope(), by=by, at=at).pk


def _reading_proposal(city: CityWorld, *, at: datetime) -> UUID:
    """A colleague of the officer's proposes how words are read."""
    proposer = member(f"{city.city.code}-proposer", role=Role.BUREAU, city=city.city, organisation=city.bureau)
    told = Proposed("AMB-03", "no_roll", "", f"canary of {city.city.code}", "canary")
    with tenant_work(proposer.actor()) as by:
        return propose_reading(proposed=told, by=by, at=at).pk


def _message_template(city: CityWorld, *, at: datetime) -> UUID:
    """A colleague of the officer's proposes words for a mail."""
    proposer = member(f"{city.city.code}-wording", role=Role.BUREAU, city=city.city, organisation=city.bureau)
    words = {
        "zh": Words("提醒", "{headline} {link}"),
        "en": Words("Reminder", "{headline} {link}"),
    }
    with tenant_work(proposer.actor()) as by:
        return ask_words(proposed=ProposedWords("missed", ChannelGroup.MAIL, words), by=by, at=at).pk


def _rule_draft(city: CityWorld, *, at: datetime) -> UUID:
    """A correction of the city's text that a colleague of the officer's writes; in the other city a bare beginning."""
    author = member(f"{city.city.code}-drafter", role=Role.BUREAU, city=city.city, organisation=city.bureau)
    base = newest_published(city.city.code).first()
    texts = as_correction(base) if base else from_nothing(city.city)
    with tenant_work(author.actor()) as by:
        return start_draft_of_rules(name=f"canary of {city.city.code}", base=base, texts=texts, by=by, at=at).pk


def _entered(city: CityWorld, claim_id: UUID, *, at: datetime) -> tuple[UUID, UUID]:
    """An entry of the adjuster's, and the correction that is asked for of another one."""
    with tenant_work(city.adjuster.actor()) as by:
        entry, wrong = (record(dossier_id=claim_id, code="test_event", by=by, at=at, payload={}) for _ in range(2))
        asked = Correction.objects.create(
            city_id=by.tenant_id, event=wrong, reason="test", asked_by=by.person_id, asked_at=at
        )
    return entry.pk, asked.pk


def _number_change(city: CityWorld, *, at: datetime) -> UUID:
    """A new number of the owner's, checked by the bureau's officer."""
    change = NumberChange.objects.create(
        city=city.city,
        state=ChangeState.CHECKED,
        number="13700000001" if city.owner.user.username.startswith("here") else "13700000002",
        opened_at=at,
        unit=city.unit,
        person=city.owner.user,
        presented="test",
        checked_by=city.officer.user,
        checked_at=at,
    )
    return change.pk


def _proposal(city: CityWorld, *, at: datetime) -> UUID:
    """The operator asks for an administrator."""
    by = Membership.objects.get(role=Role.OPERATOR).actor()
    name = f"new-{city.city.code}"
    asked = ask_for_administrator(username=name, full_name=name, role=Role.OPERATOR, reason="test", by=by, at=at)
    return asked.pk


def _calendar_proposal(*, at: datetime) -> UUID:
    """A notice that waits: one for all cities."""
    waiting = Proposal.objects.filter(kind=ProposalKind.CALENDAR).first()
    by = Membership.objects.get(role=Role.OPERATOR).actor()
    return (waiting or ask_to_import(notice=NOTICE, reason="test", by=by, at=at)).pk


def _recomputation(city: CityWorld, *, at: datetime) -> UUID:
    """Terms that wait to be reckoned anew by a corrected text."""
    with tenant_work(city.system):
        return Recomputation.objects.create(
            city=city.city,
            cause=RecomputationCause.RULES,
            subject=VERSION,
            reference=VERSION,
            reason="test",
            asked_by=city.officer.user,
            asked_at=at,
        ).pk


def _asked_and_held(city: CityWorld, *, at: datetime) -> tuple[UUID, UUID]:
    """A request for erasure and a legal hold. They stand in no city: the other one has but ids of nothing."""
    if not city.owner.user.username.startswith("here"):
        return uuid7(), uuid7()
    with tenant_work(member("here-asking", role=Role.OWNER, city=city.city).actor()) as by:
        request = ask_erasure(by=by, at=at, on=at.date())
        hold = place_hold(person=city.owner.user, reason="test", by=by, at=at)
    return request.pk, hold.pk


def _device(user: User) -> int:
    """Another browser in which the adjuster is signed in."""
    client = Client()
    client.force_login(user)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return int(UserSession.objects.create(user=user, ip="192.0.2.1", session_key=key).pk)


def _passkey(user: User) -> int:
    """A passkey of the adjuster's, beside an app."""
    kept = {"name": "key", "credential": registered()}
    key = Authenticator.objects.create(user=with_app(user), type="webauthn", data=kept)
    return int(key.pk)


def _saved_view(city: CityWorld, *, at: datetime) -> SavedView:
    """A view of the adjuster's queue, kept to themselves."""
    with tenant_work(city.adjuster.actor()) as by:
        save_view(list_key="claims", facts=ViewFacts(name="view", query="clock=overdue"), by=by, at=at)
        return SavedView.objects.own(by).get()


def _finished_job(city: CityWorld, *, at: datetime) -> Job:
    """The adjuster's list as Excel, made."""
    with tenant_work(city.adjuster.actor()) as by:
        parameters = {"list": "claims", "query": "", "at": at.isoformat()}
        job = start_job(kind="lists.excel", parameters=parameters, by=by, at=at)
    run_job(job_id=job.pk, by=city.system, now=timezone.now)
    return job


def _bare_deadline(city: CityWorld, claim_id: UUID, at: datetime) -> Deadline:
    """The other city's regime is not loaded, so nothing starts there by itself: this clock is written by hand."""
    return Deadline.objects.create(
        city=city.city,
        dossier_id=claim_id,
        duty="claims.determination.normal",
        rule_id="T-001",
        citation="test",
        obliged=city.insurer,
        basis=Basis.IN_FORCE,
        term_value=7,
        term_unit="day",
        started_by=Event.objects.filter(dossier_id=claim_id).latest("recorded_at"),
        started_at=at,
        unrolled_at=at + timedelta(days=7),
        due_at=at + timedelta(days=7),
        trace_hash="0" * 64,
        computation_hash="0" * 64,
    )


def _draft(city: CityWorld, *, at: datetime) -> ClaimDraft:
    """A report of the owner with every answer and one photograph."""
    actor = city.owner.actor()
    with tenant_work(actor):
        draft = start_draft(unit=city.unit, by=actor, at=at)
        save_answers(
            draft=draft,
            by=actor,
            at=at,
            place="roof",
            defect="water",
            description=f"canary of {city.city.code}",
            noticed_on=timezone.localdate(),
            is_dangerous=False,
        )
        add_photograph(draft=draft, file=_photograph(), filename="roof.jpg", by=actor, at=at)
        return draft
