from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Synthetic cities. Stands above every app, holds no table, and is never needed in production."""

    name = "demo"
