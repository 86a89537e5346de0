from django.urls import path

from . import views

app_name = "ui"

urlpatterns = [
    path("", views.home, name="home"),
    path("ui/gallery/", views.gallery, name="gallery"),
    path("ui/preference/<str:name>/", views.preference, name="preference"),
    path("ui/language/", views.language, name="language"),
]
