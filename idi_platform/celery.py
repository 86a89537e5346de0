"""The workers' application: queue `default` (login idi_app) delivers, queue `clock` (login idi_clock) sweeps."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")

app = Celery("idi", task_cls="idi_platform.tenancy.tasks:TenantTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
