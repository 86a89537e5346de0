from importlib import import_module

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        """Loads the module that tells dossiers and ui about claims; it needs the models, so not before."""
        import_module("claims.registration")
        import_module("claims.realisation")
