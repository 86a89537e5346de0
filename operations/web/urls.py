from django.urls import path

from . import answers, calendars, cities, clock, duties, health, merging, messages, organisations, people, proposals

app_name = "operations"
urlpatterns = [
    path("health", answers.health, name="health"),
    path("health/web", answers.web_health, name="web_health"),
    path("operations/", duties.duties, name="duties"),
    path("operations/calendars/", calendars.calendars, name="calendars"),
    path("operations/calendars/import/", calendars.import_notice, name="import_notice"),
    path("operations/calendars/<uuid:pk>/", calendars.foreseen, name="foreseen_calendar"),
    path("operations/cities/", cities.cities, name="cities"),
    path("operations/cities/new/", cities.new_city, name="new_city"),
    path("operations/cities/<slug:code>/", cities.city, name="city"),
    path("operations/cities/<slug:code>/districts/new/", cities.new_district, name="new_district"),
    path("operations/cities/<slug:code>/<slug:what>/", cities.ask, name="ask_city"),
    path("operations/districts/<int:pk>/end/", cities.end_district, name="end_district"),
    path("operations/districts/<int:pk>/rename/", cities.rename, name="rename_district"),
    path("operations/clock/", clock.clock, name="clock"),
    path("operations/clock/move/", clock.move, name="move_clock"),
    path("operations/health/", health.health, name="health_page"),
    path("operations/messages/", messages.given_up_messages, name="messages"),
    path("operations/messages/<slug:code>/<uuid:pk>/", messages.replay_message, name="replay"),
    path("operations/organisations/", organisations.organisations, name="organisations"),
    path("operations/organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("operations/organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path("operations/organisations/<uuid:pk>/correct/", organisations.correct, name="correct_organisation"),
    path("operations/organisations/<uuid:pk>/merge/", merging.merge_organisation, name="merge_organisation"),
    path("operations/people/", people.people, name="people"),
    path("operations/people/administrators/new/", people.new_administrator, name="new_administrator"),
    path("operations/people/<uuid:pk>/", people.person, name="person"),
    path("operations/people/<uuid:pk>/merge/", merging.merge_person, name="merge_person"),
    path("operations/people/<uuid:pk>/ask-reset/", people.ask_reset, name="ask_reset"),
    path("operations/people/<uuid:pk>/<slug:deed>/", people.act_on_person, name="act_on_person"),
    path("operations/proposals/", proposals.proposals, name="proposals"),
    path("operations/proposals/<uuid:pk>/", proposals.decide, name="decide"),
]
