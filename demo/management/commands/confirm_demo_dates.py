"""`manage.py confirm_demo_dates`: publishes the undated texts with assumed days, openly (IDI_LOGIN=idi_owner).

These texts print no date (LEGAL.md): in earnest an officer enters it with evidence. The evidence here says what it is.
"""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from idi_platform.tenancy.public import system_actor
from policies.public import AlreadyPublished, confirm_validity

ASSUMED = (
    (
        "jiangmen-2022",
        date(2022, 4, 1),
        "演示假定：文本未载明发布日期，仅知文号年份为 2022 年；本日期只供演示，未经主管部门确认。",
    ),
    (
        "longgang-trial",
        date(2021, 9, 1),
        "演示假定：文本未载明印发日期，仅知所引文件年份为 2021 年；本日期只供演示，未经主管部门确认。",
    ),
)
OFFICER = "演示系统"


class Command(BaseCommand):
    help = "Publishes the versions that print no date, with the demo's assumed days. Idempotent."

    def handle(self, *args: Any, **options: Any) -> None:
        for code, valid_from, evidence in ASSUMED:
            try:
                confirm_validity(
                    version_code=code,
                    valid_from=valid_from,
                    evidence=evidence,
                    officer=OFFICER,
                    by=system_actor(None),
                    at=timezone.now(),
                )
            except AlreadyPublished:
                continue
            self.stdout.write(f"{code} {valid_from}: assumed for the demo")
