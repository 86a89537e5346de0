from django.urls import path

from idi_platform.lists.public import list_paths

from . import building, policy, project
from .lists import POLICIES, PROJECTS

app_name = "underwriting"

urlpatterns = [
    *list_paths("projects/", PROJECTS),
    path("projects/new/", project.new_project, name="new_project"),
    path("projects/<uuid:pk>/", project.project, name="project"),
    path("projects/<uuid:pk>/milestones/", project.milestone, name="milestone"),
    path("projects/<uuid:pk>/buildings/new/", building.new_building, name="new_building"),
    path("projects/<uuid:pk>/policies/new/", project.new_policy, name="new_policy"),
    path("projects/<uuid:pk>/policies/earlier/", project.earlier_policy, name="earlier_policy"),
    *list_paths("insurance-policies/", POLICIES),
    path("insurance-policies/<uuid:pk>/", policy.policy, name="policy"),
    path("insurance-policies/<uuid:pk>/edit/", policy.edit, name="edit"),
    path("insurance-policies/<uuid:pk>/shares/", policy.shares, name="shares"),
    path("insurance-policies/<uuid:pk>/terms/", policy.terms, name="contract_terms"),
    path("insurance-policies/<uuid:pk>/premium/", policy.premium, name="premium"),
    path("insurance-policies/<uuid:pk>/issue/", policy.issue, name="issue"),
    path("insurance-policies/<uuid:pk>/receipt/", policy.receipt, name="receipt"),
    path("insurance-policies/<uuid:pk>/cover/<uuid:window>/", policy.why_cover, name="why_cover"),
    path("insurance-policies/<uuid:pk>/cover/<uuid:window>/printed/", policy.printed, name="printed"),
]
