"""How a carrier counts a text message. Pure."""

from math import ceil

# In UCS-2, as Chinese is sent: one message, and each part of a longer one.
ALONE, OF_SEVERAL = 70, 67


def segments(text: str) -> int:
    """How many messages are paid for. Counted in UTF-16 units: a character outside the first plane is two."""
    units = len(text.encode("utf-16-le")) // 2
    return 1 if units <= ALONE else ceil(units / OF_SEVERAL)
