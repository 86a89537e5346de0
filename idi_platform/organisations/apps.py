from importlib import import_module

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "idi_platform.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Loads the module that tells the layers below about organisations; it needs the models, so not before."""
        import_module("idi_platform.organisations.registration")
