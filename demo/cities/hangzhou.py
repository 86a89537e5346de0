"""杭州: permit applications of April 2024 under texts that ended in February 2026 and are carried on.

One project was handed over in January 2026, so that for two years its developer repairs; one is still being built and
inspected twice a month; one applied for its permit lately, finds no text in force, and its policy stays a draft.
"""

from datetime import date, time

from demo.moments import Ago, On
from demo.office_stories import Laddered, Worded
from demo.stories import Body, Building, City, Drafted, Person, Policy, Project, ReadAs
from idi_platform.accounts.public import OrganisationKind, Role
from idi_platform.deadlines.public import Audience, Rung, When
from idi_platform.registry.public import MilestoneKind, PartyRole

from .hangzhou_claims import CLAIMS
from .hangzhou_site import REPORTS, STOPS

CODE = "330100"

BODIES = (
    Body(
        "xiling",
        OrganisationKind.INSURER,
        "西泠财产保险杭州分公司",
        "Xiling Property Insurance, Hangzhou",
        "91330100MA0DEMO170",
        "0571-0000-401",
    ),
    Body(
        "wulin",
        OrganisationKind.INSURER,
        "武林财产保险杭州分公司",
        "Wulin Property Insurance, Hangzhou",
        "91330100MA0DEMO189",
        "0571-0000-402",
    ),
    Body(
        "genshan",
        OrganisationKind.INSURER,
        "艮山财产保险杭州分公司",
        "Genshan Property Insurance, Hangzhou",
        "91330100MA0DEMO19X",
        "0571-0000-403",
    ),
    Body(
        "hz-bureau",
        OrganisationKind.BUREAU,
        "杭州市住房保障和房产管理局",
        "Hangzhou Housing Bureau",
        "11330100MB0DEMO204",
        "0571-0000-404",
    ),
    Body(
        "yunhe",
        OrganisationKind.DEVELOPER,
        "运河置业（演示）有限公司",
        "Yunhe Homes (demo)",
        "91330105MA0DEMO212",
        "0571-0000-405",
    ),
    Body(
        "zhijiang",
        OrganisationKind.CONTRACTOR,
        "之江建设（演示）有限公司",
        "Zhijiang Construction (demo)",
        "91330106MA0DEMO226",
        "0571-0000-406",
    ),
    Body(
        "longjing-tis",
        OrganisationKind.TIS,
        "龙井工程质量风险管理（演示）有限公司",
        "Longjing Technical Inspection (demo)",
        "91330106MA0DEMO23X",
        "0571-0000-407",
    ),
    Body(
        "baochu",
        OrganisationKind.SUPERVISOR,
        "保俶工程监理（演示）有限公司",
        "Baochu Supervision (demo)",
        "91330106MA0DEMO248",
        "0571-0000-408",
    ),
)

# Rare characters on purpose: names like these must never come out as boxes.
OWNER_NAMES = ("钱㛃", "楼骉", "裘玉燚", "来新桥", "茅仲华", "柴静姝")
OWNERS = tuple(
    Person(
        f"owner{number:02d}-hangzhou" if number > 1 else "owner-hangzhou",
        name,
        Role.OWNER,
        CODE,
        phone=f"1380003{number:04d}",
        is_shown=number == 1,
    )
    for number, name in enumerate(OWNER_NAMES, start=1)
)
STAFF = (
    Person("developer-hangzhou", "章思源", Role.PARTICIPANT, CODE, "yunhe"),
    Person("inspector-hangzhou", "郦道安", Role.INSPECTOR, CODE, "longjing-tis"),
    Person("admin-hangzhou", "竺清和", Role.ORG_ADMIN, CODE, "longjing-tis", is_shown=False),
    Person("inspector02-hangzhou", "诸葛明", Role.INSPECTOR, CODE, "longjing-tis", is_shown=False),
    Person("contractor-hangzhou", "寿长根", Role.PARTICIPANT, CODE, "zhijiang"),
    Person("adjuster-hangzhou", "宣子墨", Role.ADJUSTER, CODE, "xiling"),
    Person("underwriter-hangzhou", "俞成蹊", Role.UNDERWRITER, CODE, "xiling"),
    Person("officer-hangzhou", "斯卓群", Role.BUREAU, CODE, "hz-bureau"),
    Person("drafter-hangzhou", "郎望舒", Role.BUREAU, CODE, "hz-bureau"),
)

PARTIES = (
    ("yunhe", PartyRole.DEVELOPER),
    ("xiling", PartyRole.LEAD_INSURER),
    ("longjing-tis", PartyRole.TIS),
    ("zhijiang", PartyRole.CONTRACTOR),
    ("baochu", PartyRole.SUPERVISOR),
)
PROJECTS = (
    Project(
        "xiaoyuan",
        "330105",
        "运河晓苑（演示）",
        "Yunhe Court (demo)",
        "拱墅区运河西路 28 号",
        PARTIES,
        (
            (MilestoneKind.PERMIT_APPLICATION, On(date(2024, 4, 8)), "施工许可申请受理单（演示）"),
            (MilestoneKind.CONTRACT_FORMED, On(date(2024, 4, 2)), "保险合同（演示）XL-2024-0402"),
            (MilestoneKind.PERMIT_ISSUED, On(date(2024, 4, 18)), "施工许可证（演示）"),
            (MilestoneKind.COMPLETION_ACCEPTANCE, On(date(2025, 12, 18)), "竣工验收报告（演示）"),
            (MilestoneKind.HANDOVER, On(date(2026, 1, 16)), "交付通知书（演示）"),
        ),
        (Building("5 幢", 4),),
        owners=tuple(owner.username for owner in OWNERS),
        since=On(date(2024, 4, 2)),
    ),
    Project(
        "xinzhu",
        "330106",
        "之江新筑（演示）",
        "Zhijiang Gardens (demo)",
        "西湖区之江路 101 号",
        PARTIES,
        (
            (MilestoneKind.PERMIT_APPLICATION, On(date(2024, 4, 22)), "施工许可申请受理单（演示）"),
            (MilestoneKind.CONTRACT_FORMED, On(date(2024, 4, 15)), "保险合同（演示）XL-2024-0415"),
            (MilestoneKind.PERMIT_ISSUED, On(date(2024, 5, 6)), "施工许可证（演示）"),
            (MilestoneKind.CONSTRUCTION_START, On(date(2024, 6, 3)), "开工报告（演示）"),
        ),
        (Building("1 幢", 3), Building("2 幢", 3)),
        since=On(date(2024, 4, 15)),
    ),
    Project(
        "wangjiang",
        "330102",
        "望江里（演示）",
        "Wangjiang Terrace (demo)",
        "上城区望江东路 66 号",
        PARTIES[:2],
        ((MilestoneKind.PERMIT_APPLICATION, Ago(12), "施工许可申请受理单（演示）"),),
        entered=Ago(20),
    ),
)

SHARES = (("xiling", "1/2"), ("wulin", "1/4"), ("genshan", "1/4"))
POLICIES = (
    Policy(
        "xiaoyuan",
        "XL-IDI-2024-0402",
        formed=On(date(2024, 4, 2)),
        entered=On(date(2026, 1, 7)),
        premium_fen=96_500_000,
        sum_insured_fen=6_430_000_000,
        shares=SHARES,
        issued=On(date(2024, 4, 12)),
        is_earlier=True,
    ),
    Policy(
        "xinzhu",
        "XL-IDI-2024-0415",
        formed=On(date(2024, 4, 15)),
        entered=On(date(2026, 1, 7), "14:00"),
        premium_fen=152_000_000,
        sum_insured_fen=10_130_000_000,
        shares=SHARES,
        issued=On(date(2024, 4, 26)),
        is_earlier=True,
    ),
    Policy(
        "wangjiang",
        "XL-IDI-2026-0001",
        formed=Ago(14),
        entered=Ago(10, "15:00"),
        premium_fen=88_000_000,
        sum_insured_fen=5_860_000_000,
        shares=SHARES,
    ),
)

# Invented decisions: one that holds, one that waits for the second officer.
READINGS = (
    ReadAs(
        by="drafter-hangzhou",
        reading="AMB-14",
        option="default",
        reason="虚构：与保险单载明的日期一致。",
        document="虚构：会议纪要〔2026〕3号",
        when=Ago(20, "15:00"),
        decider="officer-hangzhou",
    ),
    ReadAs(
        by="drafter-hangzhou",
        reading="AMB-04",
        option="default",
        reason="虚构：补充资料的时间从核定期限中扣除。",
        document="虚构：会议纪要〔2026〕5号",
        when=Ago(2, "09:40"),
    ),
)
# Invented: the city's own ladder in force, and one for its service targets that is still being drafted.
LADDERS = (
    Laddered(
        by="drafter-hangzhou",
        rungs=(
            Rung(When.BEFORE, 3, time(9), Audience.CHARGED | Audience.MANAGERS),
            Rung(When.CALENDAR_AFTER, 7, time(9), Audience.DISTRICT | Audience.CITY),
        ),
        when=Ago(18, "10:00"),
        reason="虚构：到期前三个工作日同时提醒负责人，逾期一周提请市、区两级关注。",
        decider="officer-hangzhou",
    ),
    Laddered(
        by="officer-hangzhou",
        rungs=(Rung(When.WORKING_AFTER, 2, time(9, 30), Audience.MANAGERS),),
        when=Ago(1, "16:20"),
        basis="service_norm",
    ),
)
# Invented, and never published here: an officer sees what a draft changes before it does.
DRAFTS = (
    Drafted(
        by="drafter-hangzhou",
        name="示例（虚构）：鉴定后书面确认缩短为 5 日，现场查看缩短为 2 日",
        base="hangzhou-2024",
        code="hangzhou-example",
        basis="示例：虚构文本，自次年1月1日起施行",
        rules=(
            ("term: {value: 10, unit: day", "term: {value: 5, unit: day"),
            ("term: {value: 3, unit: day", "term: {value: 2, unit: day"),
            ("并在10日内予以书面确认", "并在5日内予以书面确认"),
            ("confirms in writing within 10 days", "confirms in writing within 5 days"),
            ("建设单位应于3日之内派员现场查看", "建设单位应于2日之内派员现场查看"),
        ),
        articles=(
            ("并在 10 日内予以书面确认", "并在 5 日内予以书面确认"),
            ("建设单位应于 3 日之内派员现场查看", "建设单位应于 2 日之内派员现场查看"),
        ),
        when=Ago(3, "10:30"),
    ),
)

# How the bureau words its messages: one in force, one that waits for the second officer.
WORDS = (
    Worded(
        by="drafter-hangzhou",
        kind="missed",
        group="mail",
        zh=(
            "【{city}】{headline}（{file}）",
            "{headline}\n\n案卷：{file}，项目：{project}\n应办事项：{term}\n责任单位：{organisation}\n"
            "截止日期：{last_day}，{time_left}\n\n请登录平台查看依据并办理：\n{link}",
        ),
        en=(
            "{city}: {headline} ({file})",
            "{headline}\n\nFile: {file}, project: {project}\nOwed: {term}\nBy: {organisation}\n"
            "Last day: {last_day}, {time_left}\n\nSign in to see why and to act:\n{link}",
        ),
        when=Ago(30, "10:00"),
        decider="officer-hangzhou",
    ),
    Worded(
        by="drafter-hangzhou",
        kind="reminder",
        group="text",
        zh=("", "【{city}】{file}：{headline}，{last_day}截止。{link}"),
        en=("", "{city}: {file}: {headline}, by {last_day}. {link}"),
        when=Ago(1, "16:20"),
    ),
)

CITY = City(
    CODE,
    BODIES,
    (*OWNERS[:1], *STAFF, *OWNERS[1:]),
    PROJECTS,
    POLICIES,
    REPORTS,
    CLAIMS,
    stops=STOPS,
    drafts=DRAFTS,
    readings=READINGS,
    ladders=LADDERS,
    words=WORDS,
)
