"""What was loaded or typed is written again to the byte; a rule rewritten by the form says the same."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policies.rules.pack import pack_paths
from policies.rules.retyping import NotRetypable, retyped, with_rule, without
from policies.rules.vocabulary import PACKS
from policies.rules.yaml_text import parse_yaml


@pytest.mark.usefixtures("world")
def test_the_rows_export_byte_equal_to_the_packs(tmp_path: Path) -> None:
    folder = tmp_path / "packs"
    call_command("export_regimes", folder=folder, verbosity=0)
    for path in (*pack_paths(), *(PACKS / "sources").iterdir()):
        assert (folder / path.relative_to(PACKS)).read_bytes() == path.read_bytes()
    assert len(pack_paths(folder)) == len(pack_paths())
    with pytest.raises(CommandError):
        call_command("export_regimes", folder=folder, verbosity=0)


def test_a_rule_rewritten_unchanged_leaves_the_contents_and_every_other_line() -> None:
    text = (PACKS / "hangzhou-2024.yaml").read_text(encoding="utf-8")
    tree = parse_yaml(text, file="")
    for path in list(tree.rules)[::20]:
        entry = tree.root["articles"][path[1]]["rules"][path[3]]
        again = retyped(text, path, entry)
        assert parse_yaml(again, file="").root == tree.root
        first, last = tree.lines[path] - 1, tree.last_line(path)
        assert again.splitlines()[:first] == text.splitlines()[:first]
        assert again.splitlines()[last - len(text.splitlines()) :] == text.splitlines()[last:]


def test_a_rule_is_taken_out_and_put_elsewhere() -> None:
    text = "articles:\n  - article: a\n    rules:\n      - rule: A\n        note: x: y\n".replace("x: y", '"x: y"')
    alone = text + "  - article: b\n"
    path = ("articles", 0, "rules", 0)
    moved = with_rule(without(alone, path), 1, {"rule": "A", "note": "x: y"})
    assert parse_yaml(moved, file="").root == {
        "articles": [{"article": "a"}, {"article": "b", "rules": [{"rule": "A", "note": "x: y"}]}]
    }
    with pytest.raises(LookupError):
        without(text, ("articles", 0, "rules", 7))
    with pytest.raises(NotRetypable):
        retyped("articles: [{rules: [{rule: A}]}]\n", path, {"rule": "B"})
