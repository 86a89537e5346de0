"""PostgreSQL, one login per kind of process; each process has exactly one (docs/adr/0002)."""

import os

import pghistory

from idi_platform.embedded.connections import database_settings

# idi_app serves pages and delivers; idi_clock sweeps; idi_owner migrates; idi_backup reads everything.
LOGIN = os.environ.get("IDI_LOGIN") or "idi_app"
_ADDRESS = database_settings(LOGIN)

DATABASES = {
    "default": {
        **_ADDRESS,
        "NAME": os.environ.get("IDI_DATABASE") or _ADDRESS["NAME"],
        "ENGINE": "idi_platform.tenancy.postgres",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Versions are found by the row's key: no index for what they point at.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
