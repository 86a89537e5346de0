from importlib import import_module

from django.apps import AppConfig


class RiskManagementConfig(AppConfig):
    name = "riskmgmt"

    def ready(self) -> None:
        """Loads what tells the layers below about this app; it needs the models, so not before."""
        import_module("riskmgmt.registration")
        import_module("riskmgmt.realisation")
