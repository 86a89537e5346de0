"""The homes of a building as its plan numbers them: the floor, then the door."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """One home before it is entered: on the third floor the second door is 0302."""

    floor: int
    number: str


def doors_of(*, floors: int, doors: int) -> Iterator[Door]:
    """Every home of a building with `doors` homes on each of its `floors`, from the ground up."""
    for floor in range(1, floors + 1):
        for door in range(1, doors + 1):
            yield Door(floor, f"{floor:02d}{door:02d}")
