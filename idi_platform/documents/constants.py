"""Limits of what people may upload. Ours, not the law's."""

MOST_BYTES = 20 * 1000 * 1000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000
LONGEST_NAME = 200

# Limits as a refusal names them: alike in both languages.
SIZE_LIMIT = "≤ 20 MB"
PIXEL_LIMIT = "≤ 50 MP, ≤ 20000 px"
ACCEPTED = "JPEG, PNG, WebP, HEIC, PDF"
