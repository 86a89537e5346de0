"""A notice for the year that is not announced, entered by the operator and waiting for the second administrator."""

from datetime import date

from django.utils import timezone

from idi_platform.deadlines.public import CalendarYear, Notice
from operations.public import Proposal, ProposalKind, ask_to_import

from .cast import Cast
from .people import OPERATOR

# Made up, and says so: the State Council decides the year's true arrangement.
_NOTICE = Notice(
    year=2027,
    number="演示用放假安排（非国务院文件）",
    issued_on=date(2026, 11, 20),
    source="https://www.gov.cn/zhengce/",
    text="""一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。""",
)


def announce(cast: Cast) -> None:
    """Enters the notice once, while the year is provisional."""
    is_announced = CalendarYear.objects.filter(year=_NOTICE.year, status="official").exists()
    if is_announced or Proposal.objects.filter(kind=ProposalKind.CALENDAR).exists():
        return
    operator = cast.people[OPERATOR.username].actor()
    ask_to_import(notice=_NOTICE, reason="演示：录入放假安排，等待第二人批准", by=operator, at=timezone.now())
