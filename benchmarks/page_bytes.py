"""Bytes over the wire of a page and all it loads (PERFORMANCE.md row 22: owner ≤ 150 kB, staff with charts ≤ 450 kB).

    ./idi demo                                            # in another terminal
    .venv/bin/python -m benchmarks.page_bytes [--address http://127.0.0.1:8000] [--cookie idi_session_8000=…]

Asks as a browser does, with gzip, for the page, its scripts, styles and icons, each once, before photographs. The
sign-in page stands for the owner's shell; the component gallery, which has every component and four charts, for a staff
page. Others with a session's cookie: `… page_bytes /claims/ --cookie idi_session_8000=abc`.
"""

import argparse
import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

OWNER, STAFF = 150_000, 450_000
PAGES = {"/sign-in/": OWNER, "/ui/gallery/": STAFF}
LOADED = re.compile(r"""<(?:script|link|img|use)[^>]*?\s(?:src|href)="([^"#]+)""")


def fetch(address: str, cookie: str) -> tuple[bytes, int]:
    """The body as sent, and its size with the headers."""
    request = Request(address, headers={"Accept-Encoding": "gzip", "Cookie": cookie})  # noqa: S310  # given by hand
    with urlopen(request) as answer:  # noqa: S310  # given by hand
        body = answer.read()
        return body, len(body) + len(str(answer.headers))


def measure(address: str, cookie: str) -> dict[str, int]:
    """Bytes of the page and of each thing it loads, headers included."""
    plain = Request(address, headers={"Cookie": cookie})  # noqa: S310  # given by hand
    with urlopen(plain) as answer:  # noqa: S310  # given by hand
        html = answer.read().decode()
    sizes = {address: fetch(address, cookie)[1]}
    for path in LOADED.findall(html):
        target = urljoin(address, path)
        if "/static/" in target:
            sizes.setdefault(target, fetch(target, cookie)[1])
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", help="pages to measure; the two of the docstring when none is given")
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--cookie", default="")
    options = parser.parse_args()
    for path in options.paths or PAGES:
        sizes = measure(urljoin(options.address, path), options.cookie)
        budget = PAGES.get(path, STAFF)
        total = sum(sizes.values())
        print(f"{path}: {total / 1000:.1f} kB of {budget / 1000:.0f} kB {'ok' if total <= budget else 'TOO MUCH'}")
        for address, size in sizes.items():
            print(f"  {size / 1000:8.1f} kB  {address}")


if __name__ == "__main__":
    main()
