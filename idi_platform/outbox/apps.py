from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "idi_platform.outbox"
    label = "outbox"
