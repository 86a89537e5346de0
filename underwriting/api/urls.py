"""Projects and insurance policies under /api/v1/; each command is a sub-resource of what it is about."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import policy_commands, project_commands, views

PROJECT_COMMANDS = {
    "milestones": project_commands.RecordMilestone,
    "buildings": project_commands.AddBuilding,
    "insurance-policies": project_commands.EnterPolicy,
    "earlier-policies": project_commands.EnterEarlierPolicy,
}
POLICY_COMMANDS = {
    "facts": policy_commands.ChangeDraft,
    "shares": policy_commands.SetShares,
    "terms": policy_commands.AgreeTerm,
    "premium": policy_commands.RecordPremium,
    "issue": policy_commands.IssuePolicy,
    "receipt": policy_commands.RecordContractReceipt,
}

register_area("underwriting", _("Projects and insurance policies"))

urlpatterns = [
    path("projects/", views.ListProjects.as_view(), name="projects"),
    path("projects/registration/", project_commands.OpenProject.as_view(), name="open_project"),
    path("projects/<uuid:pk>/", views.ReadProject.as_view(), name="project"),
    *(
        path(f"projects/<uuid:pk>/{word}/", view.as_view(), name=f"project_{word.replace('-', '_')}")
        for word, view in PROJECT_COMMANDS.items()
    ),
    path("homes/<uuid:pk>/", views.ReadHome.as_view(), name="home"),
    path("insurers/", views.ListInsurers.as_view(), name="insurers"),
    path("insurance-policies/", views.ListPolicies.as_view(), name="policies"),
    path("insurance-policies/<uuid:pk>/", views.ReadPolicy.as_view(), name="policy"),
    *(
        path(f"insurance-policies/<uuid:pk>/{word}/", view.as_view(), name=f"policy_{word}")
        for word, view in POLICY_COMMANDS.items()
    ),
    path("cover-windows/<uuid:pk>/", views.ReadCoverWindow.as_view(), name="cover_window"),
    path(
        "cover-windows/<uuid:pk>/printed-days/", policy_commands.RecordPrintedDays.as_view(), name="cover_printed_days"
    ),
]
