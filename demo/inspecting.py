"""Inspections of the demo: reports written by inspectors, findings answered on the site and looked at again."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from idi_platform.accounts.public import Membership, Role
from idi_platform.registry.public import Building, PartyRole
from idi_platform.tenancy.public import tenant_work
from riskmgmt.public import (
    DEFECT_RISKS,
    Finding,
    InspectionReport,
    Look,
    PhotographKind,
    Risk,
    Signature,
    Verdict,
    Work,
    add_answer_photograph,
    add_by_link,
    add_finding,
    add_photograph,
    answer_finding,
    make_link,
    read_token,
    record_platform_upload,
    save_answer,
    save_finding,
    save_report,
    sign_report,
    start_answer,
    start_report,
    submit_report,
    use_link,
    verify_rectification,
)

from . import stories
from .moments import day_of
from .scene import Act, Scene
from .site_link import SiteLink

NOTED = (Risk.NORMAL, Risk.OBSERVATION)


class Inspection:
    """One report from the visit to the last answer, each step by whom it concerns."""

    def __init__(self, scene: Scene, story: stories.Report, project: stories.Project) -> None:
        self.scene, self.story, self.project = scene, story, project
        self.bodies = {role: scene.cast.bodies[key] for key, role in project.parties}
        people = scene.cast.people
        self.inspector = people.get(story.inspector) or scene.cast.worker(Role.INSPECTOR, self.bodies[PartyRole.TIS].pk)
        self.report: InspectionReport | None = None
        self.findings: list[Finding] = []
        self.token = ""

    def acts(self) -> Iterator[Act]:
        story, at = self.story, self.scene.at
        visited = (story.submitted or story.inspected).moment(at)
        yield Act(visited, lambda: self.write(visited))
        if story.checked:
            checked = story.checked.moment(at)
            yield Act(checked, lambda: self.check(checked))
        if story.uploaded:
            when, receipt = story.uploaded
            uploaded = when.moment(at)
            yield Act(uploaded, lambda: self.upload(receipt, uploaded))
        for place, finding in enumerate(story.findings):
            if finding.answer:
                yield from self.answers(place, finding, finding.answer)
            if finding.link:
                yield from self.links(place, finding, finding.link)

    def write(self, at: datetime) -> None:
        """Kept, and submitted where the story says so."""
        story, project = self.story, self.scene.projects[self.story.project]
        with tenant_work(self.inspector.actor()) as by:
            report = start_report(project=project, kind=story.kind, by=by, at=at)
            inspected_on = day_of(story.inspected, self.scene.at)
            save_report(
                report=report, by=by, at=at, stage=story.stage, inspected_on=inspected_on, summary=story.summary
            )
            self.findings = [self.add(report, told, at) for told in story.findings]
            report.refresh_from_db()
            self.report = submit_report(report=report, by=by, at=at) if story.submitted else report

    def add(self, report: InspectionReport, told: stories.Finding, at: datetime) -> Finding:
        with tenant_work(self.inspector.actor()) as by:
            finding = add_finding(report=report, by=by)
            save_finding(
                finding=finding,
                by=by,
                at=at,
                building=Building.objects.filter(project=report.project_id).order_by("pk").first(),
                floor=told.floor,
                spot=told.spot,
                element=told.element,
                risk=told.risk,
                description=told.words,
                advice=told.advice,
                responsible=None if told.risk in NOTED else self.bodies[told.responsible],
            )
            if told.risk in DEFECT_RISKS:
                add_photograph(finding=finding, file=self.scene.photograph(), filename="问题.jpg", by=by, at=at)
        return finding

    def check(self, at: datetime) -> None:
        """By a colleague: nobody checks their own report."""
        colleague = self.scene.cast.worker(Role.INSPECTOR, self.inspector.organisation_id, but=self.inspector)
        with tenant_work(colleague.actor()) as by:
            sign_report(report=self._report(), signature=Signature.CHECKED, by=by, at=at)

    def upload(self, receipt: str, at: datetime) -> None:
        with tenant_work(self.inspector.actor()) as by:
            record_platform_upload(report=self._report(), receipt=receipt, uploaded_at=at, by=by, at=at)

    def answers(self, place: int, told: stories.Finding, answer: stories.Answer) -> Iterator[Act]:
        answered = answer.when.moment(self.scene.at)
        builder = self.scene.cast.worker(Role.PARTICIPANT, self.bodies[told.responsible].pk)
        yield Act(answered, lambda: self.answer(place, answer.words, builder, answered))
        if answer.verified:
            verified = answer.verified.moment(self.scene.at)
            yield Act(verified, lambda: self.verify(place, answer.kept_open, verified))

    def links(self, place: int, told: stories.Finding, link: SiteLink) -> Iterator[Act]:
        made, used = link.made.moment(self.scene.at), link.used.moment(self.scene.at)
        builder = self.scene.cast.worker(Role.PARTICIPANT, self.bodies[told.responsible].pk)
        yield Act(made, lambda: self.send_link(place, builder, made))
        yield Act(used, lambda: self.use_link(link, used))

    def send_link(self, place: int, builder: Membership, at: datetime) -> None:
        with tenant_work(builder.actor()) as by:
            _link, self.token = make_link(finding=self._finding(place), by=by, at=at)

    def use_link(self, told: SiteLink, at: datetime) -> None:
        """As the phone of somebody on site does it: opened by the token, nobody signed in."""
        facts = read_token(self.token)
        assert facts is not None  # noqa: S101  # made a moment ago
        photograph = (PhotographKind.AFTER, self.scene.photograph(), "整改后.jpg")
        with transaction.atomic():
            opened = use_link(facts=facts, at=at)
            add_by_link(opened=opened, work=Work(told.name, told.words, [photograph]), at=at)

    def answer(self, place: int, words: str, builder: Membership, at: datetime) -> None:
        with tenant_work(builder.actor()) as by:
            rectification = start_answer(finding=self._finding(place), by=by, at=at)
            save_answer(answer=rectification, words=words, by=by)
            for kind in (PhotographKind.BEFORE, PhotographKind.AFTER):
                picture, filename = self.scene.photograph(), f"{kind.label}.jpg"
                add_answer_photograph(answer=rectification, kind=kind, file=picture, filename=filename, by=by, at=at)
            answer_finding(answer=rectification, by=by, at=at)

    def verify(self, place: int, kept_open: str, at: datetime) -> None:
        look = Look(Verdict.KEPT_OPEN, kept_open) if kept_open else Look(Verdict.CLOSED, risk_after=Risk.NORMAL)
        with tenant_work(self.inspector.actor()) as by:
            waiting = self._finding(place).rectifications.select_related("finding").get(answered_at__isnull=False)
            verify_rectification(rectification=waiting, look=look, by=by, at=at)

    def _finding(self, place: int) -> Finding:
        return Finding.objects.select_related("report", "project__dossier").get(pk=self.findings[place].pk)

    def _report(self) -> InspectionReport:
        assert self.report is not None  # noqa: S101  # acts come in the order of their moments
        return self.report
