"""Limits of what people may upload. Ours, not the law's."""

MOST_BYTES = 20 * 1000 * 1000
# Phones take pictures of 12 to 24 megapixels. Drawing one anew takes up to 8 bytes a pixel at once, in each worker.
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 20_000
LONGEST_NAME = 200
MOST_PDF_PAGES = 2_000
MOST_PDF_OBJECTS = 50_000

# Limits as a refusal names them: alike in both languages.
SIZE_LIMIT = "≤ 20 MB"
PIXEL_LIMIT = "≤ 25 MP, ≤ 20000 px"
PDF_LIMIT = "PDF: ≤ 2000 × /Page, ≤ 50000 × obj"
ACCEPTED = "JPEG, PNG, WebP, HEIC, PDF"
