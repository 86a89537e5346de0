"""One city while it is being told: its rows so far, and pictures for whoever needs one."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from idi_platform.registry.public import Project, Unit
from idi_platform.tenancy.public import Actor

from .cast import Cast
from .photographs import paper_page, wall_photograph


@dataclass(frozen=True, slots=True)
class Act:
    """Something done at a moment; a city's acts are done in the order of their moments."""

    moment: datetime
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """`at` is the business time of seeding; `platform` the system at work in the city. Projects by key, homes by the
    user name of their owner."""

    cast: Cast
    at: datetime
    platform: Actor
    chance: random.Random
    projects: dict[str, Project] = field(default_factory=dict)
    homes: dict[str, Unit] = field(default_factory=dict)

    def photograph(self) -> io.BytesIO:
        return io.BytesIO(wall_photograph(self.chance))

    def paper(self) -> io.BytesIO:
        return io.BytesIO(paper_page(self.chance))
