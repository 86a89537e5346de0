from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "idi_platform.deadlines"
    label = "deadlines"
