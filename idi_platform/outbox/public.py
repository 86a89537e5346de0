"""What other apps may use of the outbox."""

from .delivery import given_up, register_topic
from .errors import KeyUsedForAnotherRequest, NotGivenUp, ReplayUnanswered
from .jobs import start_job
from .models import Job, JobState, Message
from .replay import replay_message
from .running import Progress, job_kind, register_job
from .services import enqueue, run_once, wake_delivery

__all__ = [
    "Job",
    "JobState",
    "KeyUsedForAnotherRequest",
    "Message",
    "NotGivenUp",
    "Progress",
    "ReplayUnanswered",
    "enqueue",
    "given_up",
    "job_kind",
    "register_job",
    "register_topic",
    "replay_message",
    "run_once",
    "start_job",
    "wake_delivery",
]
