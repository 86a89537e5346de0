from .drafts import RuleDraft
from .instruments import Article, Instrument, InstrumentVersion, Reading, Revision, RevisionText, Rule
from .pins import Pin
from .traces import Trace

__all__ = [
    "Article",
    "Instrument",
    "InstrumentVersion",
    "Pin",
    "Reading",
    "Revision",
    "RevisionText",
    "Rule",
    "RuleDraft",
    "Trace",
]
