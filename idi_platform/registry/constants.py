"""Roles of parties, kinds of components and milestones (LEGAL.md: the milestones timers start from)."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyRole(models.TextChoices):
    DEVELOPER = "developer", _("Developer")
    LEAD_INSURER = "lead_insurer", _("Lead insurer")
    CO_INSURER = "co_insurer", _("Co-insurer")
    TIS = "tis", _("Technical inspection service")
    CONTRACTOR = "contractor", _("General contractor")
    SUPERVISOR = "supervisor", _("Supervision firm")
    DESIGNER = "designer", _("Design firm")
    SURVEYOR = "surveyor", _("Geotechnical survey firm")
    LABORATORY = "laboratory", _("Testing laboratory")
    PROPERTY_MANAGER = "property_manager", _("Property manager")


class MilestoneKind(models.TextChoices):
    DESIGN_START = "design_start", _("Drawing design started")
    REVIEW_CERTIFICATE = "review_certificate", _("Drawing review certificate")
    CONTRACT_FORMED = "contract_formed", _("Insurance contract formed")
    PERMIT_APPLICATION = "construction_permit_application", _("Construction permit applied for")
    PERMIT_ISSUED = "construction_permit_issued", _("Construction permit issued")
    FIRST_SUPERVISION_MEETING = "first_supervision_meeting", _("First supervision meeting")
    CONSTRUCTION_START = "construction_start", _("Construction started")
    PART_START = "part_start", _("A part of the works started")
    SUB_ACCEPTANCE = "sub_acceptance", _("Acceptance of a part")
    UNIT_ACCEPTANCE = "unit_acceptance", _("Acceptance of each home")
    PREVIEW = "preview", _("Owners' preview")
    COMPLETION_ACCEPTANCE = "completion_acceptance", _("Completion acceptance passed")
    COMPLETION_FILING = "completion_filing", _("Completion filed with the authority")
    HANDOVER = "handover", _("Handover to owners")
    FIRST_REVISIT = "first_revisit", _("First revisit")
    SALE_CONTRACT = "sale_contract", _("First sale contract")
    INSOLVENCY = "insolvency", _("Insolvency of the developer")


class Title(models.TextChoices):
    """How the owner's right stands (LEGAL.md: a buyer with contract and handover claims as "title pending")."""

    REGISTERED = "registered", _("Title registered")
    PENDING = "pending", _("Title pending: contract and handover")


class TransferCause(models.TextChoices):
    SALE = "sale", _("Sale")
    INHERITANCE = "inheritance", _("Inheritance")
    GIFT = "gift", _("Gift")
    DIVISION = "division", _("Division among co-owners or spouses")
    JUDGMENT = "judgment", _("Judgment or enforcement")
    REGISTRATION = "registration", _("Title registered for the same owners")
    CORRECTION = "correction", _("Correction: an approved change is taken back")


class TransferState(models.TextChoices):
    ASKED = "asked", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")
    TAKEN_BACK = "taken_back", _("Taken back: it was wrong")


class AuthorityKind(models.TextChoices):
    """On what somebody acts for the owners (LEGAL.md: committee or property manager with recorded authority; child)."""

    PROPERTY_SERVICE = "property_service", _("Property service contract")
    COMMITTEE = "committee", _("Resolution of the owners' assembly")
    AGENT = "agent", _("Authorisation by the owner")
    FAMILY = "family", _("Family member acting for the owner")


class AuthorityState(models.TextChoices):
    ASKED = "asked", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not confirmed")


# The name of a building's common parts among its homes (Civil Code 271).
COMMON_PARTS = "共有部分"


# Of a person as a form or a program gives them.
LONGEST_NAME = 120
PHONE_NUMBER = RegexValidator(r"^\+?[0-9][0-9 \-]{5,18}$", _("Give a telephone number: digits, blanks and hyphens."))
