from django.urls import path

from . import answers, clock, duties, health, messages

app_name = "operations"
urlpatterns = [
    path("health", answers.health, name="health"),
    path("health/web", answers.web_health, name="web_health"),
    path("operations/", duties.duties, name="duties"),
    path("operations/clock/", clock.clock, name="clock"),
    path("operations/clock/move/", clock.move, name="move_clock"),
    path("operations/health/", health.health, name="health_page"),
    path("operations/messages/", messages.given_up_messages, name="messages"),
    path("operations/messages/<slug:code>/<uuid:pk>/", messages.replay_message, name="replay"),
]
