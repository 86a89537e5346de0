from importlib import import_module

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "idi_platform.alerts"
    label = "alerts"

    def ready(self) -> None:
        """Loads the module that tells outbox and ui about alerts; it needs the models, so not before."""
        import_module("idi_platform.alerts.registration")
