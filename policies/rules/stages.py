"""The stages at which people meet what the texts ask of them: data, in packs/stages.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from .schema import read_checked
from .vocabulary import PACKS, Label, vocabulary

STAGES_FILE = "stages.yaml"


@dataclass(frozen=True, slots=True)
class Stage:
    """Part of the life of a case file of this `kind`, with the parameters that matter then."""

    code: str
    label: Label
    kind: str
    parameters: tuple[str, ...]


@cache
def stages(folder: Path = PACKS) -> Mapping[str, Stage]:
    """The committed stages by code. PackError for an unknown parameter, or one that stands in two stages."""
    tree, values = read_checked(folder / STAGES_FILE, PACKS / "stages.schema.json")
    known, taken = vocabulary().parameters, set[str]()
    for code, entry in values["stages"].items():
        for place, parameter in enumerate(entry["parameters"]):
            path = ("stages", code, "parameters", place)
            if parameter not in known:
                raise tree.error(_("The word %(word)s is not in the vocabulary.") % {"word": parameter}, path)
            if parameter in taken:
                raise tree.error(_("This parameter stands in another stage already."), path)
            taken.add(parameter)
    return {
        code: Stage(code, Label(entry["zh"], entry["en"]), entry["kind"], tuple(entry["parameters"]))
        for code, entry in values["stages"].items()
    }
