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
    ORG_ADMIN = "org_admin", _("Organisation's administrator")
    OPERATOR = "operator", _("Platform operator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


# The platform's own people, duties split three ways (GB/T 22239); they act in no city and see no tenant row.
PLATFORM_ROLES = (Role.OPERATOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
CITY_ROLES = tuple(role for role in Role if role not in PLATFORM_ROLES)


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
