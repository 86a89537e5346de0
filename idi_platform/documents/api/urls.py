from django.urls import path

from . import views

urlpatterns = [path("documents/<uuid:pk>/", views.ReadDocument.as_view(), name="document")]
