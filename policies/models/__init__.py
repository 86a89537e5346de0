from .drafts import RuleDraft
from .instruments import Article, Instrument, InstrumentVersion, Reading, Revision, RevisionText, Rule
from .pins import Pin
from .readings import ReadingDecision, ReadingProposal
from .stating import StatedDuty
from .traces import Trace

__all__ = [
    "Article",
    "Instrument",
    "InstrumentVersion",
    "Pin",
    "Reading",
    "ReadingDecision",
    "ReadingProposal",
    "Revision",
    "RevisionText",
    "Rule",
    "RuleDraft",
    "StatedDuty",
    "Trace",
]
