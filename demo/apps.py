from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Synthetic cities. Stands above every app, holds no table, and is never needed in production."""

    name = "demo"

    def ready(self) -> None:
        """Puts the demo's people on the sign-in page; it needs the models, so not before."""
        import_module("demo.registration")
