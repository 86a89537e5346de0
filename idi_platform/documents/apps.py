from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "idi_platform.documents"
    label = "documents"
