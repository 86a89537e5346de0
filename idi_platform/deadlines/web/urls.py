from django.urls import path

from . import calendars, recomputing, views

app_name = "deadlines"
urlpatterns = [
    path("calendar/", calendars.calendars, name="calendars"),
    path("calendar/<int:year>/", calendars.calendar, name="calendar"),
    path("deadlines/<uuid:deadline_id>/", views.why, name="why"),
    path("recomputations/", recomputing.recomputations, name="recomputations"),
    path("recomputations/corrected/<slug:version>/", recomputing.ask, name="ask_recomputation"),
    path("recomputations/<uuid:pk>/", recomputing.recomputation, name="recomputation"),
    path("recomputations/<uuid:pk>/decide/", recomputing.decide, name="decide_recomputation"),
]
