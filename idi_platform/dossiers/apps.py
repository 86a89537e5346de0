from importlib import import_module

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "idi_platform.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Loads the module that tells audit which dossiers an actor sees; it needs the models, so not before."""
        import_module("idi_platform.dossiers.registration")
