from django.urls import path

from . import asking, desk

app_name = "hotline"
urlpatterns = [
    path("sign-in/owner/help/", asking.ask, name="ask"),
    path("hotline/", desk.desk, name="desk"),
    path("hotline/owners/<uuid:pk>/", desk.check, name="check"),
    path("hotline/<uuid:pk>/confirm/", desk.confirm, name="confirm"),
    path("hotline/<uuid:pk>/refuse/", desk.refuse, name="refuse"),
]
