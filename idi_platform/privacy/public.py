"""What other apps may use of privacy. To keep a new personal field: docs/howto/handle-personal-data.md."""

from .errors import CannotOpen, ReasonMissing
from .fields import BlindIndexField, SealedTextField
from .masks import mask, mask_name
from .register import (
    ERASABLE,
    Basis,
    DataKind,
    PersonalField,
    PersonalTable,
    Use,
    case_kept_until,
    case_rule,
    personal_tables,
    register_case,
    register_personal,
    register_use,
    table_of,
    use_named,
    uses,
)
from .retention import Retention, retention, retentions
from .revealing import reveal
from .sealing import normalised
from .sight import Shown, kind_of_use, shown, sight_of

__all__ = [
    "ERASABLE",
    "Basis",
    "BlindIndexField",
    "CannotOpen",
    "DataKind",
    "PersonalField",
    "PersonalTable",
    "ReasonMissing",
    "Retention",
    "SealedTextField",
    "Shown",
    "Use",
    "case_kept_until",
    "case_rule",
    "kind_of_use",
    "mask",
    "mask_name",
    "normalised",
    "personal_tables",
    "register_case",
    "register_personal",
    "register_use",
    "retention",
    "retentions",
    "reveal",
    "shown",
    "sight_of",
    "table_of",
    "use_named",
    "uses",
]
