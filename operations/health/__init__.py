"""Whether the platform's parts answer, what its work waits for, and what to do about it."""

from .answers import answering, database_answers, is_well, record_figures
from .cities import CityWork, waiting_work
from .lines import Line, Section, sections
from .measures import EXAMINATIONS

__all__ = [
    "EXAMINATIONS",
    "CityWork",
    "Line",
    "Section",
    "answering",
    "database_answers",
    "is_well",
    "record_figures",
    "sections",
    "waiting_work",
]
