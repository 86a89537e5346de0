"""Words of risk management: the codes of the trade, which claims and recovery use as well."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.registry.public import PartyRole

NUMBER_SERIES = "TIS"
LONGEST_WORDS = 2000
LONGEST_LINE = 200
MOST_PHOTOGRAPHS = 12
# A link to one finding for a site worker: ours, not the law's.
LINK_LASTS = timedelta(days=7)
LINK_USES = 20
MOST_LIVE_LINKS = 5

# Who reads a project's submitted reports and findings, each as far as they go; an owner reads none.
READER_ROLES = (
    Role.INSPECTOR,
    Role.UNDERWRITER,
    Role.ADJUSTER,
    Role.INSURER_MANAGER,
    Role.PARTICIPANT,
    Role.BUREAU,
)

# Receiving the report on the authority's own platform, where a city asks for it.
PLATFORM_UPLOAD_DUTY = "platform.special_report_upload"

# What the rules call the parties that owe what an inspection starts.
ACTOR_WORDS: dict[str, PartyRole] = {
    "rmo": PartyRole.TIS,
    "insurer": PartyRole.LEAD_INSURER,
    "lead_insurer": PartyRole.LEAD_INSURER,
    "developer": PartyRole.DEVELOPER,
    "contractor": PartyRole.CONTRACTOR,
    "supervisor": PartyRole.SUPERVISOR,
    "designer": PartyRole.DESIGNER,
    "laboratory": PartyRole.LABORATORY,
}

# Who may have to put a finding right: whoever builds, designs, surveys, supervises or orders the works.
RESPONSIBLE_ROLES = (
    PartyRole.CONTRACTOR,
    PartyRole.DEVELOPER,
    PartyRole.DESIGNER,
    PartyRole.SURVEYOR,
    PartyRole.SUPERVISOR,
)
# Who sees every finding of a project, not only its own: the developer answers for all, the supervision firm urges.
OVERSEEING_ROLES = (PartyRole.DEVELOPER, PartyRole.SUPERVISOR)


class ReportKind(models.TextChoices):
    """Report kinds by stage, as the inspection services number them (D0-D9), and the checks beside the series."""

    FIRST_SURVEY = "d0", _("D0 First survey")
    SPECIAL = "d1", _("D1 Special report")
    NEW_TECHNIQUE = "d2", _("D2 New technique")
    WATERPROOF_DESIGN = "d3", _("D3 Waterproof design")
    EXTENSION = "d4", _("D4 Extension")
    PROCESS = "d5", _("D5 Process report")
    COMPLETION = "d6", _("D6 Completion report")
    REVISIT = "d9", _("D9 Revisit")
    UNIT_ACCEPTANCE = "unit_acceptance", _("Check of the unit acceptance")
    PREVIEW = "preview", _("Check of the owners' preview")
    DESIGN = "design", _("Design check")


class Stage(models.TextChoices):
    """Stage of the works; how often a site is inspected is counted per month and stage."""

    DESIGN = "design", _("Design")
    FOUNDATION = "foundation", _("Foundation")
    STRUCTURE = "structure", _("Main structure")
    DECORATION = "decoration", _("Decoration and fitting out")
    COMPLETION = "completion", _("Completion")
    IN_USE = "in_use", _("In use")


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Report submitted")


class Signature(models.TextChoices):
    """The signatures beside the one who prepared the report; each by another person."""

    CHECKED = "checked", _("Checked by")
    APPROVED = "approved", _("Approved by")


class Element(models.TextChoices):
    """Part of the building; one list from finding to claim to recovery."""

    FOUNDATION = "foundation", _("Foundation and subsoil")
    STRUCTURE = "structure", _("Main structure (load-bearing)")
    EXTERNAL_WALL = "external_wall", _("External wall")
    ROOF = "roof", _("Roof")
    WATERPROOFING = "waterproofing", _("Waterproofing")
    INSULATION = "insulation", _("Insulation")
    WINDOWS = "windows", _("Doors and windows")
    MEP = "mep", _("Pipes, wiring and equipment")
    DECORATION = "decoration", _("Decoration")
    OTHER = "other", _("Other part")


class Risk(models.TextChoices):
    """Risk code of a finding in the trade's words."""

    NORMAL = "A", _("A Normal")
    SLIGHT = "B", _("B Slight risk")
    MEDIUM = "C", _("C Medium risk")
    SEVERE_TECHNICAL = "D", _("D Severe technical risk")
    SEVERE_CONDUCT = "E", _("E Severe conduct risk")
    NOT_EVIDENCED = "R", _("R Not evidenced")
    OBSERVATION = "O", _("O Observation")


# What counts as a defect in statistics: a missing proof and an observation are none.
DEFECT_RISKS = frozenset({Risk.SLIGHT, Risk.MEDIUM, Risk.SEVERE_TECHNICAL, Risk.SEVERE_CONDUCT})
# The default reading of the cities' words for a serious defect (LEGAL.md); whether conduct counts is theirs to decide.
SERIOUS_RISKS = frozenset({Risk.SEVERE_TECHNICAL, Risk.SEVERE_CONDUCT})
# Recorded, with nothing to put right.
NOTED_RISKS = frozenset({Risk.NORMAL, Risk.OBSERVATION})
# What may be left of a finding that is closed, and how forms and the API offer it.
LEFT_RISKS = [(risk.value, risk.label) for risk in (Risk.NORMAL, Risk.SLIGHT, Risk.OBSERVATION)]


class FindingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    NOTED = "noted", _("Recorded, nothing to put right")
    OPEN = "open", _("To be put right")
    ANSWERED = "answered", _("Answered, to be verified")
    CLOSED = "closed", _("Closed out")
    REOPENED = "reopened", _("Reopened")


# Still waiting for somebody: the contractor or the inspection service.
UNRESOLVED = (FindingState.OPEN, FindingState.REOPENED, FindingState.ANSWERED)


class PhotographKind(models.TextChoices):
    EVIDENCE = "evidence", _("Photograph of the finding")
    BEFORE = "before", _("Before")
    AFTER = "after", _("After")


class Verdict(models.TextChoices):
    """What the inspection service found when it looked again."""

    CLOSED = "closed", _("Put right: close the finding")
    KEPT_OPEN = "kept_open", _("Not put right: keep it open")


class RiskEvent(models.TextChoices):
    """Event codes of inspections; the rules are triggered by the first three."""

    INSPECTED = "inspection_performed", _("Inspection carried out")
    REPORT_COMPLETED = "report_completed", _("Inspection report submitted")
    REPORT_RECEIVED = "report_received", _("Inspection report delivered to insurer and developer")
    REPORT_CHECKED = "report_checked", _("Inspection report checked")
    REPORT_APPROVED = "report_approved", _("Inspection report approved")
    REPORT_UPLOADED = "report_uploaded_to_platform", _("Report uploaded to the authority's platform")
    RAISED = "finding_raised", _("Finding raised")
    ANSWERED = "finding_answered", _("Rectification answered")
    CLOSED = "finding_closed", _("Finding closed")
    KEPT_OPEN = "finding_kept_open", _("Rectification not accepted")
    REOPENED = "finding_reopened", _("Finding reopened")
    LINK_MADE = "finding_link_made", _("Link for a site worker made")
    LINK_OPENED = "finding_link_opened", _("Finding opened by a link")
    LINK_REVOKED = "finding_link_revoked", _("Link for a site worker ended")
    STOPPED = "works_stopped", _("Works stopped")
    RESUMED = "works_resumed", _("Works resumed")
    DRAFT_HANDED_OVER = "report_draft_handed_over", _("Draft of a report handed over")
    ADDED_BY_LINK = "finding_added_by_link", _("Photographs or words came by a link")
