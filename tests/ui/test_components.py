"""Components: what they say in each language, what they tie together, and that nothing slips through unescaped."""

from datetime import datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from idi_platform.ui.clock_face import STATE_WORDS
from idi_platform.ui.gallery import SampleForm, sample_charts, sample_faces
from idi_platform.ui.public import ChartData, ClockState, Series, Tone

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def rendered(source: str, language: str = "en", **values: object) -> str:
    with translation.override(language):
        return Template(source).render(RequestContext(RequestFactory().get("/list/?status=open"), values))


class Tags(HTMLParser):
    """Every tag of a piece of HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str) -> dict[str, str | None]:
        (attrs,) = [attrs for name, attrs in self.found if name == tag]
        return attrs


CLOCK = """{% cotton clock :face="face" / %}"""


def test_a_clock_says_date_term_clause_parties_basis_and_days_left() -> None:
    html = rendered(CLOCK, face=sample_faces(NOW)[0])
    for words in ("Wed 2 Dec 2026", "12 days left", "30 natural days", "article 12", "Insurer → Owner", "In force"):
        assert words in html
    assert "Why this date?" in html


def test_a_clock_says_the_same_in_chinese() -> None:
    html = rendered(CLOCK, "zh-hans", face=sample_faces(NOW)[0])
    for words in ("2026-12-02（周三）", "还剩 12 天", "30 个自然日", "保险公司 → 业主", "为什么是这一天？"):
        assert words in html


def test_a_provisional_date_is_marked() -> None:
    faces = sample_faces(NOW)
    assert "Provisional" in rendered(CLOCK, face=faces[1])
    assert "Provisional" not in rendered(CLOCK, face=faces[0])


@pytest.mark.parametrize("face", sample_faces(NOW), ids=lambda face: face.state)
def test_only_a_breach_is_red(face: object) -> None:
    html = rendered(CLOCK, face=face)
    assert ("tone-breach" in html) is (face.state is ClockState.BREACH)  # type: ignore[attr-defined]  # parametrised


def test_every_state_has_a_word_of_its_own() -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert len({str(word) for word in STATE_WORDS.values()}) == len(ClockState)


def test_a_date_within_three_days_is_near() -> None:
    assert [face.tone for face in sample_faces(NOW)[:2]] == [Tone.RUNNING, Tone.NEAR]


def test_a_field_with_an_error_ties_hint_and_error_to_the_control() -> None:
    form = SampleForm({"phone": ""})
    html = rendered("""{% cotton field :field="form.phone" / %}""", form=form)
    described = Tags(html).one("input")["aria-describedby"]
    assert described is not None
    assert set(described.split()) == {"id_phone_helptext", "id_phone_error"}
    for part in described.split():
        assert f'id="{part}"' in html
    assert Tags(html).one("input")["aria-invalid"] == "true"


def test_the_error_summary_names_the_field_and_leads_to_it() -> None:
    html = rendered("""{% cotton error_summary :form="form" / %}""", form=SampleForm({"phone": ""}))
    assert '<a href="#id_phone">Mobile number – This field is required.</a>' in html
    assert '<a href="#id_danger_0">' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert rendered("""{% cotton error_summary :form="form" / %}""", form=SampleForm()).strip() == ""


@pytest.mark.parametrize(
    "hostile", ['"x" onmouseover="alert(1)"', "' onclick='alert(1)", '"><script>alert(1)</script>', "a'\"b"]
)
def test_text_of_people_stays_text_in_attributes_and_in_words(hostile: str) -> None:
    source = """{% cotton button :label="text" :title="text" type="button" / %}"""
    tags = Tags(rendered(source, text=hostile))
    assert tags.one("button") == {"class": "btn btn-primary ", "type": "button", "title": hostile}


def test_attributes_that_are_not_the_components_pass_through() -> None:
    html = rendered("""{% cotton button label="Go" name="act" value="yes" hx-post="/x/" / %}""")
    assert {"name": "act", "value": "yes", "hx-post": "/x/"}.items() <= Tags(html).one("button").items()


def test_a_sorted_column_says_so_and_offers_the_other_direction() -> None:
    html = rendered("""{% cotton th label="Number" sort="number" current="number" / %}""")
    assert Tags(html).one("th")["aria-sort"] == "ascending"
    assert Tags(html).one("a")["href"] == "?status=open&sort=-number"


@pytest.mark.parametrize(("number", "shown"), [(1, "1 2 … 9"), (5, "1 … 4 5 6 … 9"), (9, "1 … 8 9")])
def test_pages_keep_the_filter_and_leave_out_the_far_ones(number: int, shown: str) -> None:
    html = rendered(
        """{% load ui %}{% for n in page|page_numbers %}{{ n|default:"…" }} {% endfor %}""",
        page=Paginator(range(90), 10).page(number),
    )
    assert html.strip() == shown
    assert "?status=open&amp;page=" in rendered(
        """{% cotton pagination :page="page" / %}""", page=Paginator(range(90), 10).page(number)
    )


def test_the_count_of_a_list_has_a_right_plural() -> None:
    def count(entries: int) -> str:
        return rendered("""{% cotton pagination :page="page" / %}""", page=Paginator(range(entries), 10).page(1))

    assert "1 entry" in count(1)
    assert "2,430 entries" in count(2430)


def test_a_chart_has_its_numbers_in_a_table() -> None:
    html = rendered("""{% cotton chart title="Claims" :data="data" / %}""", data=sample_charts()[0])
    tags = [tag for tag, _ in Tags(html).found]
    assert tags.count("tr") == 7
    assert '<th scope="row">2026-05</th><td class="number">18</td><td class="number">2</td>' in html


def test_a_chart_with_a_missing_number_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values for 2 labels"):
        ChartData(kind="bar", labels=("a", "b"), series=(Series("x", (1,)),), label_head="Month")
