"""What is measured of each part, and from when it is worth a word. The bounds are ours, not the law's."""

import platform
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import celery
import django
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from idi_platform.audit.public import LATE_AFTER, waiting_for_seal
from idi_platform.deadlines.public import last_replays, lateness_since
from idi_platform.documents.public import TypefacesMissing, missing_rare_characters
from idi_platform.dossiers.public import grant_differences
from idi_platform.ui.public import Tone, moment_words, size_words
from operations.heartbeats import DEAD_AFTER, is_dead, silences
from operations.models import Process

from .answers import broker
from .lines import Examination, Line

LONG_TRANSACTION = timedelta(minutes=5)
# The comparison is nightly: one may be late, two may not.
COMPARED_LATELY = timedelta(days=2)
# Of terms that differ, this many by name; the command tells them all.
NAMED = 3
LEAST_FREE_BYTES, FEW_FREE_BYTES = 1024**3, 5 * 1024**3
LONG_QUEUE = 1000
# Part of max_connections.
MANY_CONNECTIONS = 0.8
CLOCKS_APART, CLOCKS_FAR_APART = timedelta(seconds=2), timedelta(seconds=30)

_DATABASE = """
    SELECT current_setting('server_version'), pg_database_size(current_database()),
           (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
           current_setting('max_connections')::int,
           (SELECT max(clock_timestamp() - xact_start) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()),
           (SELECT max(last_autovacuum) FROM pg_stat_user_tables),
           clock_timestamp()
"""


def span_words(span: timedelta) -> str:
    """A length of time in its largest whole unit."""
    seconds = max(0, int(span.total_seconds()))
    minutes, hours = seconds // 60, seconds // 3600
    if hours >= 48:  # two days
        return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}
    if hours >= 2:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    if minutes >= 2:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}


def database() -> Sequence[Line]:
    """Size, connections, the application's oldest transaction (other logins' are not shown to it), its clock."""
    with connection.cursor() as cursor:
        cursor.execute(_DATABASE)
        version, size, connections, most, oldest, vacuumed, there = cursor.fetchone()
    crowded = connections > most * MANY_CONNECTIONS
    held = oldest is not None and oldest > LONG_TRANSACTION
    return [
        Line(_("Version"), f"PostgreSQL {version}"),
        Line(_("Size"), size_words(size)),
        Line(
            _("Connections"),
            _("%(used)d of %(most)d") % {"used": connections, "most": most},
            Tone.NEAR if crowded else Tone.OK,
            _("Find out who holds them, or allow the server more.") if crowded else "",
        ),
        Line(
            _("Oldest transaction of the application"),
            span_words(oldest) if oldest else _("none"),
            Tone.NEAR if held else Tone.OK,
            _("Something holds a transaction open: look for a hung worker in the logs.") if held else "",
        ),
        Line(
            _("Last automatic clean-up of tables"), moment_words(vacuumed) if vacuumed else _("none yet"), Tone.NEUTRAL
        ),
        _clocks(there, timezone.now()),
    ]


def _since(moment: datetime | None) -> str:
    return moment_words(moment) if moment else _("none yet")


def _clocks(there: datetime, here: datetime) -> Line:
    """How far the database's clock is from this machine's: leases and ticks go by both."""
    apart = abs(there - here)
    tone = Tone.OK if apart < CLOCKS_APART else Tone.NEAR if apart < CLOCKS_FAR_APART else Tone.BREACH
    advice = "" if tone == Tone.OK else _("Synchronise the machines' clocks.")
    return Line(_("Clocks of database and web apart"), span_words(apart), tone, advice)


def queue() -> Sequence[Line]:
    """Redis: version, memory, and how many tasks wait in each queue."""
    with broker() as client:
        told = client.info()
        for_worker, for_clock = client.llen("default"), client.llen("clock")
    return [
        Line(_("Version"), f"Redis {told['redis_version']}"),
        Line(_("Memory in use"), size_words(told["used_memory"])),
        _waiting(_("Tasks waiting for the worker"), for_worker),
        _waiting(_("Tasks waiting for the clock"), for_clock),
    ]


def _waiting(name: str, length: int) -> Line:
    long = length > LONG_QUEUE
    advice = _("The workers do not keep up: see whether they run, then start another.") if long else ""
    return Line(name, str(length), Tone.NEAR if long else Tone.OK, advice)


def processes() -> Sequence[Line]:
    """The background processes by their last tick. Without beat nobody is asked, so the others prove nothing."""
    seen = silences()
    is_beating = not is_dead(seen[Process.BEAT])
    return [Line(_("Web"), _("Answers this page")), *(_process(one, seen[one], is_beating) for one in Process)]


def _process(process: Process, silence: timedelta | None, is_beating: bool) -> Line:
    value = _("last seen %(span)s ago") % {"span": span_words(silence)} if silence is not None else _("never seen")
    if not is_dead(silence):
        return Line(process.label, value)
    limit = {"span": span_words(DEAD_AFTER)}
    if process != Process.BEAT and not is_beating:
        return Line(process.label, value, Tone.NEAR, _("Cannot be told while no ticks are sent: mend the beat first."))
    advice = _("Silent for more than %(span)s: see its log, and start the process again.") % limit
    return Line(process.label, value, Tone.BREACH, advice)


def record() -> Sequence[Line]:
    """How many rows of the record wait for their seal, and how long the oldest has."""
    waiting = waiting_for_seal()
    lag = waiting.lag(at=timezone.now())
    is_late = lag > LATE_AFTER
    advice = _("The clock seals every few seconds: see whether it runs, and read its log.") if is_late else ""
    return [
        Line(_("Rows waiting for their seal"), str(waiting.count), Tone.NEUTRAL),
        Line(_("Longest wait for a seal"), span_words(lag), Tone.BREACH if is_late else Tone.OK, advice),
    ]


def disk() -> Sequence[Line]:
    """Free space where files and, when it is ours, the database lie."""
    return list(_disks())


def _disks() -> Iterator[Line]:
    var = Path(settings.MEDIA_ROOT).parent
    yield _free(_("Files"), var)
    data = var / "postgres"
    if data.exists():
        yield _free(_("Database"), data)
    else:
        yield Line(_("Database"), _("on a server of its own"), Tone.NEUTRAL, _("Watch its disk there."))


def _free(name: str, folder: Path) -> Line:
    free = shutil.disk_usage(folder).free
    tone = Tone.BREACH if free < LEAST_FREE_BYTES else Tone.NEAR if free < FEW_FREE_BYTES else Tone.OK
    advice = "" if tone == Tone.OK else _("Free space, or give the folder a larger disk, before uploads are refused.")
    return Line(name, _("%(size)s free") % {"size": size_words(free)}, tone, advice)


def typefaces() -> Sequence[Line]:
    """Whether letters can draw rare characters of names."""
    try:
        missing = missing_rare_characters()
    except TypefacesMissing:
        return [
            Line(
                _("Typefaces of letters"),
                _("missing"),
                Tone.BREACH,
                _("Build the typefaces: the set-up command does it."),
            )
        ]
    if missing:
        return [
            Line(
                _("Rare characters of names"),
                missing,
                Tone.BREACH,
                _("Build the typefaces again: the set-up command does it."),
            )
        ]
    return [Line(_("Rare characters of names"), _("all are drawn"))]


def access() -> Sequence[Line]:
    """What the last nightly comparison of grants with facts found, all cities together; it mends what it finds."""
    compared = grant_differences()
    latest = min((told.at for told in compared), default=None)
    amiss = sum(int(str(told.payload["differences"])) for told in compared)
    mended = _("They were mended. Find out who changed parties, shares or grants past the application.")
    late = latest is not None and timezone.now() - latest > COMPARED_LATELY
    return [
        Line(
            _("Grants that differed from their facts"),
            str(amiss) if compared else _("not compared yet"),
            Tone.NEAR if amiss else Tone.OK if compared else Tone.NEUTRAL,
            mended if amiss else "",
        ),
        Line(
            _("Last compared"),
            _since(latest),
            Tone.NEAR if late else Tone.NEUTRAL,
            _("The nightly comparison does not run: see the worker's log.") if late else "",
        ),
    ]


def terms() -> Sequence[Line]:
    """What the last nightly replay of terms found, all cities together; it mends nothing."""
    replays = last_replays()
    latest = min((told.at for told in replays), default=None)
    checked = sum(int(told.payload["checked"]) for told in replays)
    differences = sum(int(told.payload["differences"]) for told in replays)
    named = [name for told in replays for name in told.payload["named"]]
    late = latest is not None and timezone.now() - latest > COMPARED_LATELY
    return [
        Line(
            _("Terms that differ from the record"),
            _("%(count)s of %(checked)s") % {"count": differences, "checked": checked}
            if replays
            else _("not compared yet"),
            Tone.BREACH if differences else Tone.OK if replays else Tone.NEUTRAL,
            _("Find out who changed these rows past the application: %(named)s") % {"named": ", ".join(named[:NAMED])}
            if differences
            else "",
        ),
        Line(
            _("Last compared"),
            _since(latest),
            Tone.NEAR if late else Tone.NEUTRAL,
            _("The nightly comparison does not run: see the worker's log.") if late else "",
        ),
    ]


def sweep() -> Sequence[Line]:
    """How late timers fired in the last day, in business time: a demo clock moved ahead makes them late."""
    late = lateness_since(timezone.now() - timedelta(days=1))
    return [
        Line(_("Timers fired in the last day"), str(late.fired), Tone.NEUTRAL),
        Line(_("Half of them no later than"), span_words(late.half) if late.fired else "–", Tone.NEUTRAL),
        Line(_("99 of 100 no later than"), span_words(late.nearly_all) if late.fired else "–", Tone.NEUTRAL),
    ]


def versions() -> Sequence[Line]:
    """What runs here; security notices name these."""
    programs = {
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "Celery": str(celery.__version__),
    }
    return [Line(name, version, Tone.NEUTRAL) for name, version in programs.items()]


EXAMINATIONS: tuple[Examination, ...] = (
    Examination(
        gettext_lazy("Background processes"), processes, gettext_lazy("The database does not answer: mend it first.")
    ),
    Examination(
        gettext_lazy("Database"),
        database,
        gettext_lazy("Start the database; the doctor command names what is missing."),
    ),
    Examination(
        gettext_lazy("Queue"),
        queue,
        gettext_lazy(
            "Start the queue's server; the doctor command names what is missing. Nothing is lost: messages wait."
        ),
    ),
    Examination(gettext_lazy("Record"), record, gettext_lazy("The database does not answer: mend it first.")),
    Examination(gettext_lazy("Disk"), disk, gettext_lazy("See whether the folder is still mounted.")),
    Examination(gettext_lazy("Letters"), typefaces, gettext_lazy("Build the typefaces: the set-up command does it.")),
    Examination(
        gettext_lazy("Access to case files"), access, gettext_lazy("The database does not answer: mend it first.")
    ),
    Examination(gettext_lazy("Sweep"), sweep, gettext_lazy("The database does not answer: mend it first.")),
    Examination(
        gettext_lazy("Terms and the record"), terms, gettext_lazy("The database does not answer: mend it first.")
    ),
    Examination(gettext_lazy("Versions"), versions, ""),
)
