"""What other apps may use of the outbox."""

from .delivery import register_topic
from .errors import KeyUsedForAnotherRequest
from .models import Job, JobState, Message
from .services import enqueue, run_once, wake_delivery

__all__ = [
    "Job",
    "JobState",
    "KeyUsedForAnotherRequest",
    "Message",
    "enqueue",
    "register_topic",
    "run_once",
    "wake_delivery",
]
