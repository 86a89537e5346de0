"""Claims under /api/v1/; each command is a sub-resource of its claim."""

from django.urls import path

from . import commands, views

COMMANDS = {
    "survey": commands.RecordSurvey,
    "document-request": commands.RequestDocuments,
    "documents-confirmation": commands.ConfirmDocuments,
    "complexity": commands.DeclareComplex,
    "determination": commands.MakeDetermination,
    "approval": commands.ApproveDetermination,
    "return": commands.ReturnDetermination,
    "denial": commands.SendDenial,
    "offer": commands.OfferAgreement,
    "acceptance": commands.AcceptOffer,
    "refusal": commands.DeclineOffer,
    "start": commands.StartWorks,
    "payment": commands.RecordPayment,
    "completion": commands.CompleteWorks,
    "repair-acceptance": commands.AcceptRepair,
    "repair-visit": commands.RecordVisit,
    "repair-completion": commands.FinishRepair,
    "repair-refusal": commands.RefuseRepair,
    "withdrawal": commands.WithdrawClaim,
}

urlpatterns = [
    path("claims/", views.ListClaims.as_view(), name="claims"),
    path("claims/<uuid:pk>/", views.ReadClaim.as_view(), name="claim"),
    path("homes/<uuid:pk>/claims/", commands.FileClaim.as_view(), name="file_claim"),
    *(
        path(f"claims/<uuid:pk>/{word}/", view.as_view(), name=f"claim_{word.replace('-', '_')}")
        for word, view in COMMANDS.items()
    ),
]
