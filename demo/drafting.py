"""Drafts of rules that a bureau's officer writes and puts up for review; nobody publishes them in the demo."""

from collections.abc import Iterable, Iterator
from datetime import date

from idi_platform.tenancy.public import City, tenant_work
from policies.public import DraftTexts, NextVersion, as_next_version, newest_published, start_draft, submit_draft

from . import stories
from .scene import Act, Scene


def acts_of_draft(scene: Scene, story: stories.Drafted) -> Iterator[Act]:
    """Started with the changes of the story, in force from the first day of the year after, and submitted."""
    moment = story.when.moment(scene.at)

    def draft() -> None:
        first = date(scene.at.year + 1, 1, 1)
        with tenant_work(scene.cast.people[story.by].actor()) as by:
            base = newest_published(City.objects.get(pk=by.tenant_id).code).get(version__code=story.base)
            begun = as_next_version(base, NextVersion(story.code, first, None, story.basis))
            texts = DraftTexts(_changed(begun.pack, story.rules), _changed(begun.source, story.articles))
            made = start_draft(name=story.name, base=base, texts=texts, by=by, at=moment)
            submit_draft(draft_id=made.pk, by=by, at=moment)

    yield Act(moment, draft)


def _changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    """The first place of each. LookupError: the story no longer fits the text."""
    for old, new in changes:
        before, found, after = text.partition(old)
        if not found:
            raise LookupError(old)
        text = before + new + after
    return text
