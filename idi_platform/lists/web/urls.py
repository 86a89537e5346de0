from django.urls import path

from . import views

app_name = "lists"
urlpatterns = [
    path("<slug:list_key>/views/", views.save, name="save_view"),
    path("views/<uuid:pk>/delete/", views.delete, name="delete_view"),
    path("views/<uuid:pk>/share/", views.share, name="share_view"),
    path("views/<uuid:pk>/withdraw/", views.withdraw, name="withdraw_view"),
    path("views/<uuid:pk>/start/", views.start_with, name="start_with_view"),
    path("views/<uuid:pk>/start/not/", views.start_without, name="start_without_view"),
]
