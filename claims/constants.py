"""Words of claims."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role

# Who works on claims at a desk, or looks over the shoulder of those who do.
DESK = (Role.ADJUSTER, Role.INSURER_MANAGER, Role.BUREAU)
NUMBER_SERIES = "CLM"
LONGEST_DESCRIPTION = 1000
MOST_PHOTOGRAPHS = 12
LONGEST_CALLER = 60
# Of a bank account, in digits; and of a bank's name, in characters.
ACCOUNT_DIGITS = (8, 30)
LONGEST_BANK = 120

# What the rules call the party that owes the duties of a claim.
INSURER_WORD = "insurer"
DEVELOPER_WORD = "developer"
CONTRACTOR_WORD = "contractor"
# Terms that wait for the owner: nobody is late by them.
WAITING_WORDS = ("owner", "policyholder", "insured", "beneficiary")
SURVEY_DUTY = "claims.survey"
NORMAL_DUTY = "claims.determination.normal"
COMPLEX_DUTY = "claims.determination.complex"
DETERMINATION_DUTIES = (NORMAL_DUTY, COMPLEX_DUTY)
DENIAL_DUTY = "claims.denial_notice"
ADVANCE_DUTY = "claims.advance_payment"
PERFORMANCE_DUTY = "claims.performance"
NOTIFY_DEVELOPER_DUTY = "interim.notify_developer"
DEVELOPER_VISIT_DUTY = "interim.developer_visit"
SUPPLEMENT_RULE = "claims.documents.supplement"
# Each claim begins as the general case; written reasons make it a complex one.
NORMAL_CASE = {"complexity": "normal"}
COMPLEX_CASE = {"complexity": "complex"}

MOST_DOCUMENTS = 20
LONGEST_DOCUMENT_NAME = 200
# What a denial may rest on: the topics of the rules that say what is covered, from when, until when, and what is not.
DENIAL_TOPICS = ("exclusion", "coverage", "period", "liability_start", "scope")
# Chosen instead of a rule when the clause stands in the insurance contract itself.
CONTRACT_CLAUSE = "contract"

# The financial regulator's line for consumers of insurance, the same everywhere.
COMPLAINTS = "12378"
# National numbers, the same everywhere.
FIRE, AMBULANCE, POLICE = "119", "120", "110"


class ClaimState(models.TextChoices):
    FILED = "filed", _("Filed")
    SURVEYED = "surveyed", _("Surveyed")
    PROPOSED = "proposed", _("Determination under review")
    DETERMINED = "determined", _("Determined")
    AGREED = "agreed", _("Agreement reached")
    PERFORMING = "performing", _("Repair under way")
    CLOSED = "closed", _("Closed")
    DENIED = "denied", _("Denied")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WITH_DEVELOPER = "with_developer", _("With the developer")
    REFUSED = "refused", _("Repair refused by the developer")


# Where the repair is the developer's to answer.
DEVELOPER_STATES = (ClaimState.WITH_DEVELOPER, ClaimState.REFUSED)


class ClaimEvent(models.TextChoices):
    """Event codes of a claim; the rules are triggered by them.

    REPORTED is the report (报案), RECEIVED the application (索赔申请): what an owner files here is both at once, a
    report by telephone may be the first alone.
    """

    REPORTED = "claim_reported", _("Claim reported")
    RECEIVED = "claim_received", _("Claim received")
    SURVEYED = "claim_surveyed", _("Home surveyed")
    DOCUMENTS_REQUESTED = "documents_requested", _("Documents asked for, once")
    DOCUMENT_RECEIVED = "document_received", _("Document received")
    COMPLETE = "claim_and_documents_received", _("All documents received")
    COMPLEX = "case_declared_complex", _("Declared a complex case")
    PROPOSED = "determination_proposed", _("Determination submitted for approval")
    RETURNED = "determination_returned", _("Determination sent back")
    DETERMINED = "determination_made", _("Determination made")
    DENIAL_SENT = "denial_sent", _("Denial sent")
    OFFERED = "agreement_offered", _("Agreement offered")
    DECLINED = "agreement_declined", _("Offer declined")
    AGREED = "compensation_agreement_reached", _("Compensation agreement reached")
    STARTED = "performance_started", _("Works started")
    PERFORMED = "indemnity_performed", _("Indemnity performed")
    WITHDRAWN = "claim_withdrawn", _("Claim withdrawn")
    PASSED = "claim_passed_on", _("Passed to the organisation's successor")
    FIRST_REPAIR_REQUEST = "first_repair_request", _("Repair asked of the developer")
    REPAIR_REQUESTED = "repair_requested", _("Repair asked of the developer again")
    DEVELOPER_TOLD = "developer_told", _("Developer told of the defect")
    REPAIR_ACCEPTED = "developer_repair_accepted", _("Developer will repair")
    DEVELOPER_VISITED = "developer_visited", _("Developer looked at the defect")
    REPAIR_REFUSED = "developer_repair_refused", _("Developer refused to repair")
    REPAIR_DONE = "developer_repair_done", _("Developer finished the repair")
    CLAIMANT_CHANGED = "claimant_changed", _("A new owner of the home goes on with the claim")


class Result(models.TextChoices):
    """What a determination says; the values are those of the fact `determination` in the rules."""

    COVERED = "covered", _("Covered")
    PARTLY = "partly_covered", _("Partly covered")
    NOT_COVERED = "not_covered", _("Not covered")


# What is denied in whole or in part: approved by a second person, told in a letter.
DENYING = (Result.PARTLY, Result.NOT_COVERED)


class Form(models.TextChoices):
    """How the insurer performs."""

    REPAIR = "repair", _("Repair")
    PAYMENT = "payment", _("Payment of money")


class Place(models.TextChoices):
    """Where in or at the home, in an owner's words."""

    LIVING_ROOM = "living_room", _("Living room")
    BEDROOM = "bedroom", _("Bedroom")
    KITCHEN = "kitchen", _("Kitchen")
    BATHROOM = "bathroom", _("Bathroom")
    BALCONY = "balcony", _("Balcony or window")
    ROOF = "roof", _("Roof")
    OUTER_WALL = "outer_wall", _("Outer wall")
    BASEMENT = "basement", _("Basement or garage")
    SHARED = "shared", _("Stairs, lift or another shared part")
    OTHER = "other", _("Somewhere else")


class DefectKind(models.TextChoices):
    """What an owner sees; what it is in law is for the determination."""

    WATER = "water", _("Water comes in or drips")
    CRACK = "crack", _("Cracks")
    SINKING = "sinking", _("Sinking or leaning")
    DAMP = "damp", _("Damp or mould")
    FALLING = "falling", _("Plaster, tiles or insulation come off")
    COLD = "cold", _("Cold walls, heat is lost")
    PIPES = "pipes", _("Pipes or wiring")
    OTHER = "other", _("Something else")
