"""龙港: accepted on a leap day, so cover begins on 28 February 2026; where its text is silent national law counts."""

from datetime import date

from claims.public import DefectKind, Place
from demo.moments import Ago, Just, On
from demo.stories import (
    Accepted,
    Approved,
    Body,
    Building,
    City,
    Claim,
    Covered,
    LetterSent,
    Offered,
    Person,
    Policy,
    Project,
    Proposed,
    Surveyed,
)
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.registry.public import MilestoneKind, PartyRole

CODE = "330383"

BODIES = (
    Body(
        "aojiang",
        OrganisationKind.INSURER,
        "鳌江财产保险龙港支公司",
        "Aojiang Property Insurance, Longgang",
        "91330383MA0DEMO083",
        "0577-0000-201",
    ),
    Body(
        "lg-bureau",
        OrganisationKind.BUREAU,
        "龙港市住房和城乡建设局",
        "Longgang Housing Bureau",
        "11330383MB0DEMO09X",
        "0577-0000-202",
    ),
    Body(
        "baisha",
        OrganisationKind.DEVELOPER,
        "白沙置业（演示）有限公司",
        "Baisha Homes (demo)",
        "91330383MA0DEMO104",
        "0577-0000-203",
    ),
)

PEOPLE = (
    Person("owner-longgang", "林晓峰", Role.OWNER, CODE, phone="13800009001"),
    Person("adjuster-longgang", "陈一帆", Role.ADJUSTER, CODE, "aojiang"),
    Person("manager-longgang", "章巧云", Role.INSURER_MANAGER, CODE, "aojiang"),
    Person("underwriter-longgang", "缪建平", Role.UNDERWRITER, CODE, "aojiang", is_shown=False),
    Person("officer-longgang", "黄思齐", Role.BUREAU, CODE, "lg-bureau"),
    Person("owner02-longgang", "项淼", Role.OWNER, CODE, phone="13800009002", is_shown=False),
    Person("owner03-longgang", "温作新", Role.OWNER, CODE, phone="13800009003", is_shown=False),
    Person("owner04-longgang", "倪文㛃", Role.OWNER, CODE, phone="13800009004", is_shown=False),
    Person("owner05-longgang", "华德坤", Role.OWNER, CODE, phone="13800009005", is_shown=False),
)
OWNERS = tuple(person.username for person in PEOPLE if person.role == Role.OWNER)

PROJECTS = (
    Project(
        "baisha",
        "330383",
        "白沙嘉园（演示）",
        "Baisha Gardens (demo)",
        "龙港市白沙路 9 号",
        (("baisha", PartyRole.DEVELOPER), ("aojiang", PartyRole.LEAD_INSURER)),
        (
            (MilestoneKind.CONTRACT_FORMED, On(date(2022, 3, 10)), "保险合同（演示）AJ-2022-0310"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, On(date(2024, 2, 29)), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, On(date(2024, 5, 31)), "交付通知书（演示）"),
        ),
        (Building("1 幢", 4),),
        owners=OWNERS,
        since=On(date(2022, 3, 10)),
    ),
)

POLICIES = (
    Policy(
        "baisha",
        "AJ-IDI-2022-0310",
        formed=On(date(2022, 3, 10)),
        entered=On(date(2026, 1, 7)),
        premium_fen=31_200_000,
        sum_insured_fen=2_080_000_000,
        shares=(("aojiang", "1"),),
        issued=On(date(2022, 3, 17)),
        is_earlier=True,
    ),
)

CLAIMS = (
    Claim(
        "owner-longgang",
        Ago(26, "20:15"),
        Place.BATHROOM,
        DefectKind.WATER,
        "卫生间渗水到过道，墙皮一片片掉。",
        (Surveyed(Ago(23, "10:30")),),
    ),
    Claim("owner02-longgang", Just(4), Place.OUTER_WALL, DefectKind.WATER, "山墙渗水，卧室墙纸鼓起来了。"),
    Claim(
        "owner03-longgang",
        Ago(14, "09:10"),
        Place.ROOF,
        DefectKind.WATER,
        "屋面漏水，阁楼地板泡坏了。",
        (
            Surveyed(Ago(12, "14:00")),
            Covered(Ago(8, "10:00"), "屋面防水渗漏属于保险范围，我们来修。"),
            Offered(Ago(7, "11:00"), "重做屋面防水，恢复保护层。"),
            Accepted(Ago(6, "19:30")),
        ),
    ),
    Claim(
        "owner04-longgang",
        Ago(15, "18:40"),
        Place.KITCHEN,
        DefectKind.WATER,
        "厨房吊柜后面漏水。",
        (
            Surveyed(Ago(13, "15:00"), "漏水处为后装净水器接头。"),
            Proposed(
                Ago(11, "10:20"),
                "LG-015",
                "净水器由业主自行安装。\n漏水自其接头而来，墙内管道打压合格。",
                denied="吊柜后的漏水",
            ),
            Approved(Ago(10, "09:00")),
            LetterSent(Ago(9, "11:00")),
        ),
    ),
    Claim("owner05-longgang", Ago(3, "12:30"), Place.BALCONY, DefectKind.CRACK, "阳台挑板底下裂了一条缝。"),
)

CITY = City(CODE, BODIES, PEOPLE, PROJECTS, POLICIES, claims=CLAIMS)
