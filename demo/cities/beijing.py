"""北京: a contract of 2020 under a text that ended in April 2024, so its cover and its clocks are carried on.

Three insurers bear a third each. A policy of today finds no text of the city in force and stays a draft.
"""

from datetime import date

from demo.moments import Ago, On
from demo.stories import Body, Building, City, Person, Policy, Project
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.registry.public import MilestoneKind, PartyRole

from .beijing_claims import CLAIMS

CODE = "110000"

BODIES = (
    Body(
        "yantai",
        OrganisationKind.INSURER,
        "燕台财产保险北京分公司",
        "Yantai Property Insurance, Beijing",
        "91110000MA0DEMO113",
        "010-0000-0301",
    ),
    Body(
        "jimen",
        OrganisationKind.INSURER,
        "蓟门财产保险北京分公司",
        "Jimen Property Insurance, Beijing",
        "91110000MA0DEMO12X",
        "010-0000-0302",
    ),
    Body(
        "yongding",
        OrganisationKind.INSURER,
        "永定财产保险北京分公司",
        "Yongding Property Insurance, Beijing",
        "91110000MA0DEMO138",
        "010-0000-0303",
    ),
    Body(
        "bj-bureau",
        OrganisationKind.BUREAU,
        "北京市住房和城乡建设委员会",
        "Beijing Housing Commission",
        "11110000MB0DEMO145",
        "010-0000-0304",
    ),
    Body(
        "liuyin",
        OrganisationKind.DEVELOPER,
        "柳荫置业（演示）有限公司",
        "Liuyin Homes (demo)",
        "91110105MA0DEMO150",
        "010-0000-0305",
    ),
    Body(
        "tonghui",
        OrganisationKind.CONTRACTOR,
        "通惠建设（演示）有限公司",
        "Tonghui Construction (demo)",
        "91110105MA0DEMO16X",
        "010-0000-0306",
    ),
)

# Rare characters on purpose: names like these must never come out as boxes.
OWNER_NAMES = ("王翀", "冯骥", "孟繁森", "郝䶮", "佟丽娅", "白淼", "佘玉琴", "哈文博", "金犇", "关雨桐", "那英华")
OWNERS = tuple(
    Person(
        f"owner{number:02d}-beijing" if number > 1 else "owner-beijing",
        name,
        Role.OWNER,
        CODE,
        phone=f"1380001{number:04d}",
        is_shown=number == 1,
    )
    for number, name in enumerate(OWNER_NAMES, start=1)
)
STAFF = (
    Person("adjuster-beijing", "沈嘉佑", Role.ADJUSTER, CODE, "yantai"),
    Person("manager-beijing", "祁丽君", Role.INSURER_MANAGER, CODE, "yantai"),
    Person("coinsurer-beijing", "鲍启元", Role.INSURER_MANAGER, CODE, "jimen"),
    Person("underwriter-beijing", "舒明哲", Role.UNDERWRITER, CODE, "yantai"),
    Person("officer-beijing", "常宁", Role.BUREAU, CODE, "bj-bureau"),
    Person("officer-chaoyang", "卜晓岚", Role.BUREAU, CODE, "bj-bureau", "110105"),
    Person("officer-quiet", "闵静", Role.BUREAU, CODE, "bj-bureau", "110109"),
)

INSURER = ("yantai", PartyRole.LEAD_INSURER)
DEVELOPER = ("liuyin", PartyRole.DEVELOPER)
CONTRACTOR = ("tonghui", PartyRole.CONTRACTOR)
PROJECTS = (
    Project(
        "liuyin",
        "110105",
        "柳荫雅园（演示）",
        "Liuyin Court (demo)",
        "朝阳区柳荫东街 6 号",
        (DEVELOPER, INSURER, CONTRACTOR),
        (
            (MilestoneKind.CONTRACT_FORMED, On(date(2020, 5, 8)), "保险合同（演示）YT-2020-0508"),
            (MilestoneKind.PERMIT_ISSUED, On(date(2020, 6, 3)), "施工许可证（演示）"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, On(date(2022, 6, 15)), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, On(date(2022, 8, 31)), "交付通知书（演示）"),
        ),
        (Building("1 号楼", 6),),
        owners=tuple(owner.username for owner in OWNERS),
        since=On(date(2020, 5, 8)),
    ),
    Project(
        "xinyan",
        "110108",
        "新燕家园（演示）",
        "Xinyan Gardens (demo)",
        "海淀区新燕路 12 号",
        (DEVELOPER, INSURER),
        entered=Ago(20),
    ),
)

THIRDS = (("yantai", "1/3"), ("jimen", "1/3"), ("yongding", "1/3"))
POLICIES = (
    Policy(
        "liuyin",
        "YT-IDI-2020-0508",
        formed=On(date(2020, 5, 8)),
        entered=On(date(2026, 1, 6)),
        premium_fen=168_000_000,
        sum_insured_fen=11_200_000_000,
        shares=THIRDS,
        issued=On(date(2020, 5, 15)),
        is_earlier=True,
    ),
    Policy(
        "xinyan",
        "YT-IDI-2026-0001",
        formed=Ago(8),
        entered=Ago(7, "15:00"),
        premium_fen=140_000_000,
        sum_insured_fen=9_400_000_000,
        shares=THIRDS,
    ),
)

CITY = City(CODE, BODIES, (*OWNERS[:1], *STAFF, *OWNERS[1:]), PROJECTS, POLICIES, claims=CLAIMS)
