"""Django's makemigrations, with composite keys in a workable order."""

from django.core.management.commands import makemigrations

from idi_platform.tenancy.autodetector import TenantAutodetector


class Command(makemigrations.Command):
    autodetector = TenantAutodetector
