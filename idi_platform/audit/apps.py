from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "idi_platform.audit"
    label = "audit"
