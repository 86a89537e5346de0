from django.urls import path

from . import feeds, preferences, receipts, robots, views, words

app_name = "alerts"
urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("count/", views.count, name="count"),
    path("read/", views.read_all, name="read_all"),
    path("receipts/text/", receipts.text_receipt, name="text_receipt"),
    path("calendar/", feeds.feeds, name="feeds"),
    path("calendar/<uuid:pk>/revoke/", feeds.revoke, name="revoke_feed"),
    path("calendar/<str:token>.ics", feeds.feed, name="feed"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("mute/<uuid:pk>/", preferences.mute, name="mute"),
    path("mute/<uuid:pk>/end/", preferences.unmute, name="unmute"),
    path("robots/", robots.robots, name="robots"),
    path("robots/<slug:channel>/", robots.robot, name="robot"),
    path("robots/<slug:channel>/test/", robots.test, name="test_robot"),
    path("templates/", words.templates, name="templates"),
    path("templates/<uuid:pk>/decide/", words.decide, name="decide_template"),
    path("templates/<slug:kind>/<slug:group>/", words.template, name="template"),
    path("templates/<slug:kind>/<slug:group>/test/", words.test, name="test_template"),
    path("<uuid:notice_id>/", views.open_notice, name="open"),
    path("<uuid:notice_id>/read/", views.read_one, name="read_one"),
]
