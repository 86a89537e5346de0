from django.urls import path

from idi_platform.lists.public import list_paths

from . import answering, linking, reading, stopping, writing
from .lists import FINDINGS, REPORTS

app_name = "riskmgmt"

urlpatterns = [
    path("inspections/", writing.today, name="today"),
    path("inspections/new/", writing.start, name="start"),
    path("inspections/<uuid:pk>/take-over/", writing.take_over, name="take_over"),
    path("inspections/<uuid:pk>/write/", writing.write, name="write"),
    path("inspections/<uuid:pk>/check/", writing.check, name="check"),
    path("inspections/<uuid:pk>/findings/add/", writing.add, name="add_finding"),
    path("inspections/findings/<uuid:pk>/", writing.capture, name="capture"),
    path("inspections/findings/<uuid:pk>/remove/", writing.remove, name="remove_finding"),
    path("inspections/findings/<uuid:pk>/photographs/add/", writing.add_one_photograph, name="add_photograph"),
    *list_paths("inspection-reports/", REPORTS),
    path("inspection-reports/<uuid:pk>/", reading.report, name="report"),
    path("inspection-reports/<uuid:pk>/sign/<slug:signature>/", reading.sign, name="sign"),
    path("inspection-reports/<uuid:pk>/receipt/", reading.receipt, name="receipt"),
    *list_paths("findings/", FINDINGS),
    path("findings/<uuid:pk>/", reading.finding, name="finding"),
    path("findings/<uuid:pk>/answer/", answering.start, name="start_answer"),
    path("findings/<uuid:pk>/verify/", reading.verify, name="verify"),
    path("findings/<uuid:pk>/reopen/", reading.reopen, name="reopen"),
    path("findings/<uuid:pk>/links/", linking.make, name="make_link"),
    path("findings/links/<uuid:pk>/", linking.show, name="link"),
    path("findings/links/<uuid:pk>/revoke/", linking.revoke, name="revoke_link"),
    path("site/", linking.open_link, name="open_link"),
    path("site/finding/", linking.by_link, name="by_link"),
    path("site/finding/photographs/<uuid:pk>/", linking.photograph, name="link_photograph"),
    path("site/finding/photographs/<uuid:pk>/small/", linking.thumbnail, name="link_thumbnail"),
    path("stop-works/", stopping.stops, name="stops"),
    path("stop-works/<uuid:pk>/resume/", stopping.resume, name="resume_works"),
    path("rectifications/<uuid:pk>/", answering.answer, name="answer"),
    path("rectifications/<uuid:pk>/<slug:kind>/add/", answering.add_one_photograph, name="add_answer_photograph"),
]
