from .instruments import Article, Instrument, InstrumentVersion, Reading, Revision, Rule
from .pins import Pin
from .traces import Trace

__all__ = ["Article", "Instrument", "InstrumentVersion", "Pin", "Reading", "Revision", "Rule", "Trace"]
