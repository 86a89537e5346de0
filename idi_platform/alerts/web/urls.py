from django.urls import path

from . import views

app_name = "alerts"
urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("<uuid:notice_id>/read/", views.read_one, name="read_one"),
]
