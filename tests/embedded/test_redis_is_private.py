"""The embedded Redis: a private socket, nothing on disk."""

import stat
from pathlib import Path

import pytest
from kombu import Connection
from redis import Redis

from idi_platform.embedded import redis
from idi_platform.embedded.connections import redis_client_url, redis_url


@pytest.mark.parametrize("folder", ["plain", "住宅 质量"])
def test_it_answers_celery_and_redis_clients_on_its_socket(var: Path, folder: str) -> None:
    inside = var / folder
    try:
        redis.start(inside)
        with Redis.from_url(redis_client_url(var=inside)) as client:
            assert client.ping()
        with Connection(redis_url(var=inside)) as connection:
            connection.ensure_connection(max_retries=1)
    finally:
        redis.stop(inside)


def test_its_socket_is_for_its_owner_and_tcp_is_closed(var: Path) -> None:
    broker = redis.start(var)
    assert stat.S_IMODE(broker.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(broker.socket.parent.stat().st_mode) == 0o700
    with Redis.from_url(redis_client_url(var=var)) as client:
        kept = {name: client.config_get(name)[name] for name in ("port", "appendonly", "save")}
    assert kept == {"port": "0", "appendonly": "no", "save": ""}


def test_starting_and_stopping_are_repeatable(var: Path) -> None:
    redis.start(var)
    broker = redis.start(var)
    assert redis.is_running(broker)
    assert redis.stop(var)
    assert not redis.is_running(broker)
    assert not redis.stop(var)


def test_a_left_over_socket_does_not_block(var: Path) -> None:
    broker = redis.open_broker(var)
    broker.socket.touch()
    assert redis.is_running(redis.start(var))
