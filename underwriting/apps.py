from importlib import import_module

from django.apps import AppConfig


class UnderwritingConfig(AppConfig):
    name = "underwriting"

    def ready(self) -> None:
        """Loads what tells the layers below about this app; it needs the models, so not before."""
        import_module("underwriting.registration")
        import_module("underwriting.realisation")
