"""PERFORMANCE rows 13 and 14: a two-page Chinese letter by the warm press ÷ bare WeasyPrint; two processes ÷ one.

    .venv/bin/python -m benchmarks.letters

Needs no database. A and B print the same page with the same typefaces in turn; medians of the rounds, and their ratio.
"""

import multiprocessing
import statistics
import time
from collections.abc import Callable

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks import scratch as scratch  # prepares Django
from idi_platform.documents.letters import press

ROUNDS, EACH, LETTERS = 9, 2, 20
LINE = "保险公司应当自收到索赔申请之日起七日内作出核定；情形复杂的，在三十日内作出核定，并书面告知业主理由。"
PAGE = (
    f'<html lang="zh"><title>x</title><body><h1>报案回执</h1>{f"<p>{LINE}</p>" * 34}<p>𬭎㛃䶮昇喆镕堃</p></body></html>'
)


def bare(fonts: FontConfiguration, style: CSS) -> None:
    """WeasyPrint alone, its typefaces loaded before: what the press adds is the rest."""
    HTML(string=PAGE).write_pdf(
        font_config=fonts, stylesheets=[style], pdf_variant=press.VARIANT, pdf_tags=True, pdf_identifier=b"1"
    )


def print_some(count: int) -> float:
    """Processor seconds that it took: on a busy machine they tell more than the clock on the wall."""
    began = time.process_time()
    for _ in range(count):
        press.print_pdf(PAGE, identifier="1")
    return time.process_time() - began


def timed(work: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Seconds by the wall, and of this process's processor time."""
    began = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    return time.perf_counter() - began[0], time.process_time() - began[1]


def warm_ratio() -> None:
    fonts, style = press._furniture()
    pages = press.print_pdf(PAGE, identifier="1").pages
    pairs = [(timed(lambda: bare(fonts, style), EACH), timed(lambda: print_some(1), EACH)) for _ in range(ROUNDS)]
    for name, kind in (("wall", 0), ("processor", 1)):
        alone, pressed = (statistics.median(side[kind] for side in sides) / EACH for sides in zip(*pairs, strict=True))
        ratio = statistics.median(b[kind] / a[kind] for a, b in pairs)
        print(
            f"{pages} pages by {name}: bare {alone:.3f} s   press {pressed:.3f} s   ratio {ratio:.2f}   (must <= 1.15)",
            flush=True,
        )


def throughput() -> None:
    """The same number of letters by one warm process and by two."""
    spawn = multiprocessing.get_context("spawn")
    by_wall, by_processor = [], []
    with spawn.Pool(1) as one, spawn.Pool(2) as two:
        for pool, warm in ((one, 1), (two, 4)):
            pool.map(print_some, [1] * warm, chunksize=1)
        for _ in range(3):
            began = time.perf_counter()
            alone = one.map(print_some, [1] * LETTERS, chunksize=1)
            between = time.perf_counter()
            pair = two.map(print_some, [1] * LETTERS, chunksize=1)
            by_wall.append((between - began) / (time.perf_counter() - between))
            # Two idle cores would print side by side what these letters cost each.
            by_processor.append(2 * sum(alone) / sum(pair))
    wall, processor = statistics.median(by_wall), statistics.median(by_processor)
    print(f"two processes ÷ one: {wall:.2f} by wall, {processor:.2f} by processor   (must >= 1.7)", flush=True)


if __name__ == "__main__":
    warm_ratio()
    throughput()
