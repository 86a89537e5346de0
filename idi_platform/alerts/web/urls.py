from django.urls import path

from . import preferences, receipts, robots, views

app_name = "alerts"
urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("read/", views.read_all, name="read_all"),
    path("receipts/text/", receipts.text_receipt, name="text_receipt"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("mute/<uuid:pk>/", preferences.mute, name="mute"),
    path("mute/<uuid:pk>/end/", preferences.unmute, name="unmute"),
    path("robots/", robots.robots, name="robots"),
    path("robots/<slug:channel>/", robots.robot, name="robot"),
    path("robots/<slug:channel>/test/", robots.test, name="test_robot"),
    path("<uuid:notice_id>/", views.open_notice, name="open"),
    path("<uuid:notice_id>/read/", views.read_one, name="read_one"),
]
