"""What happened outside every case file: sign-ins, memberships, keys, cities, merged people."""

from typing import ClassVar

from django.db import models

from idi_platform.tenancy.public import City, Wall, uuid7


class PlatformEvent(models.Model):
    """Something that happened to a person, a body, a key or a city. Ids and codes only: it stands outside the wall.

    `city` is the city it concerns, if one. `at` is real time: sign-ins and keys know no other.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, models.PROTECT, null=True, related_name="+", db_index=False)
    code = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    actor_user_id = models.UUIDField(null=True)
    actor_organisation_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30)
    at = models.DateTimeField()
    payload = models.JSONField(default=dict)

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=("subject", "subject_id", "at"), name="audit_platformevent_subject"),
            models.Index(fields=("at",), name="audit_platformevent_at"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.at.isoformat()}"
