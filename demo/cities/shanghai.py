"""上海: policies of the newest text: one issued and uploaded, one issued yesterday, one draft; no claim yet.

A project of spring 2025 stands before its unit acceptance: the inspection reports on it are uploaded as well. The
parent text is not loaded, so what it settles is supplied by the contracts, with evidence, or stays open.
"""

from datetime import date

from demo.moments import Ago, On
from demo.stories import Answer, Body, Building, City, Finding, Person, Policy, Project, Report, Term
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.registry.public import MilestoneKind, PartyRole
from riskmgmt.public import Element, ReportKind, Risk, Stage

CODE = "310000"

BODIES = (
    Body(
        "shenpu",
        OrganisationKind.INSURER,
        "申浦财产保险上海分公司",
        "Shenpu Property Insurance, Shanghai",
        "91310000MA0DEMO256",
        "021-0000-0501",
    ),
    Body(
        "songjun",
        OrganisationKind.INSURER,
        "淞郡财产保险上海分公司",
        "Songjun Property Insurance, Shanghai",
        "91310000MA0DEMO26X",
        "021-0000-0502",
    ),
    Body(
        "sh-bureau",
        OrganisationKind.BUREAU,
        "上海市住房和城乡建设管理委员会",
        "Shanghai Housing Commission",
        "11310000MB0DEMO278",
        "021-0000-0503",
    ),
    Body(
        "chengjiang",
        OrganisationKind.DEVELOPER,
        "澄江置业（演示）有限公司",
        "Chengjiang Homes (demo)",
        "91310106MA0DEMO285",
        "021-0000-0504",
    ),
    Body(
        "wusong",
        OrganisationKind.CONTRACTOR,
        "吴淞建设（演示）有限公司",
        "Wusong Construction (demo)",
        "91310106MA0DEMO299",
        "021-0000-0505",
    ),
    Body(
        "qibao-tis",
        OrganisationKind.TIS,
        "七宝工程质量风险管理（演示）有限公司",
        "Qibao Technical Inspection (demo)",
        "91310106MA0DEMO306",
        "021-0000-0506",
    ),
    Body(
        "fuxing",
        OrganisationKind.DESIGNER,
        "复兴建筑设计（演示）有限公司",
        "Fuxing Design (demo)",
        "91310106MA0DEMO314",
        "021-0000-0507",
    ),
)

PEOPLE = (
    Person("underwriter-shanghai", "盛昕妤", Role.UNDERWRITER, CODE, "shenpu"),
    Person("inspector-shanghai", "闻一鸣", Role.INSPECTOR, CODE, "qibao-tis"),
    Person("contractor-shanghai", "瞿大勇", Role.PARTICIPANT, CODE, "wusong"),
    Person("officer-shanghai", "虞䶮", Role.BUREAU, CODE, "sh-bureau"),
)

PARTIES = (
    ("chengjiang", PartyRole.DEVELOPER),
    ("shenpu", PartyRole.LEAD_INSURER),
    ("qibao-tis", PartyRole.TIS),
    ("wusong", PartyRole.CONTRACTOR),
    ("fuxing", PartyRole.DESIGNER),
)
PROJECTS = (
    Project(
        "gongguan",
        "310106",
        "澄江公馆（演示）",
        "Chengjiang Court (demo)",
        "静安区澄江路 5 弄",
        PARTIES,
        (
            (MilestoneKind.CONTRACT_FORMED, On(date(2025, 4, 28)), "保险合同（演示）SP-2025-0428"),
            (MilestoneKind.PERMIT_ISSUED, On(date(2025, 5, 15)), "施工许可证（演示）"),
            (MilestoneKind.CONSTRUCTION_START, On(date(2025, 5, 26)), "开工报告（演示）"),
        ),
        (Building("1 号楼", 3),),
        since=On(date(2025, 4, 28)),
    ),
    Project(
        "suhe",
        "310101",
        "苏河新里（演示）",
        "Suhe Terrace (demo)",
        "黄浦区苏河南路 32 弄",
        PARTIES,
        buildings=(Building("1 号楼", 2),),
        entered=Ago(30),
    ),
    Project(
        "huating",
        "310104",
        "华亭里（演示）",
        "Huating Lane (demo)",
        "徐汇区华亭路 77 弄",
        PARTIES,
        entered=Ago(25),
    ),
    Project(
        "yuyuan",
        "310105",
        "愚园小筑（演示）",
        "Yuyuan Cottage (demo)",
        "长宁区愚园西路 9 弄",
        PARTIES[:2],
        entered=Ago(15),
    ),
)

SHARES = (("shenpu", "2/3"), ("songjun", "1/3"))
COMPLETED = MilestoneKind.COMPLETION_ACCEPTANCE
TERMS = (
    Term("liability_start", 2, "year", "保险合同（演示）第五条：竣工验收合格满二年之日", COMPLETED),
    Term("coverage.structure.period", 10, "year", "保险合同（演示）第六条：地基基础和主体结构十年"),
)
POLICIES = (
    Policy(
        "gongguan",
        "SP-IDI-2025-0428",
        formed=On(date(2025, 4, 28)),
        entered=On(date(2026, 1, 8)),
        premium_fen=210_000_000,
        sum_insured_fen=14_000_000_000,
        shares=SHARES,
        issued=On(date(2025, 5, 9)),
        is_earlier=True,
        terms=TERMS,
    ),
    Policy(
        "suhe",
        "SP-IDI-0101",
        formed=Ago(12),
        entered=Ago(11, "14:00"),
        premium_fen=126_000_000,
        sum_insured_fen=8_400_000_000,
        shares=SHARES,
        premium_received=Ago(8, "11:00"),
        issued=Ago(6, "10:00"),
        uploaded=(Ago(4, "16:00"), "沪建险传（演示）第 0101 号"),
        terms=TERMS,
    ),
    Policy(
        "huating",
        "SP-IDI-0102",
        formed=Ago(6),
        entered=Ago(5, "14:00"),
        premium_fen=99_000_000,
        sum_insured_fen=6_600_000_000,
        shares=SHARES,
        premium_received=Ago(2, "15:00"),
        issued=Ago(1, "11:00"),
        terms=TERMS[:1],
    ),
    Policy(
        "yuyuan",
        "SP-IDI-0103",
        formed=Ago(3),
        entered=Ago(2, "10:30"),
        premium_fen=47_500_000,
        sum_insured_fen=3_160_000_000,
        shares=(("shenpu", "1"),),
    ),
)

REPORTS = (
    Report(
        "gongguan",
        ReportKind.PROCESS,
        Stage.DECORATION,
        Ago(28, "09:00"),
        "检查外墙、屋面和卫生间防水。",
        (
            Finding(
                Risk.SEVERE_TECHNICAL,
                Element.EXTERNAL_WALL,
                "1 号楼西立面三层",
                "外墙饰面空鼓面积超过三成，有脱落危险。",
                "铲除空鼓饰面，重做粘结层并做拉拔试验。",
                floor=3,
                answer=Answer(Ago(20, "15:00"), "已铲除重做，拉拔试验合格。", verified=Ago(18, "10:00")),
            ),
        ),
        submitted=Ago(27, "15:00"),
    ),
    Report(
        "gongguan",
        ReportKind.UNIT_ACCEPTANCE,
        Stage.COMPLETION,
        Ago(12, "09:00"),
        "分户验收专项检查：一层、二层共 4 户。",
        (
            Finding(
                Risk.SLIGHT,
                Element.WINDOWS,
                "1 号楼 2 层东户南窗",
                "窗框与墙体之间打胶不连续。",
                "清理后重新打胶，并做淋水试验。",
                floor=2,
            ),
        ),
        submitted=Ago(11, "16:00"),
        uploaded=(Ago(10, "11:00"), "沪建管传（演示）第 2201 号"),
    ),
    Report(
        "gongguan",
        ReportKind.UNIT_ACCEPTANCE,
        Stage.COMPLETION,
        Ago(2, "09:00"),
        "分户验收专项检查：三层共 2 户，未发现新的问题。",
        submitted=Ago(1, "16:00"),
    ),
)

CITY = City(CODE, BODIES, PEOPLE, PROJECTS, POLICIES, REPORTS)
