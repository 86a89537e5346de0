"""Inspections of the site in 杭州: two process reports a month, and findings of every code and fate."""

from demo.moments import Ago
from demo.stories import Answer, Finding, Report, StoodStill
from riskmgmt.public import Element, ReportKind, Risk, Stage

SITE = "xinzhu"

# Less is inspected in a month in which works stood still.
STOPS = (
    StoodStill(
        SITE,
        "officer-hangzhou",
        Ago(23, "10:00"),
        "停工整改通知书（演示）质停〔2026〕12 号",
        resumed=(Ago(16, "09:30"), "复工通知书（演示）质复〔2026〕9 号"),
    ),
)

REPORTS = (
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.STRUCTURE,
        Ago(55, "09:00"),
        "检查 1 幢六至八层主体结构、2 幢地下室外墙防水。",
        (
            Finding(
                Risk.MEDIUM,
                Element.WATERPROOFING,
                "2 幢地下室外墙 D-E/7 轴",
                "外墙防水卷材搭接宽度不足 80 毫米。",
                "按图加宽搭接并补做附加层。",
                answer=Answer(Ago(51, "16:00"), "已加宽搭接，补做附加层，监理复核。", verified=Ago(46, "11:00")),
            ),
        ),
        submitted=Ago(54, "15:00"),
        checked=Ago(53),
    ),
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.STRUCTURE,
        Ago(45, "09:00"),
        "检查 1 幢九至十一层主体结构和预留窗洞。",
        (
            Finding(
                Risk.SLIGHT,
                Element.WINDOWS,
                "1 幢 2 层南侧窗洞",
                "窗洞下口未做企口，尺寸偏差 12 毫米。",
                "修补窗洞下口后安装副框。",
                floor=2,
                answer=Answer(Ago(40, "15:00"), "窗洞下口已修补，复测偏差 3 毫米。", verified=Ago(36, "11:00")),
            ),
        ),
        submitted=Ago(44, "15:00"),
        checked=Ago(43),
    ),
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.STRUCTURE,
        Ago(35, "09:00"),
        "检查 1 幢十二至十四层主体结构，抽测混凝土强度和保护层。",
        (
            Finding(
                Risk.SEVERE_TECHNICAL,
                Element.STRUCTURE,
                "1 幢 3 层剪力墙 B/4-5 轴",
                "回弹强度推定值低于设计等级两级，局部露筋。",
                "停止上部施工，钻芯检测并由设计单位出具处理方案。",
                floor=3,
                answer=Answer(
                    Ago(28, "16:00"),
                    "已修补露筋处，钻芯 3 组送检。",
                    verified=Ago(26, "10:30"),
                    kept_open="钻芯结果未出，设计处理方案未提交，不能闭合。",
                ),
            ),
        ),
        submitted=Ago(34, "15:00"),
        checked=Ago(33),
    ),
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.STRUCTURE,
        Ago(25, "09:00"),
        "检查 2 幢一至三层砌体和外墙保温样板。",
        (
            Finding(
                Risk.MEDIUM,
                Element.INSULATION,
                "2 幢北立面保温样板",
                "锚栓数量每平方米 4 个，少于设计 6 个。",
                "按设计补打锚栓并做拉拔试验。",
                answer=Answer(Ago(3, "15:30"), "已补打锚栓，拉拔试验合格，请复查。"),
            ),
        ),
        submitted=Ago(24, "15:00"),
        checked=Ago(23),
    ),
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.DECORATION,
        Ago(15, "09:00"),
        "检查 2 幢卫生间防水和抹灰层。",
        (
            Finding(
                Risk.NOT_EVIDENCED,
                Element.WATERPROOFING,
                "2 幢 1 层卫生间",
                "未见防水涂料进场复验报告。",
                "补交复验报告；不能提供的，抽样检测。",
                floor=1,
            ),
        ),
        submitted=Ago(14, "15:00"),
    ),
    Report(
        SITE,
        ReportKind.PROCESS,
        Stage.DECORATION,
        Ago(5, "09:00"),
        "检查 1 幢外墙抹灰和 2 幢屋面保温。",
        (
            Finding(
                Risk.SLIGHT,
                Element.EXTERNAL_WALL,
                "1 幢西立面二层",
                "不同材料交接处未铺网格布。",
                "补铺网格布后重新抹灰。",
                floor=2,
            ),
            Finding(Risk.OBSERVATION, Element.ROOF, "2 幢屋面", "排汽道已留设，位置与图一致。", "施工中注意保护。"),
        ),
        submitted=Ago(4, "15:00"),
    ),
    Report(SITE, ReportKind.PROCESS, Stage.DECORATION, Ago(1, "09:00"), "检查 1 幢门窗安装。"),
)
