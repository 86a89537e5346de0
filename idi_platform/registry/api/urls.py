from django.urls import path

from . import views

urlpatterns = [path("homes/", views.ListHomes.as_view(), name="homes")]
