from django.urls import path

from idi_platform.lists.public import list_paths

from . import views
from .lists import CLAIMS, FINDINGS, PROJECTS
from .terms import TERMS

app_name = "supervision"
urlpatterns = [
    path("supervision/", views.dashboard, name="dashboard"),
    path("supervision/export/xlsx/", views.dashboard_excel, name="dashboard_excel"),
    *list_paths("supervision/terms/", TERMS),
    *list_paths("supervision/claims/", CLAIMS),
    *list_paths("supervision/findings/", FINDINGS),
    *list_paths("supervision/projects/", PROJECTS),
    path("supervision/projects/<uuid:pk>/", views.project, name="project"),
]
