"""Messages to be delivered, background jobs with progress, and keys that make a repeated request one effect."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, TenantRow, Wall, uuid7


class Message(TenantRow):
    """One thing to tell, written in the transaction of what it tells of; delivered at least once, told once.

    `source_id`, `version` and `step` name what is told (for a deadline: its id, plan version and step of the plan).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=models.Func(function="uuidv7"), editable=False)
    topic = models.CharField(max_length=40)
    source_id = models.UUIDField()
    version = models.IntegerField(db_default=0, default=0)
    step = models.SmallIntegerField(db_default=0, default=0)
    payload = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    created_at = models.DateTimeField()
    skipped = models.BooleanField(default=False, db_default=False)
    attempts = models.SmallIntegerField(default=0, db_default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_reason = models.TextField(default="", db_default="")

    wall: ClassVar[Wall] = Wall(app="rw", clock="append")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("city", "topic", "source_id", "version", "step"), name="outbox_message_once"
            )
        ]
        indexes = [
            models.Index(
                fields=("city", "created_at"),
                condition=Q(sent_at=None, skipped=False),
                name="outbox_message_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.source_id}"


class JobState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")


class JobQuerySet(TenantQuerySet["Job"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(created_by_id=actor.user_id)


class Job(TenantModel):
    """Work that a person waits for: a worker does it, the page shows how far it is. `created_by_id` is the person."""

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    parameters = models.JSONField(default=dict)
    result_name = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    created_by_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=("city", "created_by_id", "created_at"), name="outbox_job_mine")]


class IdempotencyKey(TenantRow):
    """The key a client gave with a request, what the request was, and the id of what it made."""

    user_id = models.UUIDField()
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    result_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("city", "user_id", "key"), name="outbox_idempotencykey_once")]
