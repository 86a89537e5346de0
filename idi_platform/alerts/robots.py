"""Group robots of organisations: kept, tried."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from idi_platform.accounts.public import ORGANISATION
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, DomainError, NoActor, uuid7

from .channels import CHANNELS, NotNow, Outgoing, Refused
from .models import ChannelKind, Robot


class RobotRefuses(DomainError):
    code = "robot_refuses"
    message = gettext_lazy("The robot did not take the message. Compare address and secret with what the group shows.")


@dataclass(frozen=True, slots=True)
class RobotFacts:
    """What an administrator enters; an empty key or secret keeps the one entered before."""

    channel: ChannelKind
    is_enabled: bool
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


def webhook(channel: str) -> tuple[str, str]:
    """How the address of a kind begins, and which parameter is its key."""
    if channel == ChannelKind.WECOM:
        return f"{settings.WECOM_ADDRESS}/cgi-bin/webhook/send", "key"
    return f"{settings.DINGTALK_ADDRESS}/robot/send", "access_token"


@transaction.atomic
def enter_robot(*, facts: RobotFacts, by: Actor, at: datetime) -> Robot:
    """Keeps the robot of that kind of the administrator's organisation in this city; on record, without its key."""
    row = Robot.objects.visible_to(by).select_for_update().filter(channel=facts.channel).first()
    robot = row or Robot(city_id=by.tenant_id, organisation_id=_body_of(by), channel=facts.channel)
    if facts.key:
        # The secret belongs to the address: another address takes none over.
        robot.key, robot.secret = facts.key, facts.secret
    elif facts.secret:
        robot.secret = facts.secret
    robot.is_enabled, robot.entered_by_id, robot.entered_at = facts.is_enabled, by.person_id, at
    robot.save()
    record_platform(
        code="robot_entered",
        subject=ORGANISATION,
        subject_id=robot.organisation_id,
        by=by,
        at=at,
        payload={"channel": facts.channel.value, "enabled": facts.is_enabled, "new_address": bool(facts.key)},
    )
    return robot


def _body_of(by: Actor) -> UUID:
    """Whose robot it is. NoActor for whoever works for no organisation."""
    if by.organisation_id is None:
        raise NoActor
    return by.organisation_id


def try_robot(robot: Robot) -> None:
    """Posts a test message; RobotRefuses with its answer. Nothing is kept: it stands outside every transaction."""
    told = Outgoing(str(uuid7()), "", _("A test message of the insurance platform."), to=robot.key, secret=robot.secret)
    try:
        CHANNELS[robot.channel].send(told)
    except (NotNow, Refused) as fault:
        raise RobotRefuses(rule=str(fault)) from fault
