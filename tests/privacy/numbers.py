"""Made-up numbers with right check digits that nobody has: place 000000 and year 1000 were never given out."""

RESIDENT_ID = "000000100001010015"
PASSPORT = "EX0000001"
