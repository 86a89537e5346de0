"""江门: contracts formed after the pilot scheme was published, works accepted in March 2024, claims at every stage.

The defects period, after which cover begins, is a fact of each contract here: 24 months in one project, 12 in another.
"""

from datetime import date, time

from demo.moments import Ago, On
from demo.office_stories import Laddered
from demo.site_link import SiteLink
from demo.stories import (
    Answer,
    Body,
    Building,
    City,
    Finding,
    Person,
    Policy,
    Project,
    Report,
    Term,
)
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.deadlines.public import Audience, Rung, When
from idi_platform.registry.public import MilestoneKind, PartyRole
from riskmgmt.public import Element, ReportKind, Risk, Stage

from .jiangmen_claims import CLAIMS
from .jiangmen_offices import (
    ABSENCES,
    APPLICATIONS,
    AUTHORITIES,
    CERTIFICATES,
    CHARGES,
    INVITATIONS,
    LOST_NUMBERS,
    PROGRAMS,
    PROVIDERS,
    SALES,
    STATEMENTS,
    SUCCESSIONS,
)

CODE = "440700"

BODIES = (
    Body(
        "qiaoxiang",
        OrganisationKind.INSURER,
        "侨乡财产保险江门分公司",
        "Qiaoxiang Property Insurance, Jiangmen",
        "91440700MA0DEMO011",
        "0750-0000-101",
    ),
    Body(
        "xijiang",
        OrganisationKind.INSURER,
        "西江财产保险江门中心支公司",
        "Xijiang Property Insurance, Jiangmen",
        "91440700MA0DEMO02X",
        "0750-0000-102",
    ),
    Body(
        "gangzhou-insurer",
        OrganisationKind.INSURER,
        "冈州财产保险（演示）新会支公司",
        "Gangzhou Property Insurance (demo), Xinhui",
        "91440705MA0DEMO08X",
        "0750-0000-108",
    ),
    Body(
        "jm-bureau",
        OrganisationKind.BUREAU,
        "江门市住房城乡建设局",
        "Jiangmen Housing Bureau",
        "11440700MB0DEMO031",
        "0750-0000-103",
    ),
    Body(
        "donghu",
        OrganisationKind.DEVELOPER,
        "东湖置业（演示）有限公司",
        "Donghu Homes (demo)",
        "91440700MA0DEMO046",
        "0750-0000-104",
    ),
    Body(
        "gangzhou",
        OrganisationKind.DEVELOPER,
        "冈州置业（演示）有限公司",
        "Gangzhou Homes (demo)",
        "91440705MA0DEMO05X",
        "0750-0000-105",
    ),
    Body(
        "heshan-tis",
        OrganisationKind.TIS,
        "五邑工程质量风险管理（演示）有限公司",
        "Wuyi Technical Inspection (demo)",
        "91440700MA0DEMO062",
        "0750-0000-106",
    ),
    Body(
        "yuwan",
        OrganisationKind.CONTRACTOR,
        "鱼湾建设（演示）有限公司",
        "Yuwan Construction (demo)",
        "91440700MA0DEMO078",
        "0750-0000-107",
    ),
    Body(
        "wuyi-property",
        OrganisationKind.PROPERTY_MANAGER,
        "五邑物业服务（演示）有限公司",
        "Wuyi Property Services (demo)",
        "91440700MA0DEMO094",
        "0750-0000-109",
    ),
)

# Rare characters on purpose: names like these must never come out as boxes.
OWNER_NAMES = (
    "李秀兰",
    "赵堃",
    "周晓彤",
    "黎敏仪",
    "司徒雅",
    "伍嘉昇",
    "麦婉婷",
    "余子喆",
    "甄宝珠",
    "关镕",
    "林伟杰",
    "陈淑芬",
    "何俊贤",
    "叶文静",
    "方大同",
    "欧阳雪",
    "邓丽华",
    "刘国栋",
    "张𬭎",
    "阮小梅",
    "谢淼",
    "苏翀",
    "温秀英",
    "简志豪",
    "潘绮雯",
    "霍启明",
)
FIRST_SHOWN = 3
SELLER = 25


def _username(number: int) -> str:
    return f"owner{number:02d}" if number > 1 else "owner"


OWNERS = tuple(
    Person(
        _username(number),
        name,
        Role.OWNER,
        CODE,
        phone=f"1380000{number:04d}",
        # The 25th sold their home and sees it no more.
        is_shown=number <= FIRST_SHOWN or number == SELLER,
    )
    for number, name in enumerate(OWNER_NAMES, start=1)
)
STAFF = (
    Person("adjuster", "梁志明", Role.ADJUSTER, CODE, "qiaoxiang"),
    Person("manager", "区婉华", Role.INSURER_MANAGER, CODE, "qiaoxiang"),
    Person("underwriter", "容绍棠", Role.UNDERWRITER, CODE, "qiaoxiang"),
    Person("inspector", "莫子谦", Role.INSPECTOR, CODE, "heshan-tis"),
    Person("inspector2", "梁小燕", Role.INSPECTOR, CODE, "heshan-tis", is_shown=False),
    Person("contractor", "岑永康", Role.PARTICIPANT, CODE, "yuwan"),
    Person("developer", "容静怡", Role.PARTICIPANT, CODE, "donghu"),
    Person("property", "邝伟明", Role.PARTICIPANT, CODE, "wuyi-property"),
    Person("child", "李明轩", Role.OWNER, CODE, phone="13800000301"),
    Person("admin-property", "黄佩珊", Role.ORG_ADMIN, CODE, "wuyi-property", is_shown=False),
    Person("admin", "伍思齐", Role.ORG_ADMIN, CODE, "qiaoxiang"),
    Person("adjuster3", "甄国华", Role.ADJUSTER, CODE, "qiaoxiang", is_shown=False),
    Person("admin-tis", "梁启文", Role.ORG_ADMIN, CODE, "heshan-tis", is_shown=False),
    Person("officer", "谭雪莹", Role.BUREAU, CODE, "jm-bureau"),
    Person("drafter-jiangmen", "阮清和", Role.BUREAU, CODE, "jm-bureau"),
    Person("officer-xinhui", "吕卓然", Role.BUREAU, CODE, "jm-bureau", "440705"),
    Person("adjuster2", "冯国强", Role.ADJUSTER, CODE, "xijiang"),
    Person("underwriter2", "钟伯麟", Role.UNDERWRITER, CODE, "xijiang", is_shown=False),
)

PARTIES = (("heshan-tis", PartyRole.TIS), ("yuwan", PartyRole.CONTRACTOR))
MANAGED = ("wuyi-property", PartyRole.PROPERTY_MANAGER)
PROJECTS = (
    Project(
        "donghu",
        "440703",
        "东湖雅苑（演示）",
        "Donghu Court (demo)",
        "蓬江区东湖路 18 号",
        (("donghu", PartyRole.DEVELOPER), ("qiaoxiang", PartyRole.LEAD_INSURER), *PARTIES, MANAGED),
        (
            (MilestoneKind.CONTRACT_FORMED, On(date(2022, 9, 16)), "保险合同（演示）QX-2022-0916"),
            (MilestoneKind.PERMIT_ISSUED, On(date(2022, 10, 12)), "施工许可证（演示）"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, On(date(2024, 3, 10)), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, On(date(2024, 6, 30)), "交付通知书（演示）"),
        ),
        (Building("1 幢", 6), Building("2 幢", 6)),
        owners=tuple(owner.username for owner in OWNERS[::2]),
        since=On(date(2022, 9, 16)),
    ),
    Project(
        "gangzhou",
        "440705",
        "冈州新筑（演示）",
        "Gangzhou Gardens (demo)",
        "新会区冈州大道 66 号",
        (("gangzhou", PartyRole.DEVELOPER), ("xijiang", PartyRole.LEAD_INSURER), *PARTIES),
        (
            (MilestoneKind.CONTRACT_FORMED, On(date(2022, 11, 3)), "保险合同（演示）XJ-2022-1103"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, On(date(2024, 3, 22)), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, On(date(2024, 6, 30)), "交付通知书（演示）"),
        ),
        (Building("3 幢", 8),),
        owners=tuple(owner.username for owner in OWNERS[1::2]),
        since=On(date(2022, 11, 3)),
    ),
)

DEFECTS_PERIOD = "defect_liability_period.max"
POLICIES = (
    Policy(
        "donghu",
        "QX-IDI-2022-0916",
        formed=On(date(2022, 9, 16)),
        entered=On(date(2026, 1, 6)),
        premium_fen=132_450_000,
        sum_insured_fen=8_830_000_000,
        shares=(("qiaoxiang", "2/3"), ("xijiang", "1/3")),
        issued=On(date(2022, 9, 23)),
        is_earlier=True,
        terms=(Term(DEFECTS_PERIOD, 24, "month", "保险合同（演示）第八条：缺陷责任期二十四个月"),),
    ),
    Policy(
        "gangzhou",
        "XJ-IDI-2022-1103",
        formed=On(date(2022, 11, 3)),
        entered=On(date(2026, 1, 6), "14:00"),
        premium_fen=78_900_000,
        sum_insured_fen=5_260_000_000,
        shares=(("xijiang", "1"),),
        issued=On(date(2022, 11, 10)),
        is_earlier=True,
        terms=(Term(DEFECTS_PERIOD, 12, "month", "保险合同（演示）第七条：缺陷责任期十二个月"),),
    ),
)

REPORTS = (
    Report(
        "donghu",
        ReportKind.REVISIT,
        Stage.IN_USE,
        Ago(22, "09:30"),
        "回访屋面、地下室和外墙，共 24 户中走访 9 户。",
        (
            Finding(
                Risk.MEDIUM,
                Element.WATERPROOFING,
                "2 幢屋面东侧排水口",
                "排水口四周防水附加层开裂，雨后有积水。",
                "剔除原附加层，按图重做并做蓄水试验。",
                answer=Answer(Ago(15, "16:00"), "已重做附加层，蓄水 24 小时无渗漏。", verified=Ago(13)),
            ),
            Finding(
                Risk.SLIGHT,
                Element.EXTERNAL_WALL,
                "1 幢东立面三层窗口",
                "窗口外侧密封胶老化脱开。",
                "清理后重新打胶，并做淋水试验。",
                floor=3,
                link=SiteLink(Ago(2, "08:40"), Ago(1, "10:20"), "谭师傅", "旧胶已清理，重新打胶，待淋水试验。"),
            ),
            Finding(Risk.OBSERVATION, Element.MEP, "地下室集水坑", "水泵运行正常，建议每月试泵。", "记录试泵日期。"),
        ),
        submitted=Ago(21, "15:00"),
    ),
    Report(
        "gangzhou",
        ReportKind.REVISIT,
        Stage.IN_USE,
        Ago(1, "16:10"),
        "回访 3 幢屋面和电梯机房，走访 4 户，尚待整理。",
        inspector="inspector2",
    ),
)

# Invented: it waits for the second officer.
LADDERS = (
    Laddered(
        by="drafter-jiangmen",
        rungs=(Rung(When.BEFORE, 2, time(14), Audience.CHARGED | Audience.MANAGERS),),
        when=Ago(2, "11:10"),
        duty="claims.determination.normal",
        reason="虚构：核定期限到期前两个工作日同时提醒负责人。",
    ),
)

CITY = City(
    CODE,
    BODIES,
    (*OWNERS[:FIRST_SHOWN], *STAFF, *OWNERS[FIRST_SHOWN:]),
    PROJECTS,
    POLICIES,
    REPORTS,
    CLAIMS,
    INVITATIONS,
    STATEMENTS,
    CERTIFICATES,
    APPLICATIONS,
    PROGRAMS,
    ABSENCES,
    SUCCESSIONS,
    PROVIDERS,
    CHARGES,
    SALES,
    AUTHORITIES,
    LOST_NUMBERS,
    ladders=LADDERS,
)
