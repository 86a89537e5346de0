"""Fixtures of delivery through real processes."""

from tests.broker import own_broker as own_broker
