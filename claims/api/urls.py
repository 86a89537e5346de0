"""Claims under /api/v1/; each command is a sub-resource of its claim."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import commands, evidence, filing, telephone, views

COMMANDS = {
    "survey": commands.RecordSurvey,
    "application": telephone.ApplyForClaim,
    "paper-application": telephone.RecordApplication,
    "document-request": commands.RequestDocuments,
    "documents": evidence.UploadDocument,
    "paper-documents": commands.RecordDocument,
    "documents-confirmation": commands.ConfirmDocuments,
    "complexity": commands.DeclareComplex,
    "determination": commands.MakeDetermination,
    "approval": commands.ApproveDetermination,
    "return": commands.ReturnDetermination,
    "denial": commands.SendDenial,
    "offer": commands.OfferAgreement,
    "acceptance": commands.AcceptOffer,
    "refusal": commands.DeclineOffer,
    "agreement": evidence.RecordAgreement,
    "start": evidence.StartWorks,
    "payment": evidence.RecordPayment,
    "completion": commands.CompleteWorks,
    "developer-notice": commands.TellDeveloper,
    "repair-acceptance": commands.AcceptRepair,
    "repair-visit": commands.RecordVisit,
    "repair-completion": commands.FinishRepair,
    "repair-refusal": commands.RefuseRepair,
    "withdrawal": commands.WithdrawClaim,
}

register_area("claims", _("Claims"))

urlpatterns = [
    path("claims/", views.ListClaims.as_view(), name="claims"),
    path("claims/<uuid:pk>/", views.ReadClaim.as_view(), name="claim"),
    path("homes/<uuid:pk>/claims/", filing.FileClaim.as_view(), name="file_claim"),
    path("homes/<uuid:pk>/owners/", telephone.ReadHomeOwners.as_view(), name="home_owners"),
    path("homes/<uuid:pk>/calls/", telephone.RecordCall.as_view(), name="home_calls"),
    path("homes/<uuid:pk>/photographs/", filing.AddClaimPhotograph.as_view(), name="home_photographs"),
    path("homes/<uuid:pk>/photograph-removal/", filing.RemoveClaimPhotograph.as_view(), name="home_photograph_removal"),
    *(
        path(f"claims/<uuid:pk>/{word}/", view.as_view(), name=f"claim_{word.replace('-', '_')}")
        for word, view in COMMANDS.items()
    ),
]
