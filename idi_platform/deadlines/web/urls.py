from django.urls import path

from idi_platform.lists.public import list_paths

from . import calendars, month, recomputing, stops, views
from .expected import EXPECTED, expectation
from .mine import MINE

app_name = "deadlines"
urlpatterns = [
    path("calendar/", calendars.calendars, name="calendars"),
    path("calendar/<int:year>/", calendars.calendar, name="calendar"),
    *list_paths("deadlines/mine/", MINE),
    path("deadlines/month/<int:year>/<int:number>/", month.month, name="month"),
    *list_paths("deadlines/expected/", EXPECTED),
    path("deadlines/expected/<uuid:pk>/", expectation, name="expectation"),
    path("deadlines/stops/", stops.stops, name="stops"),
    path("deadlines/<uuid:deadline_id>/", views.why, name="why"),
    path("recomputations/", recomputing.recomputations, name="recomputations"),
    path("recomputations/corrected/<slug:version>/", recomputing.ask, name="ask_recomputation"),
    path("recomputations/<uuid:pk>/", recomputing.recomputation, name="recomputation"),
    path("recomputations/<uuid:pk>/decide/", recomputing.decide, name="decide_recomputation"),
]
