#!/usr/bin/env python3
"""Django's command line; `./idi manage …` runs it with the right environment and login."""

import os
import sys

from django.core.management import execute_from_command_line

from idi_platform.tenancy.origin import OriginKind, coming_from

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")
    with coming_from(OriginKind.COMMAND, "".join(sys.argv[1:2])):
        execute_from_command_line(sys.argv)
