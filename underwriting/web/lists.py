"""The lists of insurance policies and of projects."""

from django.utils.translation import gettext_lazy as _

from idi_platform.lists.public import Column, Empty, ListPage
from idi_platform.registry.public import Project
from underwriting.filters import PolicyFilters, ProjectFilters
from underwriting.models import InsurancePolicy
from underwriting.rights import READ_POLICIES, READ_PROJECTS
from underwriting.rules.money import yuan
from underwriting.selectors import policies_list, projects_list

POLICY_COLUMNS: tuple[Column[InsurancePolicy], ...] = (
    Column(
        "number",
        _("Policy number"),
        lambda policy: policy.policy_number,
        sort=("policy_number",),
        template="underwriting/cells/policy.html",
        css="text-nowrap",
        width=22,
    ),
    Column("project", _("Project"), lambda policy: str(policy.project), sort=("project__name_zh",), width=32),
    Column(
        "state",
        _("State"),
        lambda policy: policy.get_state_display(),
        sort=("state", "policy_number"),
        template="underwriting/cells/state.html",
    ),
    Column("lead", _("Lead insurer"), lambda policy: policy.lead_insurer.name, sort=("lead_insurer__name_zh",)),
    Column("formed", _("Contract formed"), lambda policy: policy.contract_formed_on, sort=("contract_formed_on",)),
    Column("issued", _("Issued on"), lambda policy: policy.issued_on, sort=("issued_on",)),
    Column(
        "premium",
        _("Premium"),
        lambda policy: yuan(policy.premium_fen),
        sort=("premium_fen",),
        css="money",
        sheet_label=_("Premium (CNY)"),
    ),
    Column(
        "sum",
        _("Sum insured"),
        lambda policy: yuan(policy.sum_insured_fen),
        sort=("sum_insured_fen",),
        css="money",
        is_shown=False,
    ),
    Column("dossier", _("Number"), lambda policy: policy.dossier.number, sort=("dossier__number",), is_shown=False),
)

POLICIES = ListPage(
    key="insurance-policies",
    title=_("Insurance policies"),
    caption=_("Insurance policies"),
    right=READ_POLICIES,
    url_name="underwriting:policies",
    rows=lambda viewer, _at: policies_list(viewer),
    filterset=PolicyFilters,
    lines=lambda rows, _viewer, _at: rows,
    columns=POLICY_COLUMNS,
    sort="-issued",
    quick="state",
    empty=Empty(
        _("No insurance policies yet"),
        _("A policy is entered on the page of its project."),
        icon="shield-check",
    ),
)

PROJECT_COLUMNS: tuple[Column[Project], ...] = (
    Column(
        "name",
        _("Project"),
        str,
        sort=("name_zh",),
        template="underwriting/cells/project.html",
        width=32,
    ),
    Column("number", _("Number"), lambda project: project.dossier.number, sort=("dossier__number",), css="text-nowrap"),
    Column("district", _("District"), lambda project: project.district.name, sort=("district__code", "name_zh")),
    Column("address", _("Address"), lambda project: project.address, sort=("address",), width=40),
)

PROJECTS = ListPage(
    key="projects",
    title=_("Projects"),
    caption=_("Projects"),
    right=READ_PROJECTS,
    url_name="underwriting:projects",
    rows=lambda viewer, _at: projects_list(viewer),
    filterset=ProjectFilters,
    lines=lambda rows, _viewer, _at: rows,
    columns=PROJECT_COLUMNS,
    sort="name",
    empty=Empty(
        _("No projects yet"), _("A project appears here once your organisation takes part in it."), icon="building"
    ),
    template="underwriting/projects.html",
)
