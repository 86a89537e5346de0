from django.urls import path

from . import operator, views

app_name = "supervision"
urlpatterns = [
    path("health", operator.health, name="health"),
    path("operator/", operator.operator, name="operator"),
    path("operator/clock/", operator.set_clock, name="set_clock"),
    path("supervision/", views.dashboard, name="dashboard"),
    path("supervision/<slug:status>/", views.term_list, name="terms"),
    path("supervision/<slug:status>/export/", views.term_export, name="terms_export"),
]
