"""Celery: acknowledged late, one message at a time, JSON only; no legal date is ever an eta."""

from datetime import timedelta

from idi_platform.embedded.connections import redis_url

from .environment import VAR_DIR

CELERY_BROKER_URL = redis_url()
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A Redis that hangs is an OperationalError within seconds: the outbox's caller goes on, and the next tick re-sends.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5, "socket_connect_timeout": 5}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {task: {"queue": "clock"} for task in ("deadlines.sweep", "audit.seal", "audit.publish_heads")}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

# Ticks carry nothing and are idempotent: beats and workers may be doubled, and a lost tick is made up by the next.
CELERY_BEAT_SCHEDULE = {
    "sweep due timers": {
        "task": "deadlines.sweep",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 10},
    },
    "seal the record": {
        "task": "audit.seal",
        "schedule": timedelta(seconds=5),
        "options": {"expires": 10},
    },
    "publish the heads of days that ended": {
        "task": "audit.publish_heads",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "deliver waiting messages": {
        "task": "outbox.deliver_all",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 30},
    },
    "send notices by their channels": {
        "task": "alerts.send_all",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 30},
    },
    "carry out successions whose day has come": {
        "task": "organisations.carry_out_successions",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "reckon terms anew": {
        "task": "deadlines.recompute",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 30},
    },
    "listen for expected events": {
        "task": "deadlines.listen",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    # As the application: the clock's login reads neither events nor rules. In parts: it delays neither sweep nor news.
    "compare terms with the record": {
        "task": "deadlines.replay",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "warn of what lapses": {
        "task": "organisations.warn_of_lapses",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    "erase what has outlived its retention": {
        "task": "mydata.erase_outlived",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
    "compare grants with facts": {
        "task": "dossiers.compare_grants",
        "schedule": timedelta(days=1),
        "options": {"expires": 3600},
    },
}
