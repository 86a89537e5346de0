"""One rule of a draft added, changed or dropped by a form: the same texts, with that rule's lines written anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policies.errors import NoSuchRule, TextOnly
from policies.models import RuleDraft
from policies.rules.errors import PackError
from policies.rules.pack import Pack
from policies.rules.retyping import NotRetypable, retyped, with_rule, without
from policies.rules.yaml_text import KeyPath, TextTree

from .checking import read_draft
from .drafting import DraftTexts


@dataclass(frozen=True, slots=True)
class Opened:
    """A rule of a draft that can be read: where it stands, and its keys as they are typed."""

    draft: RuleDraft
    tree: TextTree
    pack: Pack
    path: KeyPath
    entry: Mapping[str, Any]

    @property
    def article(self) -> int:
        """The place of its article among the articles."""
        return int(self.path[1])


def open_rule(draft: RuleDraft, code: str) -> Opened:
    """NoSuchRule when the draft is broken or has no such rule."""
    try:
        tree, pack = read_draft(draft.pack_text, draft.source_text)
    except PackError as broken:
        raise NoSuchRule from broken
    path = next((path for path, rule in tree.rules.items() if rule == code), None)
    if path is None:
        raise NoSuchRule
    entry = tree.root["articles"][path[1]]["rules"][path[3]]
    return Opened(draft, tree, pack, path, entry)


def with_entry(opened: Opened, entry: Mapping[str, Any], *, article: int, article_text: str) -> DraftTexts:
    """The texts with the rule as given, in the article given, whose own text is given for where it stood before.

    Raises TextOnly; PackError names what is wrong with the result.
    """
    text = opened.draft.pack_text
    try:
        if article == opened.article:
            text = retyped(text, opened.path, entry)
        else:
            text = with_rule(without(text, opened.path), article, entry)
    except NotRetypable as refused:
        raise TextOnly from refused
    texts = DraftTexts(text, _with_article(opened, article_text))
    read_draft(texts.pack, texts.source)
    return texts


def readable(draft: RuleDraft) -> Pack:
    """The pack of a draft that can be read. NoSuchRule when it is broken."""
    try:
        return read_draft(draft.pack_text, draft.source_text)[1]
    except PackError as broken:
        raise NoSuchRule from broken


def with_new_rule(draft: RuleDraft, entry: Mapping[str, Any], *, article: int) -> DraftTexts:
    """The texts with one more rule at the end of the article. TextOnly; PackError names what is wrong with it."""
    try:
        texts = DraftTexts(with_rule(draft.pack_text, article, entry), draft.source_text)
    except NotRetypable as refused:
        raise TextOnly from refused
    read_draft(texts.pack, texts.source)
    return texts


def dropped(opened: Opened) -> DraftTexts:
    """The texts without the rule. TextOnly, PackError."""
    try:
        text = without(opened.draft.pack_text, opened.path)
    except NotRetypable as refused:
        raise TextOnly from refused
    read_draft(text, opened.draft.source_text)
    return DraftTexts(text, opened.draft.source_text)


def _with_article(opened: Opened, article_text: str) -> str:
    """The source with one article's text replaced; the articles cover it in order."""
    source, start = opened.draft.source_text, 0
    for article in opened.pack.articles[: opened.article]:
        start = source.index(article.text, start) + len(article.text)
    old = opened.pack.articles[opened.article].text
    start = source.index(old, start)
    return source[:start] + article_text.strip() + source[start + len(old) :]
