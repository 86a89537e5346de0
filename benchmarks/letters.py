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


def print_some(count: int) -> None:
    for _ in range(count):
        press.print_pdf(PAGE, identifier="1")


def timed(work: Callable[[], object], times: int = 1) -> float:
    started = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - started


def warm_ratio() -> None:
    fonts, style = press._furniture()
    pages = press.print_pdf(PAGE, identifier="1").pages
    pairs = [(timed(lambda: bare(fonts, style), EACH), timed(lambda: print_some(1), EACH)) for _ in range(ROUNDS)]
    alone, pressed = (statistics.median(side) / EACH for side in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{pages} pages: bare {alone:.3f} s   press {pressed:.3f} s   ratio {ratio:.2f}   (must <= 1.15)", flush=True)


def throughput() -> None:
    """The same number of letters by one warm process and by two."""
    spawn = multiprocessing.get_context("spawn")
    ratios = []
    with spawn.Pool(1) as one, spawn.Pool(2) as two:
        for pool, warm in ((one, 1), (two, 4)):
            pool.map(print_some, [1] * warm, chunksize=1)
        for _ in range(3):
            alone = timed(lambda: one.map(print_some, [1] * LETTERS, chunksize=1))
            pair = timed(lambda: two.map(print_some, [1] * LETTERS, chunksize=1))
            ratios.append(alone / pair)
    print(f"two processes ÷ one: {statistics.median(ratios):.2f}   (must >= 1.7)", flush=True)


if __name__ == "__main__":
    warm_ratio()
    throughput()
