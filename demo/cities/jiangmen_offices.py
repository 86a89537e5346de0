"""江门: what bodies do about themselves, homes that change hands, and owners who lost their number."""

from datetime import date

from claims.public import DefectKind, Place
from demo.moments import Ago
from demo.office_stories import Applied, Away, Certified, Charged, Invited, LetIn, SignedInAt, Stated, Succeeded
from demo.stories import Entrusted, FiledFor, LostNumber, Sold
from idi_platform.accounts.public import Role
from idi_platform.organisations.public import CertificateKind, FactKind, SuccessionKind
from idi_platform.registry.public import AuthorityKind, Title, TransferCause

INVITATIONS = (
    Invited("admin", "司徒明", Role.ADJUSTER, "13800000201", Ago(1, "16:20")),
    Invited("admin", "黎向阳", Role.UNDERWRITER, "13800000202", Ago(2, "09:10")),
)
STATEMENTS = (
    Stated("admin", FactKind.LICENCE, "保险许可证（演示）L10101440700", Ago(60)),
    Stated("admin", FactKind.SOLVENCY, "综合偿付能力充足率 228%（演示）", Ago(59), days_left=41),
    Stated("admin", FactKind.BRANCH, "蓬江区堤东路 7 号，定损员 6 名", Ago(59)),
    Stated("admin", FactKind.HOTLINE, "0750-0000-101，全天", Ago(59)),
)
CERTIFICATES = (
    Certified(
        "admin-tis",
        "inspector",
        CertificateKind.SUPERVISION_ENGINEER,
        "44-0231-07",
        "住房和城乡建设部（演示）",
        date(2023, 1, 10),
        49,
        Ago(50),
    ),
    Certified(
        "admin",
        "adjuster",
        CertificateKind.TITLE,
        "ZC-4407-0231",
        "江门市人社局（演示）",
        date(2020, 3, 1),
        23,
        Ago(50),
    ),
    Certified(
        "admin",
        "underwriter",
        CertificateKind.RISK_STAFF,
        "FX-4407-0118",
        "行业协会（演示）",
        date(2024, 1, 8),
        412,
        Ago(50),
    ),
)
APPLICATIONS = (
    Applied(
        "admin-hangzhou",
        (
            (FactKind.QUALIFICATION, "工程监理综合资质（演示）E1330000"),
            (FactKind.BRANCH, "新会区冈州大道 9 号，检查员 4 名"),
            (FactKind.HOTLINE, "0571-0000-407"),
        ),
        Ago(3),
    ),
)

PROGRAMS = (
    LetIn(
        "admin",
        "核心理赔系统",
        Role.ADJUSTER,
        ("claims:read", "claims:write", "deadlines:read"),
        (12, 180),
        Ago(1, "10:30"),
    ),
)
ABSENCES = (
    Away("adjuster3", "adjuster", 5, Ago(2, "17:00")),
    Away("inspector2", "inspector", 4, Ago(1, "17:30")),
)
PROVIDERS = (SignedInAt("admin", "https://sso.qiaoxiang.example", "idi-portal", "qiaoxiang.example", Ago(1, "11:00")),)
CHARGES = (
    Charged("inspector", "inspector", "donghu", Ago(40, "09:00")),
    Charged("inspector", "inspector2", "gangzhou", Ago(40, "09:05")),
)
SUCCESSIONS = (
    Succeeded(
        "admin",
        "gangzhou-insurer",
        "qiaoxiang",
        SuccessionKind.MERGER,
        "合并公告（演示）〔2026〕3 号，登记机关已受理",
        -12,
        Ago(5, "14:30"),
        confirmed_by="officer",
    ),
    Succeeded(
        "admin",
        "xijiang",
        "qiaoxiang",
        SuccessionKind.MERGER,
        "吸收合并协议（演示）〔2026〕7 号",
        40,
        Ago(1, "11:20"),
    ),
)
SALES = (
    Sold(
        "owner25",
        ("owner21",),
        -2,
        TransferCause.SALE,
        "不动产权证（演示）粤2026江门市不动产权第0000025号",
        Ago(4, "14:10"),
        "adjuster",
        "manager",
    ),
    Sold(
        "owner03",
        ("owner26",),
        40,
        TransferCause.SALE,
        "存量房买卖合同（演示）2026-0903",
        Ago(5),
        "adjuster",
        "manager",
        Title.PENDING,
    ),
    Sold(
        "owner23",
        ("owner24",),
        -3,
        TransferCause.INHERITANCE,
        "继承权公证书（演示）(2026)粤江证字第23号",
        Ago(1, "11:20"),
        "underwriter",
    ),
)
AUTHORITIES = (
    Entrusted(
        "wuyi-property",
        AuthorityKind.PROPERTY_SERVICE,
        "物业服务合同（演示）WY-2026-001 第九条：共有部分的报修与索赔",
        Ago(30),
        "adjuster",
        "manager",
        project="donghu",
        building="1 幢",
        filed=FiledFor(
            "property",
            Ago(3, "09:20"),
            Place.OUTER_WALL,
            DefectKind.WATER,
            "1 幢西侧外墙三至五层雨后渗水，多户内墙有水痕，业主反映给物业。",
        ),
    ),
    Entrusted(
        "child",
        AuthorityKind.FAMILY,
        "授权委托书（演示）2026-018，附户口簿",
        Ago(12),
        "owner",
        "officer",
        owner="owner",
    ),
    Entrusted(
        "wuyi-property",
        AuthorityKind.PROPERTY_SERVICE,
        "授权委托书（演示）2026-031",
        Ago(1, "16:40"),
        "owner05",
        owner="owner05",
    ),
)
LOST_NUMBERS = (
    LostNumber("owner06", "冈州新筑 3 幢", "13800000206", Ago(1, "09:40")),
    LostNumber("owner07", "东湖雅苑", "13800000207", Ago(2, "15:10"), checker="adjuster"),
)
