from django.urls import path

from . import views

urlpatterns = [
    path("projects/", views.ListProjects.as_view(), name="projects"),
    path("projects/<uuid:pk>/", views.ReadProject.as_view(), name="project"),
    path("homes/", views.ListHomes.as_view(), name="homes"),
]
