from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "idi_platform.alerts"
    label = "alerts"
