"""What a chart shows: one set of numbers, drawn and tabled."""

from collections.abc import Iterator
from dataclasses import dataclass

from .navigation import Text

Number = int | float


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, in the order of the chart's labels; `tone` is a ui.public.Tone, or empty for the next."""

    name: Text
    values: tuple[Number, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """`kind` is bar, line or pie; a pie takes one series. `label_head` heads the table's first column.

    ValueError when a series is not as long as the labels: a shifted bar is a wrong statement.
    """

    kind: str
    labels: tuple[Text, ...]
    series: tuple[Series, ...]
    label_head: Text
    unit: Text = ""
    is_stacked: bool = False
    is_horizontal: bool = False

    def __post_init__(self) -> None:
        for row in self.series:
            if len(row.values) != len(self.labels):
                message = f"{row.name!s}: {len(row.values)} values for {len(self.labels)} labels."
                raise ValueError(message)

    @property
    def rows(self) -> Iterator[tuple[Text, tuple[Number, ...]]]:
        columns = zip(*(row.values for row in self.series), strict=True)
        return zip(self.labels, columns, strict=True)

    @property
    def drawing(self) -> dict[str, object]:
        """For charts.js; texts in the active language."""
        return {
            "kind": self.kind,
            "labels": [str(label) for label in self.labels],
            "series": [{"name": str(row.name), "values": row.values, "tone": row.tone} for row in self.series],
            "unit": str(self.unit),
            "stacked": self.is_stacked,
            "horizontal": self.is_horizontal,
        }
