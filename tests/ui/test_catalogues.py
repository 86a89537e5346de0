"""Every text of code and templates reaches the Chinese catalogue, and nothing untranslated passes."""

from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from idi_platform.ui.catalogues import Catalogue, Phrase, compile_catalogue, contradictions, faults, updated

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
a = _("Claim received")
b = gettext_lazy("Two " "parts")
c = ngettext("%(n)d day", "%(n)d days", 2)
d = pgettext("month", "May")
e = _(a)
"""
TEMPLATE = """
{# {% translate "In a comment" %} #}
<p class="it's">{% translate "Due" %} "quoted {{ x }}</p>
    <c-button label="{% translate 'Send' %}" />
{% translate "May" context "verb" %}
{% blocktranslate with name=x %}Hello {{ name }}{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} page{% plural %}{{ n }} pages{% endblocktranslate %}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    code, template = tmp_path / "code.py", tmp_path / "page.html"
    code.write_text(CODE, encoding="utf-8")
    template.write_text(TEMPLATE, encoding="utf-8")
    return Catalogue(app="claims", top=tmp_path, sources=(code, template), po=tmp_path / "django.po")


def save(catalogue: Catalogue, **translations: str) -> None:
    """Saves the catalogue with "译" for every text that `translations` does not name."""
    po = updated(catalogue)
    for entry in po:
        words = translations.get(entry.msgid, "译" + "".join(f"%({name})s" for name in _names(entry)))
        if entry.msgid_plural:
            entry.msgstr_plural = {0: words.replace("%(n)s", "%(n)d" if "%(n)d" in entry.msgid else "%(n)s")}
        else:
            entry.msgstr = words
    po.save(str(catalogue.po))


def _names(entry: polib.POEntry) -> list[str]:
    return [name for name in ("n", "name") if f"%({name})" in entry.msgid]


def test_texts_are_found_in_code_and_templates_with_context_and_plural(catalogue: Catalogue) -> None:
    assert set(catalogue.texts()) == {
        Phrase("Claim received"),
        Phrase("Two parts"),
        Phrase("%(n)d day", plural="%(n)d days"),
        Phrase("May", context="month"),
        Phrase("Due"),
        Phrase("Send"),
        Phrase("May", context="verb"),
        Phrase("Hello %(name)s"),
        Phrase("%(n)s page", plural="%(n)s pages"),
    }


def test_a_complete_catalogue_has_no_fault(catalogue: Catalogue) -> None:
    save(catalogue)
    assert list(faults(catalogue)) == []


def test_an_update_keeps_translations_and_drops_what_nobody_says(catalogue: Catalogue) -> None:
    save(catalogue, Due="到期")
    catalogue.sources[0].write_text("", encoding="utf-8")
    po = updated(catalogue)
    due = po.find("Due")
    assert due is not None
    assert due.msgstr == "到期"
    assert po.find("Claim received") is None


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "is not translated"),
        ("Due", "keeps the words Due"),
        ("到期 now", "keeps the words now"),
        ("到期 %(when)s", "has other placeholders"),
    ],
)
def test_a_poor_translation_is_a_fault(catalogue: Catalogue, words: str, fault: str) -> None:
    save(catalogue, Due=words)
    found = list(faults(catalogue))
    assert len(found) == 1
    assert fault in found[0]


def test_names_of_formats_may_stay_latin(catalogue: Catalogue) -> None:
    save(catalogue, Due="PDF 到期")
    assert list(faults(catalogue)) == []


def test_a_new_text_and_a_dead_one_are_faults(catalogue: Catalogue) -> None:
    save(catalogue)
    catalogue.sources[0].write_text('_("Brand new")', encoding="utf-8")
    found = "\n".join(faults(catalogue))
    assert "'Brand new' is not in the catalogue" in found
    assert "nobody says 'Claim received' any more" in found


def test_a_fuzzy_translation_is_a_fault(catalogue: Catalogue) -> None:
    save(catalogue)
    po = catalogue.entries()
    po[0].flags.append("fuzzy")
    po.save(str(catalogue.po))
    assert [fault for fault in faults(catalogue) if "fuzzy" in fault]


def test_two_apps_may_not_translate_one_text_differently(catalogue: Catalogue, tmp_path: Path) -> None:
    save(catalogue, Due="到期")
    other = Catalogue(app="alerts", top=tmp_path, sources=catalogue.sources, po=tmp_path / "other.po")
    save(other, Due="应付")
    assert list(contradictions([catalogue, other])) == ["'Due' is '到期' in claims and '应付' in alerts"]


def test_the_compiled_catalogue_says_what_the_text_form_says(catalogue: Catalogue) -> None:
    save(catalogue, Due="到期")
    compile_catalogue(catalogue)
    due = polib.mofile(str(catalogue.po.with_suffix(".mo"))).find("Due")
    assert due is not None
    assert due.msgstr == "到期"


def test_the_catalogue_of_the_frame_is_complete() -> None:
    call_command("messages", "ui", check=True, verbosity=0)
