"""What owners of 北京 filed since cover began in June 2024: every stage from filed today to closed."""

from claims.public import DefectKind, Place
from demo.moments import Ago, Just
from demo.stories import (
    Accepted,
    Approved,
    Asked,
    Claim,
    Completed,
    Complex,
    Covered,
    LetterSent,
    Offered,
    Proposed,
    Started,
    Surveyed,
)

DENIED_CLAUSE = "BJ-036"

CLAIMS = (
    Claim(
        "owner-beijing",
        Ago(8, "20:40"),
        Place.BATHROOM,
        DefectKind.WATER,
        "卫生间门口的地板起翘，楼下说天花板有水印。",
        (
            Surveyed(Ago(7, "10:20")),
            Covered(Ago(4, "11:00"), "厕浴间防水渗漏属于保险范围，我们来修。"),
            Offered(Ago(3, "14:30"), "重做卫生间地面防水，做 24 小时闭水试验，恢复地砖。"),
        ),
    ),
    Claim("owner02-beijing", Just(3), Place.OUTER_WALL, DefectKind.WATER, "昨晚大雨，北面卧室窗框旁边往里渗水。"),
    Claim("owner03-beijing", Ago(1, "09:35"), Place.ROOF, DefectKind.WATER, "顶层屋面漏水，客厅吊顶滴水。"),
    Claim(
        "owner04-beijing",
        Ago(9, "08:20"),
        Place.LIVING_ROOM,
        DefectKind.CRACK,
        "承重墙上有一条斜裂缝，从窗角一直到顶板。",
        (
            Surveyed(Ago(8, "09:30"), "墙体斜裂缝长约 1.4 米，最宽 0.5 毫米，已贴石膏饼观测。"),
            Complex(Ago(6, "15:00"), "裂缝成因需要连续观测和结构验算，并与邻户同时查勘。"),
            Asked(Ago(5, "10:10"), ("装修图纸", "不动产权证书"), "核对墙体是否改动，核对权属。"),
        ),
    ),
    Claim(
        "owner05-beijing",
        Ago(16, "12:15"),
        Place.BASEMENT,
        DefectKind.WATER,
        "地下储藏室墙面渗水，地上积了一层水。",
        (
            Surveyed(Ago(15, "14:00")),
            Covered(Ago(12, "10:00"), "地下防水渗漏属于保险范围，我们来修。"),
            Offered(Ago(11, "11:30"), "裂缝注浆，重做内侧防水层。"),
            Accepted(Ago(10, "20:20")),
            Started(Ago(7, "09:00"), "施工队进场，开始注浆。"),
        ),
    ),
    Claim(
        "owner06-beijing",
        Ago(14, "19:10"),
        Place.KITCHEN,
        DefectKind.CRACK,
        "厨房打通以后墙角裂开了。",
        (
            Surveyed(Ago(13, "10:40"), "厨房与餐厅间墙体已拆除，裂缝起于拆除处。"),
            Proposed(
                Ago(11, "16:00"),
                DENIED_CLAUSE,
                "业主装修时拆改了承重结构。\n裂缝起于拆改处，其余部位完好。",
                denied="厨房墙角裂缝",
            ),
            Approved(Ago(10, "09:30")),
            LetterSent(Ago(9, "10:00")),
        ),
    ),
    Claim(
        "owner07-beijing",
        Ago(40, "08:50"),
        Place.OUTER_WALL,
        DefectKind.COLD,
        "外墙保温层鼓起来一块，一敲就掉渣。",
        (
            Surveyed(Ago(39, "10:00"), "保温层脱落约 2 平方米。"),
            Covered(Ago(36, "15:00"), "围护结构保温层破损脱落，属于保险范围。"),
            Offered(Ago(35, "11:00"), "铲除空鼓保温层，重做并恢复面层。"),
            Accepted(Ago(34, "18:30")),
            Started(Ago(31, "09:00"), "吊篮进场，开始铲除。"),
            Completed(Ago(20, "16:30"), "面层恢复完成，业主签字验收。"),
        ),
    ),
    Claim(
        "owner08-beijing",
        Ago(4, "13:00"),
        Place.BALCONY,
        DefectKind.WATER,
        "自己封的阳台漏雨，楼上说不是他们的事。",
        (
            Surveyed(Ago(3, "15:10"), "渗水自后装阳台窗框的螺栓孔进入。"),
            Proposed(
                Ago(1, "11:20"),
                DENIED_CLAUSE,
                "阳台窗由业主自行安装，改变了原有构造。\n原外墙防水层完好。",
                denied="封闭阳台的渗水",
            ),
        ),
    ),
    Claim(
        "owner09-beijing",
        Ago(10, "21:05"),
        Place.BEDROOM,
        DefectKind.DAMP,
        "北卧墙面长霉，擦了又长。",
        (Surveyed(Ago(9, "11:00")),),
    ),
    Claim(
        "owner10-beijing",
        Ago(9, "07:55"),
        Place.ROOF,
        DefectKind.WATER,
        "露台防水坏了，书房一角全湿了。",
        (
            Surveyed(Ago(8, "16:00")),
            Covered(Ago(5, "10:30"), "屋面防水渗漏属于保险范围，我们来修。"),
            Offered(Ago(4, "15:20"), "重做露台防水，恢复面砖。"),
            Accepted(Ago(3, "20:45")),
        ),
    ),
)
