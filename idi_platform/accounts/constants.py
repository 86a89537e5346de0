"""Roles and kinds of organisation (LEGAL.md names them all; a role is what a membership lets a person do)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("Home owner")
    UNDERWRITER = "underwriter", _("Underwriter")
    ADJUSTER = "adjuster", _("Claims adjuster")
    INSURER_MANAGER = "insurer_manager", _("Insurer's manager")
    INSPECTOR = "inspector", _("TIS inspector")
    PARTICIPANT = "participant", _("Site participant")
    BUREAU = "bureau", _("Housing bureau officer")
    OPERATOR = "operator", _("Platform operator")


# Whoever acts in a city; the operator acts in none and sees no tenant row.
CITY_ROLES = tuple(role for role in Role if role != Role.OPERATOR)


class OrganisationKind(models.TextChoices):
    DEVELOPER = "developer", _("Developer")
    INSURER = "insurer", _("Insurer")
    TIS = "tis", _("Technical inspection service")
    BUREAU = "bureau", _("Housing bureau")
    CONTRACTOR = "contractor", _("Contractor")
    SUPERVISOR = "supervisor", _("Supervision firm")
    DESIGNER = "designer", _("Design firm")
    SURVEYOR = "surveyor", _("Geotechnical survey firm")
    LABORATORY = "laboratory", _("Testing laboratory")
    MATERIAL_SUPPLIER = "material_supplier", _("Material supplier")
    REVIEW_BODY = "review_body", _("Drawing-review body")
    PROPERTY_MANAGER = "property_manager", _("Property manager")
    OWNERS_COMMITTEE = "owners_committee", _("Owners' committee")
    LOSS_ADJUSTER = "loss_adjuster", _("Loss adjuster")
    CLAIMS_SERVICE = "claims_service", _("Claims service body")
    FINANCIAL_REGULATOR = "financial_regulator", _("Financial regulator")
    PLANNING_REGULATOR = "planning_regulator", _("Planning regulator")
