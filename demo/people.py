"""The people and bodies of the demo: every name is made up, every password is for the demo alone."""

from dataclasses import dataclass

from idi_platform.accounts.public import OrganisationKind, Role

PASSWORD = "idi-demo-2026"  # noqa: S105  # shown on the demo's first page

JIANGMEN, LONGGANG = "440700", "330383"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation; `key` names it within the demo."""

    key: str
    kind: OrganisationKind
    name_zh: str
    name_en: str
    uscc: str
    hotline: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with one membership."""

    username: str
    full_name: str
    role: Role
    city: str | None = None
    body: str | None = None
    district: str | None = None
    phone: str = ""


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

STAFF = (
    Person("adjuster", "梁志明", Role.ADJUSTER, JIANGMEN, "qiaoxiang"),
    Person("underwriter", "容绍棠", Role.UNDERWRITER, JIANGMEN, "qiaoxiang"),
    Person("manager", "区婉华", Role.INSURER_MANAGER, JIANGMEN, "qiaoxiang"),
    Person("inspector", "莫子谦", Role.INSPECTOR, JIANGMEN, "heshan-tis"),
    Person("contractor", "岑永康", Role.PARTICIPANT, JIANGMEN, "yuwan"),
    Person("developer", "容静怡", Role.PARTICIPANT, JIANGMEN, "donghu"),
    Person("adjuster2", "冯国强", Role.ADJUSTER, JIANGMEN, "xijiang"),
    Person("officer", "谭雪莹", Role.BUREAU, JIANGMEN, "jm-bureau"),
    Person("officer-xinhui", "吕卓然", Role.BUREAU, JIANGMEN, "jm-bureau", "440705"),
    Person("adjuster-longgang", "陈一帆", Role.ADJUSTER, LONGGANG, "aojiang"),
    Person("officer-longgang", "黄思齐", Role.BUREAU, LONGGANG, "lg-bureau"),
    Person("operator", "平台运营", Role.OPERATOR),
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
)
OWNERS = tuple(
    Person(f"owner{number:02d}" if number > 1 else "owner", name, Role.OWNER, JIANGMEN, phone=f"1380000{number:04d}")
    for number, name in enumerate(OWNER_NAMES, start=1)
)
LONGGANG_OWNER = Person("owner-longgang", "林晓峰", Role.OWNER, LONGGANG, phone="13800009001")

# Who can be signed in by one click: one of each kind, in the order of the story.
SHOWN = (
    "owner",
    "adjuster",
    "underwriter",
    "manager",
    "inspector",
    "contractor",
    "developer",
    "officer",
    "officer-xinhui",
    "operator",
    "owner02",
    "owner03",
    "adjuster2",
    "owner-longgang",
    "adjuster-longgang",
    "officer-longgang",
)
EVERYBODY = (*STAFF, *OWNERS, LONGGANG_OWNER)
