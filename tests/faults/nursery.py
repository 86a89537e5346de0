"""Celery workers that start fast: `python -m tests.faults.nursery <queue> <socket>`.

It loads everything once and forks a worker, as `./idi` starts it, for each line that it reads; it answers with the
worker's number. Each worker says on the Redis at `socket` which task it begins and which it has done.
"""

import json
import os
import signal
import sys
from typing import Any

from celery.signals import task_postrun, task_prerun
from redis import Redis

from idi_platform.celery import app

if __name__ == "__main__":
    QUEUE, SOCKET = sys.argv[1:]
    COMMAND = ["worker", "-P", "solo", "-Q", QUEUE, "-n", f"{QUEUE}@test", "--without-mingle", "--without-gossip"]

    @task_prerun.connect(weak=False)
    def began(task: Any, **_told: Any) -> None:
        _tell("began", task.name)

    @task_postrun.connect(weak=False)
    def ended(task: Any, **_told: Any) -> None:
        _tell("ended", task.name)

    def _tell(what: str, name: str) -> None:
        with Redis(unix_socket_path=SOCKET) as client:
            client.rpush(f"{what}:{name}", json.dumps(os.getpid()))

    app.loader.import_default_modules()
    app.finalize()
    # Whoever was killed is collected by the kernel.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        worker = os.fork()
        if worker == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # What it prints is no answer.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            app.worker_main(COMMAND)
            os._exit(1)
        sys.stdout.write(f"{worker}\n")
        sys.stdout.flush()
