from django.urls import path

from . import views

urlpatterns = [
    path("deadlines/", views.ListDeadlines.as_view(), name="deadlines"),
    path("deadlines/<uuid:pk>/", views.ReadDeadline.as_view(), name="deadline"),
]
