"""Which channels carry a notice, written in the commit that writes the notice."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from idi_platform.accounts.public import Membership, User, number_of
from idi_platform.alerts.channels import CHANNELS
from idi_platform.alerts.models import PERSONAL_CHANNELS, ChannelKind, Notice, Robot, Sending, Way
from idi_platform.alerts.preferences import leaves_at, wishes
from idi_platform.dossiers.public import Dossier
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import Actor


def plan_sendings(message: Message, *, by: Actor) -> None:
    """Writes a sending for each notice of the message and each channel that carries it. Again adds nothing."""
    channels = [channel for channel in PERSONAL_CHANNELS if CHANNELS[channel].is_on()]
    robots = list(Robot.objects.filter(city_id=by.tenant_id, is_enabled=True).order_by("pk"))
    if not channels and not robots:
        return
    told = Notice.objects.filter(city_id=by.tenant_id, message_id=message.pk)
    notices = list(told.select_related("recipient").order_by("pk"))
    at = timezone.now()
    planned = [*_to_people(notices, channels, at=at), *_to_groups(notices, robots, at=at)]
    Sending.objects.bulk_create(planned, ignore_conflicts=True)


def _to_people(notices: list[Notice], channels: list[ChannelKind], *, at: datetime) -> Iterator[Sending]:
    if not channels or not notices:
        return
    told = wishes([notice.recipient_id for notice in notices], city_id=notices[0].city_id)
    for notice in notices:
        for channel in channels:
            way = told.way(notice.recipient_id, notice.kind, channel)
            if way != Way.OFF and _is_reached(notice.recipient, channel):
                yield Sending(
                    city_id=notice.city_id,
                    notice=notice,
                    message_id=notice.message_id,
                    channel=channel,
                    recipient_id=notice.recipient_id,
                    in_digest=way != Way.NOW,
                    written_at=at,
                    next_at=leaves_at(way, told.of(notice.recipient_id), at=at),
                )


def _is_reached(person: User, channel: str) -> bool:
    """By text message only at a number that was proven: a carrier may have given another one away."""
    return bool(person.email) if channel == ChannelKind.EMAIL else number_of(person.pk) is not None


def _to_groups(notices: list[Notice], robots: list[Robot], *, at: datetime) -> Iterator[Sending]:
    """One post for each robot of a body one of whose people was told and sees the file as its member."""
    if not robots or not notices:
        return
    by_reader = {notice.recipient_id: notice for notice in notices}
    members = Membership.objects.valid_on(timezone.localdate(at)).filter(
        city_id=notices[0].city_id,
        user_id__in=by_reader,
        organisation_id__in=[robot.organisation_id for robot in robots],
    )
    concerned = {member.organisation_id: by_reader[member.user_id] for member in members if _sees(member, by_reader)}
    for robot in robots:
        if notice := concerned.get(robot.organisation_id):
            yield Sending(
                city_id=robot.city_id,
                notice=notice,
                message_id=notice.message_id,
                channel=robot.channel,
                robot=robot,
                written_at=at,
                next_at=at,
            )


def _sees(member: Membership, by_reader: dict[UUID, Notice]) -> bool:
    dossier_id = by_reader[member.user_id].dossier_id
    return Dossier.objects.visible_to(member.actor()).filter(pk=dossier_id).exists()
