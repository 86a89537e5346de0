"""How a bureau words its messages: one proposal that waits, others in force."""

from collections.abc import Iterator

from idi_platform.alerts.public import ChannelGroup, ProposedWords, Words, ask_words, put_in_force
from idi_platform.tenancy.public import tenant_work

from . import office_stories
from .scene import Act, Scene


def acts_of_words(scene: Scene, story: office_stories.Worded) -> Iterator[Act]:
    """Asked by one officer, and put in force at once by the other where the story names one."""
    moment = story.when.moment(scene.at)

    def decide() -> None:
        words = {"zh": Words(*story.zh), "en": Words(*story.en)}
        proposed = ProposedWords(story.kind, ChannelGroup(story.group), words)
        with tenant_work(scene.cast.people[story.by].actor()) as by:
            row = ask_words(proposed=proposed, by=by, at=moment)
        if story.decider:
            with tenant_work(scene.cast.people[story.decider].actor()) as by:
                put_in_force(template_id=row.pk, by=by, at=moment)

    yield Act(moment, decide)
