"""The State Council's yearly arrangements of days off, one file a year, and their strict reader."""
