"""All benchmarks that need no running site, one after the other: `.venv/bin/python -m benchmarks [--full]`.

The servers of IDI_VAR (default var/bench) are started for them when they do not run.
"""

import subprocess
import sys

from benchmarks import scratch
from idi_platform.embedded.places import PROJECT

# Those that know a larger size take --full.
MODULES = {"due_dates": False, "resolve": False, "letters": False, "wall": False, "desk_list": False, "sweep": True}


def main() -> int:
    """Runs every module in a process of its own; the number that failed."""
    failed = 0
    with scratch.servers():
        for module, has_full in MODULES.items():
            print(f"--- {module}", flush=True)
            sizes = ["--full"] if has_full and "--full" in sys.argv[1:] else []
            done = subprocess.run([sys.executable, "-m", f"benchmarks.{module}", *sizes], cwd=PROJECT, check=False)
            failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
