"""Settings, one topic per file. Safe by default: development and the demo opt out through IDI_* variables."""

from .api import *  # noqa: F403  # settings are a flat namespace
from .apps import *  # noqa: F403  # settings are a flat namespace
from .channels import *  # noqa: F403  # settings are a flat namespace
from .database import *  # noqa: F403  # settings are a flat namespace
from .i18n import *  # noqa: F403  # settings are a flat namespace
from .queues import *  # noqa: F403  # settings are a flat namespace
from .security import *  # noqa: F403  # settings are a flat namespace
from .signin import *  # noqa: F403  # settings are a flat namespace
from .storage import *  # noqa: F403  # settings are a flat namespace
from .ui import *  # noqa: F403  # settings are a flat namespace
