"""What other apps may use of the API kernel: the bases of their `api/` packages."""

from .fields import Day, Moment, OpenChoice, Shown
from .paging import Keyset
from .scopes import register_area
from .services.clients import let_program_in, make_key
from .shapes import BodySerializer, DocumentSerializer, NothingAsked, NothingBody, PhotographBody
from .views import CommandView, DetailView, FileCommandView, ListView, PostedQuestionView, QuestionView, RowsView

__all__ = [
    "BodySerializer",
    "CommandView",
    "Day",
    "DetailView",
    "DocumentSerializer",
    "FileCommandView",
    "Keyset",
    "ListView",
    "Moment",
    "NothingAsked",
    "NothingBody",
    "OpenChoice",
    "PhotographBody",
    "PostedQuestionView",
    "QuestionView",
    "RowsView",
    "Shown",
    "let_program_in",
    "make_key",
    "register_area",
]
