from django.urls import path

from idi_platform.lists.public import list_paths

from . import operator, views
from .terms import TERMS

app_name = "supervision"
urlpatterns = [
    path("health", operator.health, name="health"),
    path("operator/", operator.operator, name="operator"),
    path("operator/clock/", operator.set_clock, name="set_clock"),
    path("supervision/", views.dashboard, name="dashboard"),
    *list_paths("supervision/terms/", TERMS),
]
