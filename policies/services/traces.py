"""Keeping the reasoning of a resolution."""

from collections.abc import Iterable

from policies.models import Trace as TraceRow
from policies.rules.trace import SCHEMA, Trace


def keep_traces(traces: Iterable[Trace]) -> None:
    """Stores each trace once under its hash; the same reasoning again writes nothing."""
    TraceRow.objects.bulk_create(
        [TraceRow(hash=trace.hash, schema=SCHEMA, body=trace.body) for trace in traces], ignore_conflicts=True
    )
