"""Home owners' own door: a mobile number, a code sent to it, and once name and document (docs/adr/0029)."""
