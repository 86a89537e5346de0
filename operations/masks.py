"""How a telephone number looks to an administrator: enough to tell two people apart."""

_HEAD, _TAIL = 3, 4


def masked_phone(number: str) -> str:
    """`138****0001`; a short number shows nothing; nothing stays nothing."""
    if len(number) <= _HEAD + _TAIL:
        return "***" if number else ""
    return f"{number[:_HEAD]}****{number[-_TAIL:]}"
