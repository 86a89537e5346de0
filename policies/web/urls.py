"""The city regimes, for everybody to read."""

from django.urls import path

from . import views
from .readings import readings
from .realisation import realisation, realisation_sheet

app_name = "policies"
urlpatterns = [
    path("regimes/", views.regimes, name="regimes"),
    path("regimes/compare/", views.comparison, name="compare"),
    path("regimes/parameters/<str:name>/", views.parameter, name="parameter"),
    path("regimes/readings/", readings, name="readings"),
    path("regimes/realisation/", realisation, name="realisation"),
    path("regimes/realisation/csv/", realisation_sheet, name="realisation_sheet"),
    path("regimes/<slug:code>/", views.regime, name="regime"),
]
