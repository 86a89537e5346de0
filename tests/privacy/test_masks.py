"""What a masked value looks like: enough to tell two apart, too little to use."""

import pytest

from idi_platform.privacy.public import DataKind, mask

CASES = [
    (DataKind.DOCUMENT, "310101199001011234", "310***********1234"),
    (DataKind.DOCUMENT, "E1234567", "***67"),
    (DataKind.PHONE, "13800000001", "138****0001"),
    (DataKind.PHONE, "110", "***10"),
    (DataKind.NAME, "张三丰", "张**"),
    (DataKind.NAME, "张", "**"),
    (DataKind.BANK_ACCOUNT, "6222020000001234", "**** **** **** 1234"),
    (DataKind.BANK_ACCOUNT, "12345678", "***"),
    (DataKind.EMAIL, "li@example.com", "l***@example.com"),
    (DataKind.WORDS, "any words", "***"),
    (DataKind.NAME, "", ""),
]


@pytest.mark.parametrize(("kind", "value", "shown"), CASES)
def test_a_mask(kind: DataKind, value: str, shown: str) -> None:
    assert mask(kind, value) == shown
