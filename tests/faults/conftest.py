"""Fixtures of faults."""

from tests.broker import own_broker as own_broker
