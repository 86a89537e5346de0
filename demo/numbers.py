"""Owners of the demo who lost their number, as they ask for it and as the insurer's people check who they are."""

from collections.abc import Iterator

from idi_platform.accounts.public import IdentityDocument
from idi_platform.hotline.public import Presented, ask_for_change, check_identity
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import tenant_work

from . import stories
from .scene import Act, Scene


def act_of_lost_number(scene: Scene, story: stories.LostNumber) -> Iterator[Act]:
    """Asked for by the owner, by nobody yet; checked, where somebody has, who waits for a second person."""
    moment, owner = story.when.moment(scene.at), scene.cast.people[story.owner].user

    def ask() -> None:
        asked = ask_for_change(
            full_name=owner.full_name, home=story.home, number=story.number, by=scene.platform, at=moment
        )
        if not story.checker:
            return
        document = IdentityDocument.objects.get(user=owner)
        presented = Presented(document.kind, document.number, "视频通话中出示身份证原件（演示）", story.number)
        with tenant_work(scene.cast.people[story.checker].actor()) as by:
            held = Ownership.objects.visible_to(by).get(owner=owner)
            check_identity(ownership=held, presented=presented, asked=asked, by=by, at=moment)

    yield Act(moment, ask)
