"""What owners of 杭州 ask of the developer in years one and two: waiting, visited, done, refused, overdue."""

from claims.public import DefectKind, Place
from demo.moments import Ago
from demo.stories import Claim, Refused, Repaired, Visited, WillRepair

CLAIMS = (
    Claim(
        "owner-hangzhou",
        Ago(6, "20:30"),
        Place.BATHROOM,
        DefectKind.WATER,
        "淋浴房外面的地面总是湿的，门框底下发黑。",
        (
            WillRepair(Ago(5, "09:30"), "收到，维修主管周二下午上门。", visits_in=1),
            Visited(Ago(4, "14:20"), "淋浴房挡水条脱胶，约好重做防水和挡水条。"),
        ),
    ),
    Claim("owner02-hangzhou", Ago(1, "19:15"), Place.KITCHEN, DefectKind.WATER, "厨房水槽下面的墙渗水。"),
    Claim("owner03-hangzhou", Ago(8, "08:10"), Place.OUTER_WALL, DefectKind.WATER, "东面外墙渗水，儿童房墙面起泡。"),
    Claim(
        "owner04-hangzhou",
        Ago(2, "12:20"),
        Place.BEDROOM,
        DefectKind.CRACK,
        "主卧门框上面裂了一条缝。",
        (WillRepair(Ago(1, "10:00"), "安排土建师傅上门查看。", visits_in=4),),
    ),
    Claim(
        "owner05-hangzhou",
        Ago(20, "18:00"),
        Place.BALCONY,
        DefectKind.WATER,
        "阳台地漏返水，雨天积水。",
        (
            WillRepair(Ago(19, "09:00"), "明天上午上门。", visits_in=1),
            Visited(Ago(18, "10:30"), "地漏坡度不足。"),
            Repaired(Ago(12, "16:00"), "已重做找坡和地漏防水，泼水试验正常，业主签字。"),
        ),
    ),
    Claim(
        "owner06-hangzhou",
        Ago(12, "21:10"),
        Place.LIVING_ROOM,
        DefectKind.WATER,
        "客厅吊顶内漏水，装修公司说是原来的管子。",
        (Refused(Ago(10, "15:30"), "漏点在业主装修时改动的水管，不属于交付时的工程。"),),
    ),
)
