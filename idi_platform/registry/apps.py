from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "idi_platform.registry"
    label = "registry"

    def ready(self) -> None:
        """Loads the module that tells dossiers about the registry; it needs the models, so not before."""
        import_module("idi_platform.registry.registration")
