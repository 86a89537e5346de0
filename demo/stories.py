"""What happened in the demo: projects that are historically possible, and claims told relative to the day of seeding.

江门's projects had their insurance contract formed after the pilot scheme was published and were accepted in March
2024; 龙港市 has a home and people, and no claim: its regime is loaded by a later issue.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from claims.public import DefectKind, Place
from idi_platform.registry.public import MilestoneKind, PartyRole

from .people import JIANGMEN, LONGGANG

HANDED_OVER = date(2024, 6, 30)


@dataclass(frozen=True, slots=True)
class Story:
    """One project: where it stands, who takes part, what happened, and how many homes it shows."""

    city: str
    district: str
    name_zh: str
    name_en: str
    address: str
    parties: tuple[tuple[str, PartyRole], ...]
    milestones: tuple[tuple[MilestoneKind, date, str], ...]
    buildings: tuple[str, ...]
    floors: int


@dataclass(frozen=True, slots=True)
class Reported:
    """A claim: how long ago it was filed, of what, and how long after filing it was surveyed, if it was."""

    ago: timedelta
    place: Place
    defect: DefectKind
    words: str
    surveyed_after: timedelta | None = None
    is_dangerous: bool = False


STORIES = (
    Story(
        JIANGMEN,
        "440703",
        "东湖雅苑（演示）",
        "Donghu Court (demo)",
        "蓬江区东湖路 18 号",
        (
            ("donghu", PartyRole.DEVELOPER),
            ("qiaoxiang", PartyRole.LEAD_INSURER),
            ("heshan-tis", PartyRole.TIS),
            ("yuwan", PartyRole.CONTRACTOR),
        ),
        (
            (MilestoneKind.CONTRACT_FORMED, date(2022, 9, 16), "保险合同（演示）QX-2022-0916"),
            (MilestoneKind.PERMIT_ISSUED, date(2022, 10, 12), "施工许可证（演示）"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, date(2024, 3, 10), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, HANDED_OVER, "交付通知书（演示）"),
        ),
        ("1 幢", "2 幢"),
        6,
    ),
    Story(
        JIANGMEN,
        "440705",
        "冈州新筑（演示）",
        "Gangzhou Gardens (demo)",
        "新会区冈州大道 66 号",
        (
            ("gangzhou", PartyRole.DEVELOPER),
            ("xijiang", PartyRole.LEAD_INSURER),
            ("heshan-tis", PartyRole.TIS),
            ("yuwan", PartyRole.CONTRACTOR),
        ),
        (
            (MilestoneKind.CONTRACT_FORMED, date(2022, 11, 3), "保险合同（演示）XJ-2022-1103"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, date(2024, 3, 22), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, HANDED_OVER, "交付通知书（演示）"),
        ),
        ("3 幢",),
        8,
    ),
    Story(
        LONGGANG,
        "330383",
        "白沙嘉园（演示）",
        "Baisha Gardens (demo)",
        "龙港市白沙路 9 号",
        (("baisha", PartyRole.DEVELOPER), ("aojiang", PartyRole.LEAD_INSURER)),
        ((MilestoneKind.COMPLETION_ACCEPTANCE, date(2024, 2, 29), "竣工验收报告（演示）"),),
        ("1 幢",),
        1,
    ),
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)

REPORTED = (
    Reported(26 * DAY, Place.BATHROOM, DefectKind.WATER, "楼上卫生间漏水，天花板一直在滴，已经拿盆接了几天。", 1 * DAY),
    Reported(19 * DAY, Place.OUTER_WALL, DefectKind.WATER, "台风过后东面外墙渗水，墙纸鼓包发霉。", 2 * DAY),
    Reported(15 * DAY, Place.LIVING_ROOM, DefectKind.CRACK, "客厅横梁下有一条斜裂缝，手指甲能插进去。", 3 * DAY),
    Reported(12 * DAY, Place.ROOF, DefectKind.WATER, "顶楼屋面漏水，下雨时主卧天花滴水。"),
    Reported(9 * DAY, Place.BALCONY, DefectKind.FALLING, "阳台外檐瓷砖脱落，楼下有人经过很危险。", None, True),
    Reported(8 * DAY + 3 * HOUR, Place.BEDROOM, DefectKind.DAMP, "主卧外墙角发霉，一个月大一圈。"),
    Reported(6 * DAY + 5 * HOUR, Place.KITCHEN, DefectKind.WATER, "厨房窗边渗水，橱柜泡坏了。", 1 * DAY),
    Reported(5 * DAY + 2 * HOUR, Place.BASEMENT, DefectKind.WATER, "地下车库顶板漏水，滴在车上。"),
    Reported(4 * DAY + 7 * HOUR, Place.OUTER_WALL, DefectKind.COLD, "北面墙的保温层空鼓，敲起来是空的。", 2 * DAY),
    Reported(3 * DAY + 4 * HOUR, Place.BATHROOM, DefectKind.WATER, "淋浴房墙角渗水到卧室，地板翘起来了。"),
    Reported(2 * DAY + 6 * HOUR, Place.BEDROOM, DefectKind.CRACK, "飘窗板下面有裂缝，关窗时有灰掉下来。"),
    Reported(1 * DAY + 8 * HOUR, Place.SHARED, DefectKind.SINKING, "单元门口台阶下沉，和大堂错开两厘米。"),
    Reported(1 * DAY + 1 * HOUR, Place.ROOF, DefectKind.WATER, "天面排水口四周渗水。"),
    Reported(5 * HOUR, Place.BALCONY, DefectKind.WATER, "阳台推拉门下槛漏水。"),
    Reported(2 * HOUR, Place.LIVING_ROOM, DefectKind.WATER, "下雨时客厅落地窗上方滴水。"),
)  # fmt: skip
