from importlib import import_module

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists as they all are: filter in the address, sort, columns, pages, saved views, exports."""

    name = "idi_platform.lists"
    label = "lists"

    def ready(self) -> None:
        """Loads the module that tells outbox about the lists' files; it needs the models, so not before."""
        import_module("idi_platform.lists.registration")
