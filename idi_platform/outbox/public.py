"""What other apps may use of the outbox."""

from .delivery import given_up, register_topic
from .errors import KeyUsedForAnotherRequest
from .jobs import start_job
from .models import Job, JobState, Message
from .running import Progress, job_kind, register_job
from .services import enqueue, run_once, wake_delivery

__all__ = [
    "Job",
    "JobState",
    "KeyUsedForAnotherRequest",
    "Message",
    "Progress",
    "enqueue",
    "given_up",
    "job_kind",
    "register_job",
    "register_topic",
    "run_once",
    "start_job",
    "wake_delivery",
]
