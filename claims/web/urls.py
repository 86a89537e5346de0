from django.urls import path

from idi_platform.lists.public import list_paths

from . import desk, filing, owner, telephone
from .queue import QUEUE

app_name = "claims"

urlpatterns = [
    path("my/", owner.my_homes, name="my_homes"),
    path("my/homes/<uuid:pk>/report/", filing.start, name="start"),
    path("my/reports/<uuid:pk>/", filing.report, name="report"),
    path("my/reports/<uuid:pk>/danger/call/", filing.urgent, name="urgent"),
    path("my/reports/<uuid:pk>/photographs/", filing.photographs, name="photographs"),
    path("my/reports/<uuid:pk>/photographs/add/", filing.add_one_photograph, name="add_photograph"),
    path("my/reports/<uuid:pk>/photographs/<uuid:upload>/remove/", filing.remove, name="remove_photograph"),
    path("my/reports/<uuid:pk>/check/", filing.check, name="check"),
    path("my/reports/<uuid:pk>/<slug:question>/", filing.question, name="question"),
    path("my/claims/<uuid:pk>/", owner.my_claim, name="my_claim"),
    path("my/claims/<uuid:pk>/receipt/", owner.receipt, name="receipt"),
    path("my/claims/<uuid:pk>/<slug:name>/", owner.my_step, name="my_step"),
    *list_paths("claims/", QUEUE),
    path("claims/<uuid:pk>/", desk.case, name="case"),
    path("claims/telephone/", telephone.choose_home, name="telephone"),
    path("claims/telephone/<uuid:pk>/", telephone.call, name="call"),
    path("claims/approvals/", desk.approvals, name="approvals"),
    path("claims/<uuid:pk>/claimant/", desk.claimant, name="claimant"),
    path("claims/<uuid:pk>/<slug:name>/", desk.step, name="step"),
    path("repairs/", desk.repairs, name="repairs"),
    path("repairs/<uuid:pk>/", desk.repair, name="repair"),
]
