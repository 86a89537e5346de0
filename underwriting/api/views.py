"""Reading projects, insurance policies and their cover."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from idi_platform.accounts.public import Organisation
from idi_platform.api.public import BodySerializer, DetailView, ListView
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Building, Milestone, Party, Project, Unit
from idi_platform.tenancy.public import Actor, business_now, current_actor
from policies.public import governing_pin
from underwriting.filters import PolicyFilters, ProjectFilters
from underwriting.gates import Gate, issue_gates
from underwriting.lifecycle import PolicyAction, may_write, open_actions
from underwriting.models import ContractTerm, CoverWindow, InsurancePolicy
from underwriting.rights import READ_HOME, READ_POLICIES, READ_PROJECTS, WRITE_POLICIES
from underwriting.selectors import (
    Cover,
    CoverWindowView,
    ShareView,
    cover_of,
    insurers_here,
    policies_list,
    policies_of_project,
    projects_list,
    share_history,
    shares_of,
    window_views,
)

from .serializers import (
    ExplainedCoverWindowSerializer,
    HomeSerializer,
    PolicyRowSerializer,
    PolicySerializer,
    ProjectRowSerializer,
    ProjectSerializer,
)


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A project as one reader sees it."""

    project: Project
    regime: Any
    insurance_policies: list[InsurancePolicy]


@dataclass(frozen=True, slots=True)
class HomeFile:
    """A home as one reader sees it."""

    home: Unit
    cover: Cover


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy as one reader sees it."""

    policy: InsurancePolicy
    regime: Any
    shares: list[ShareView]
    share_history: list[ShareView]
    cover: list[CoverWindowView]
    contract_terms: list[ContractTerm]
    gates: list[Gate]
    actions: list[PolicyAction]


def today() -> date:
    return business_now().astimezone(CIVIL_ZONE).date()


def policy_file(viewer: Actor, policy: InsurancePolicy) -> PolicyFile:
    """Puts together what the reader may see of a visible policy."""
    on, history = today(), share_history(policy)
    windows = list(policy.cover_windows.select_related("policy", "building"))
    return PolicyFile(
        policy=policy,
        regime=governing_pin(policy.project_id),
        shares=shares_of(policy, on=on) or history,
        share_history=history,
        cover=window_views(windows, on=on),
        contract_terms=list(policy.terms.all()),
        gates=issue_gates(policy, on=on) if policy.is_draft and may_write(policy, viewer) else [],
        actions=open_actions(policy, viewer),
    )


def seen_policies() -> QuerySet[InsurancePolicy]:
    related = ("dossier", "project__dossier", "lead_insurer")
    return InsurancePolicy.objects.visible_to(current_actor()).select_related(*related)


def seen_projects() -> QuerySet[Project]:
    viewer = current_actor()
    homes = Count("units", filter=Q(units__in=Unit.objects.visible_to(viewer).values("pk")))
    seen = Project.objects.visible_to(viewer).select_related("dossier", "district")
    return seen.prefetch_related(
        Prefetch("parties", Party.objects.visible_to(viewer).select_related("organisation")),
        Prefetch("milestones", Milestone.objects.visible_to(viewer)),
        Prefetch("buildings", Building.objects.visible_to(viewer).annotate(home_count=homes).order_by("number")),
    )


def project_file(viewer: Actor, project: Project) -> ProjectFile:
    """Puts together what the reader may see of a visible project."""
    return ProjectFile(project, governing_pin(project.pk), policies_of_project(viewer, project))


class ListProjects(ListView):
    """Projects the caller may see, the latest first"""

    rights = (READ_PROJECTS,)
    serializer_class = ProjectRowSerializer
    filterset_class = ProjectFilters
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Project]:
        return projects_list(current_actor())


class ReadProject(DetailView):
    """One project with its bodies, dated facts, buildings, governing version and insurance policies"""

    rights = (READ_PROJECTS,)
    serializer_class = ProjectSerializer

    def get_queryset(self) -> QuerySet[Project]:
        return seen_projects()

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(project_file(self.actor, self.found(pk))).data)


class ReadHome(DetailView):
    """One home with its cover"""

    rights = (READ_HOME,)
    serializer_class = HomeSerializer

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).select_related("dossier")

    def get(self, _request: Request, pk: UUID) -> Response:
        home = self.found(pk)
        return Response(self.get_serializer(HomeFile(home, cover_of(self.actor, home, on=today()))).data)


class ListInsurers(ListView):
    """Insurers that may bear a share, by number"""

    rights = (WRITE_POLICIES,)
    serializer_class = BodySerializer
    filter_backends = ()
    ordering = ("pk",)

    def get_queryset(self) -> QuerySet[Organisation]:
        return insurers_here(current_actor(), on=today())


class ListPolicies(ListView):
    """Insurance policies the caller may see, the latest first"""

    rights = (READ_POLICIES,)
    serializer_class = PolicyRowSerializer
    filterset_class = PolicyFilters
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[InsurancePolicy]:
        return policies_list(current_actor())


class ReadPolicy(DetailView):
    """One insurance policy with shares, cover, contract terms, and what may be done with it now"""

    rights = (READ_POLICIES,)
    serializer_class = PolicySerializer

    def get_queryset(self) -> QuerySet[InsurancePolicy]:
        return seen_policies()

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(policy_file(self.actor, self.found(pk))).data)


class ReadCoverWindow(DetailView):
    """Cover of one component, with the reasoning behind its first and its last day"""

    rights = (READ_POLICIES,)
    serializer_class = ExplainedCoverWindowSerializer

    def get_queryset(self) -> QuerySet[CoverWindow]:
        return CoverWindow.objects.visible_to(current_actor()).select_related("policy", "building")

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(window_views([self.found(pk)], on=today())[0]).data)
