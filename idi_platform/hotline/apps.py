from importlib import import_module

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "idi_platform.hotline"
    label = "hotline"

    def ready(self) -> None:
        """Names its entry of the navigation; it needs the models, so not before."""
        import_module("idi_platform.hotline.registration")
