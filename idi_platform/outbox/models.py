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


class Replay(TenantRow):
    """That a message given up was handed out again: who asked for it, why, and what had been written about it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message_id = models.UUIDField()
    asked_by = models.CharField(max_length=150)
    reason = models.TextField(max_length=1000)
    failed_reason = models.TextField()
    replayed_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        indexes = [models.Index(fields=("city", "message_id"), name="outbox_replay_message")]
        constraints = [
            models.CheckConstraint(condition=~Q(asked_by="") & ~Q(reason=""), name="outbox_replay_answered_for")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.asked_by}"


class JobState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Done")
    FAILED = "failed", pgettext_lazy("job", "Failed")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(TenantQuerySet["Job"]):
    def _visible(self, actor: Actor) -> Self:
        """A job is its starter's, in the membership it was started in: another role of theirs may see other rows."""
        return self.filter(
            created_by_id=actor.person_id,
            organisation_id=actor.organisation_id,
            role=actor.role,
            district_id=actor.district_id,
        )

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)


class Job(TenantModel):
    """Work that a person waits for: a worker does it as that person, the page shows how far it is.

    `lease_until` of a running job is when its worker counts as dead, of a waiting one when it is sent again; real time.
    `result` is the file's place in private storage, `result_name` what it is called when handed out. `error` is in the
    words and language of the starter; empty when there is nothing to say but that it failed.
    """

    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    parameters = models.JSONField(default=dict)
    result = models.FileField(max_length=200, blank=True)
    result_name = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    created_by_id = models.UUIDField()
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30)
    district_id = models.IntegerField(null=True)
    language = models.CharField(max_length=10)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField()
    lease_token = models.UUIDField(null=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=("city", "created_by_id", "created_at"), name="outbox_job_mine"),
            models.Index(fields=("city", "lease_until"), condition=Q(state__in=UNFINISHED), name="outbox_job_open"),
        ]

    @property
    def actor(self) -> Actor:
        """As whom it runs."""
        return Actor(
            user_id=self.created_by_id,
            organisation_id=self.organisation_id,
            role=self.role,
            city_id=self.city_id,
            district_id=self.district_id,
        )


class IdempotencyKey(TenantRow):
    """The key a client gave with a request, what the request was, and the id of what it made."""

    user_id = models.UUIDField()
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    result_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("city", "user_id", "key"), name="outbox_idempotencykey_once")]
