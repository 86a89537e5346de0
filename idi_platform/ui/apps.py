from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "idi_platform.ui"
    label = "ui"
