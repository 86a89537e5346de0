from django.urls import path

from idi_platform.lists.public import list_paths

from . import calendars, ladder_editing, ladders, month, recomputing, stopping, stops, views
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
    path("deadlines/<uuid:deadline_id>/stop/", stopping.stop, name="stop"),
    path("ladders/", ladders.ladders, name="ladders"),
    path("ladders/new/", ladder_editing.new_ladder, name="new_ladder"),
    path("ladders/<uuid:pk>/", ladders.ladder, name="ladder"),
    path("ladders/<uuid:pk>/rungs/", ladder_editing.rungs, name="ladder_rungs"),
    path("ladders/<uuid:pk>/preview/", ladders.preview, name="preview_ladder"),
    path("ladders/<uuid:pk>/ask/", ladder_editing.ask, name="ask_ladder"),
    path("ladders/<uuid:pk>/decide/", ladders.decide, name="decide_ladder"),
    path("recomputations/", recomputing.recomputations, name="recomputations"),
    path("recomputations/corrected/<slug:version>/", recomputing.ask, name="ask_recomputation"),
    path("recomputations/<uuid:pk>/", recomputing.recomputation, name="recomputation"),
    path("recomputations/<uuid:pk>/decide/", recomputing.decide, name="decide_recomputation"),
]
