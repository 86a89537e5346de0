from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "idi_platform.documents"
    label = "documents"

    def ready(self) -> None:
        """Loads the module that tells the outbox who makes letters; it needs the models, so not before."""
        import_module("idi_platform.documents.registration")
