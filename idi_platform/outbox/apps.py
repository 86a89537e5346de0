from importlib import import_module

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "idi_platform.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Loads the tasks: a web process sends them by name with their sender's actor, so it must know them."""
        import_module("idi_platform.outbox.tasks")
