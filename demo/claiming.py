"""Claims of the demo: filed by owners, and every step taken by the person whose step it is."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import singledispatchmethod

from claims import public as claims
from idi_platform.accounts.public import Role
from idi_platform.audit.public import CorrectionState, Event, ask_correction, correct_event
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, tenant_work, uuid7
from underwriting.public import policy_of

from . import stories
from .scene import Act, Scene

_LONGEST_NOTICED = 20
_TYPED_AFTER = timedelta(hours=1)
_CALLERS_NUMBER = "13800009999"
# No bank gives out numbers that begin with 000000.
_ACCOUNT_OF_NO_BANK = "0000 0000 0000 {:04d}"


class Case:
    """One claim from its filing to its last step."""

    claim: claims.Claim

    def __init__(self, scene: Scene, story: stories.Claim) -> None:
        self.scene, self.story = scene, story

    def acts(self) -> Iterator[Act]:
        filed = self.story.filed.moment(self.scene.at)
        if self.story.caller:
            yield Act(filed + _TYPED_AFTER, lambda: self.write_down(filed))
        else:
            yield Act(filed, lambda: self.file(filed))
        for step in self.story.steps:
            yield self._act(step, step.when.moment(self.scene.at))

    def _act(self, step: stories.Step, moment: datetime) -> Act:
        return Act(moment, lambda: self.take(step, moment))

    def file(self, at: datetime) -> None:
        story, chance = self.story, self.scene.chance
        with self._as_owner() as by:
            draft = claims.start_draft(unit=self.scene.homes[story.owner], by=by, at=at)
            claims.save_answers(
                draft=draft,
                by=by,
                at=at,
                place=story.place,
                defect=story.defect,
                description=story.words,
                noticed_on=(at - timedelta(days=chance.randint(1, _LONGEST_NOTICED))).astimezone(CIVIL_ZONE).date(),
                is_dangerous=story.is_dangerous,
            )
            claims.add_photograph(draft=draft, file=self.scene.photograph(), filename="照片.jpg", by=by, at=at)
            self.claim = claims.file_claim(draft_id=draft.pk, consented_at=at, by=by, at=at)

    def write_down(self, called_at: datetime) -> None:
        story, unit = self.story, self.scene.homes[self.story.owner]
        call = claims.Call(
            owner_id=self.scene.cast.people[story.owner].user_id,
            caller=story.caller,
            number=_CALLERS_NUMBER,
            called_at=called_at,
            place=story.place,
            defect=story.defect,
            description=story.words,
            noticed_on=called_at.astimezone(CIVIL_ZONE).date(),
            is_dangerous=story.is_dangerous,
            is_application=False,
            has_consented=False,
        )
        policy = policy_of(unit.project_id, on=called_at.astimezone(CIVIL_ZONE).date())
        taker = self.scene.cast.worker(Role.ADJUSTER, policy.lead_insurer_id if policy else None)
        with tenant_work(taker.actor()) as by:
            self.claim = claims.record_call(unit=unit, call=call, key=uuid7(), by=by, at=called_at + _TYPED_AFTER)

    @singledispatchmethod
    def take(self, step: stories.Step, at: datetime) -> None:
        """Takes one step through the service behind its page."""
        raise NotImplementedError(step)

    @take.register
    def _surveyed(self, step: stories.Surveyed, at: datetime) -> None:
        facts = claims.SurveyFacts(surveyed_at=at, present="业主本人、物业工程部", findings=step.words)
        with self._as_adjuster() as by:
            claims.record_survey(claim=self.claim, facts=facts, by=by, at=at)

    @take.register
    def _corrected(self, step: stories.Corrected, at: datetime) -> None:
        """Asked for by who entered it; where terms run from it, a second person agrees."""
        with self._as_adjuster() as by:
            event = Event.objects.filter(dossier_id=self.claim.pk, code=step.event).latest("occurred_at")
            happened_at = event.occurred_at - timedelta(hours=step.hours)
            correction = ask_correction(event=event, reason=step.reason, happened_at=happened_at, by=by, at=at)
        if correction.state == CorrectionState.ASKED:
            with self._as_manager() as by:
                correct_event(correction_id=correction.pk, by=by, at=at)

    @take.register
    def _asked(self, step: stories.Asked, at: datetime) -> None:
        asked = claims.Asked(documents=step.documents, reason=step.reason, arrived_at=at)
        with self._as_adjuster() as by:
            claims.request_documents(claim=self.claim, asked=asked, by=by, at=at)

    @take.register
    def _complex(self, step: stories.Complex, at: datetime) -> None:
        with self._as_adjuster() as by:
            claims.declare_complex(claim=self.claim, reasons=step.reasons, by=by, at=at)

    @take.register
    def _covered(self, step: stories.Covered, at: datetime) -> None:
        finding = claims.Finding(result=claims.Result.COVERED, words=step.words)
        with self._as_adjuster() as by:
            claims.determine(claim=self.claim, finding=finding, by=by, at=at)

    @take.register
    def _proposed(self, step: stories.Proposed, at: datetime) -> None:
        """Cites the pinned version and rests on the photographs of the claim."""
        with self._as_adjuster() as by:
            photographs = Upload.objects.visible_to(by).filter(dossier_id=self.claim.pk).values_list("pk", flat=True)
            finding = claims.Finding(
                result=claims.Result.PARTLY if step.covered else claims.Result.NOT_COVERED,
                words=f"{step.denied}不在保险范围内。",
                covered_part=step.covered,
                denied_part=step.denied,
                reasons=step.reasons,
                clause=claims.cited(self.claim, chosen=step.clause, article="", quote=""),
                evidence=list(photographs),
            )
            claims.determine(claim=self.claim, finding=finding, by=by, at=at)

    @take.register
    def _approved(self, step: stories.Approved, at: datetime) -> None:
        with self._as_manager() as by:
            claims.approve(claim=self.claim, reason=step.reason, by=by, at=at)

    @take.register
    def _sent_back(self, step: stories.SentBack, at: datetime) -> None:
        with self._as_manager() as by:
            claims.send_back(claim=self.claim, reason=step.reason, by=by, at=at)

    @take.register
    def _letter_sent(self, _step: stories.LetterSent, at: datetime) -> None:
        with self._as_adjuster() as by:
            claims.send_denial(claim=self.claim, by=by, at=at)

    @take.register
    def _offered(self, step: stories.Offered, at: datetime) -> None:
        terms = claims.Terms(
            form=claims.Form.REPAIR if step.amount is None else claims.Form.PAYMENT,
            amount=step.amount,
            words=step.words,
            start_on=_days_after(at, step.starts_in),
        )
        with self._as_adjuster() as by:
            claims.offer_agreement(claim=self.claim, terms=terms, by=by, at=at)

    @take.register
    def _accepted(self, _step: stories.Accepted, at: datetime) -> None:
        owner = self.claim.claimant
        number = _ACCOUNT_OF_NO_BANK.format(owner.pk.int % 10_000)
        payee = claims.Payee(owner.full_name, "示例银行侨乡支行", number)
        with self._as_owner() as by:
            claims.accept_offer(claim=self.claim, payee=payee, by=by, at=at)

    @take.register
    def _declined(self, step: stories.Declined, at: datetime) -> None:
        with self._as_owner() as by:
            claims.decline_offer(claim=self.claim, reason=step.reason, by=by, at=at)

    @take.register
    def _started(self, step: stories.Started, at: datetime) -> None:
        begun = claims.Begun(started_at=at, note=step.note, file=self.scene.photograph(), filename="开工.jpg")
        with self._as_adjuster() as by:
            claims.start_works(claim=self.claim, begun=begun, by=by, at=at)

    @take.register
    def _paid(self, step: stories.Paid, at: datetime) -> None:
        begun = claims.Begun(started_at=at, note=step.note, file=self.scene.paper(), filename="银行回单.jpg")
        with self._as_adjuster() as by:
            claims.record_payment(claim=self.claim, begun=begun, by=by, at=at)

    @take.register
    def _completed(self, step: stories.Completed, at: datetime) -> None:
        with self._as_adjuster() as by:
            claims.complete_works(claim=self.claim, completed_at=at, note=step.note, by=by, at=at)

    @take.register
    def _withdrawn(self, step: stories.Withdrawn, at: datetime) -> None:
        with self._as_owner() as by:
            claims.withdraw_claim(claim=self.claim, reason=step.reason, by=by, at=at)

    @take.register
    def _will_repair(self, step: stories.WillRepair, at: datetime) -> None:
        visit_on = _days_after(at, step.visits_in)
        with self._as_developer() as by:
            claims.accept_repair(claim=self.claim, visit_on=visit_on, note=step.note, by=by, at=at)

    @take.register
    def _visited(self, step: stories.Visited, at: datetime) -> None:
        with self._as_developer() as by:
            claims.record_visit(claim=self.claim, visited_at=at, note=step.note, by=by, at=at)

    @take.register
    def _repaired(self, step: stories.Repaired, at: datetime) -> None:
        with self._as_developer() as by:
            claims.finish_repair(claim=self.claim, note=step.note, by=by, at=at)

    @take.register
    def _refused(self, step: stories.Refused, at: datetime) -> None:
        with self._as_developer() as by:
            claims.refuse_repair(claim=self.claim, reason=step.reason, by=by, at=at)

    def _as_owner(self) -> AbstractContextManager[Actor]:
        return tenant_work(self.scene.cast.people[self.story.owner].actor())

    def _as_adjuster(self) -> AbstractContextManager[Actor]:
        return tenant_work(self.scene.cast.worker(Role.ADJUSTER, self.claim.insurer_id).actor())

    def _as_manager(self) -> AbstractContextManager[Actor]:
        return tenant_work(self.scene.cast.worker(Role.INSURER_MANAGER, self.claim.insurer_id).actor())

    def _as_developer(self) -> AbstractContextManager[Actor]:
        return tenant_work(self.scene.cast.worker(Role.PARTICIPANT, self.claim.developer_id).actor())


def _days_after(at: datetime, days: int) -> date:
    return (at + timedelta(days=days)).astimezone(CIVIL_ZONE).date()
