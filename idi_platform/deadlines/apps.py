from importlib import import_module

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "idi_platform.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Loads the module that tells the layers below about terms; it needs the models, so not before."""
        import_module("idi_platform.deadlines.registration")
