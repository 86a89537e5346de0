"""The city regimes, for everybody to read, and their drafts, for the bureau to write."""

from django.urls import path

from idi_platform.lists.public import list_paths

from . import covering, drafts, editing, reading_desk, readings, stating, views
from .draft_list import DRAFTS
from .realisation import realisation, realisation_sheet

app_name = "policies"
urlpatterns = [
    path("regimes/", views.regimes, name="regimes"),
    path("regimes/compare/", views.comparison, name="compare"),
    path("regimes/cover/", covering.cover, name="cover"),
    path("regimes/parameters/<str:name>/", views.parameter, name="parameter"),
    path("regimes/readings/", readings.reading_list, name="readings"),
    path("regimes/readings/<str:code>/", readings.reading, name="reading"),
    path("regimes/realisation/", realisation, name="realisation"),
    path("regimes/realisation/csv/", realisation_sheet, name="realisation_sheet"),
    path("regimes/<slug:code>/", views.regime, name="regime"),
    path("reading-decisions/", reading_desk.desk, name="reading_desk"),
    path("reading-decisions/<uuid:pk>/decide/", reading_desk.decide, name="decide_reading"),
    path("reading-decisions/<str:code>/", reading_desk.proposing, name="propose_reading"),
    path("duties/<uuid:pk>/<str:code>/", stating.duty, name="duty"),
    *list_paths("rule-drafts/", DRAFTS),
    path("rule-drafts/new/", drafts.new_draft, name="new_draft"),
    path("rule-drafts/<uuid:pk>/", drafts.draft, name="draft"),
    path("rule-drafts/<uuid:pk>/submit/", drafts.submit, name="submit_draft"),
    path("rule-drafts/<uuid:pk>/publish/", drafts.publish, name="publish_draft"),
    path("rule-drafts/<uuid:pk>/send-back/", drafts.send_back, name="send_back_draft"),
    path("rule-drafts/<uuid:pk>/withdraw/", drafts.withdraw, name="withdraw_draft"),
    path("rule-drafts/<uuid:pk>/text/", editing.whole_text, name="draft_text"),
    path("rule-drafts/<uuid:pk>/take-over/", drafts.take_over, name="take_over_draft"),
    path("rule-drafts/<uuid:pk>/new-rule/", editing.new_rule, name="draft_new_rule"),
    path("rule-drafts/<uuid:pk>/rules/<str:code>/", editing.one_rule, name="draft_rule"),
]
