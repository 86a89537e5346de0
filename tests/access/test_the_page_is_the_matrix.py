"""docs/access.md is what the matrix says."""

from tests.access.render import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.access.render"
