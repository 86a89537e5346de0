"""What deadlines tells the record: which events have terms hanging on them, and what a correction does to those."""

from idi_platform.audit.public import Anchored, register_anchored

from .constants import EventCode
from .services.correcting import follow_correction, has_started_terms

register_anchored(Anchored(hangs_on=has_started_terms, follow=follow_correction), following=EventCode.values)
