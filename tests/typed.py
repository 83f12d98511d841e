"""Reports and Saturdays as people type them: mostly sound, with one or more slips of many kinds, the same for the same seed."""

import re

from generator.schema import fields

BARE = (
    "1.500",
    "1.5",
    "0120",
    "-5",
    "+7",
    "12 kg",
    "1e3",
    "0x1F",
    "1 500",
    "1 200 000",
    "abc",
    "12 km",
    "3.14159",
    "99999999999999999",
    "1.234.567",
    "007",
    "0",
    "1200",
    "  12  ",
    "١٢",
    "１２",
    "1.000",
    "–",
    "…",
    ".5",
    "5.",
    "1.500 m",
    "no",
    "true",
    "1.50",
    "12:30",
    "½",
    "-0",
    "1.000",
    "–",
    "…",
)
BLOCK_BARE = (*BARE, "1,5", "12,50", "1.234,5", "1,234.5", "1,500", "75,5 công")
DATES = (
    "2024-02-30",
    "2024-2-3",
    "20/04/2024",
    "20240420",
    "2024-13-01",
    "1999-01-01",
    "2024-04",
    "ngày 20 tháng 4 năm 2024",
    "abc",
    "2024-04-20T00:00:00",
    "32/01/2024",
    "2024/04/20",
)
MONTHS = ("2024-13", "04/2024", "2024-4", "tháng 4 năm 2024", "1999-01", "2024-04-20", "abc", "2024/04", "00/2024")
TIMES = ("7h30", "7:30", "24:00", "07:60", "7 giờ", "abc", "7g", "0730", "19h05ph", "7.30", "25h", " ")
URLS = (
    "http://example.vn/a",
    "example.vn",
    "https://a",
    "ftp://x.vn",
    "https://example.vn/ a",
    "HTTPS://example.vn",
    "https://example.vn:99999/",
    "https://u:p@example.vn",
    "https://example.vn/" + "a" * 500,
    "https://example.vn/a?b=1#c",
)
SLUGS = ("Đạ Tông", "da tong", "-a", "a--b")
TEXTS = (
    " ",
    "  có khoảng trắng  ",
    "dòng một\ndòng hai",
    "x" * 90,
    "x" * 350,
    "Đường" * 500,
    "a\u200bb",
    "a\u202eb",
    "a\ufffdb",
    "a\x07b",
    "a\ufeffb",
    "\u00ad",
    "😀 vui",
    "👩\u200d🌾",
    "❤\ufe0f",
    "3\ufe0f\u20e3",
    "ả" + "\u0300" * 3,
    "\ue000",
    "K'Nàng và K’Ho",
    'nói "được" \\ không',
    "no",
    "true",
    "~",
    "Gọi 0912345678",
    "Gọi 0912 345 678",
    "+84 912 345 678",
    "84912345678 đồng",
    "84912345678",
    "CCCD 001066012345",
    "001066012345",
    "0 0 1 0 6 6 0 1 2 3 4 5",
    "CMND số 123456789",
    "cmnd: 123 456 789",
    "STK 1234567890123",
    "tài khoản 123456 đồng",
    "thư: an.nguyen@example.com",
    "phong@lamdong.gov.vn",
    "https://an:bi.mat@example.com/a",
    "hộ nghèo Nguyễn Văn An",
    "Hộ cận nghèo ông Cil Ha Brang",
    "giúp bà Ka Thị Bình bị bệnh",
    "ông Trưởng thôn",
    "HỘ NGHÈO: gia đình anh Lê Văn Tám ở cuối thôn",
    "bà con bị ốm",
    "cụ Ba Tơ, khuyết tật",
    "cụ Rơ Ông K'Tư bị liệt",
    "hộ nghèo Thôn Hai",
    "số 12/KH-BCĐ ngày 20/04/2024",
    "từ 20.04.2024 đến 0912.345.678",
    "３ người gọi ０９１２３４５６７８",
    "Đoạn 1200 m, 3.500.000 đồng",
    "Trời mưa to",
    "Thôn chưa đếm",
    "- gạch",
    "# thăng",
    "{a: b}",
    "[1, 2]",
    "a: b",
    "&neo *sao !nhãn",
    "<b>đậm</b>",
    "=1+1",
    "held",
    "Đã tổ chức",
    "before",
    "photos/a.jpg",
    "photos/A.JPG",
    "photos/../a.jpg",
    "2024/q2",
    "2024/04-da-tong",
    "\u00a0",
    "a\u2028b",
    "tab\tở giữa",
    "kết thúc\n",
    "ﾊﾝ",
    "①②③",
    "²",
)

SOUND = (
    "Đoạn từ hội trường thôn đến suối",
    "Mưa to cả ngày",
    "Khối Dân vận xã",
    "a",
    "Thôn đếm lại số hộ",
    "12",
    "photos/n-ton-1.jpg",
    "audio/da-tong/n-ton-1.mp3",
    "photos/a.webp",
    "photos/thon-3.png",
    "2024/q1",
    "2024/q2",
    "2024/04-da-tong",
    "kpm",
    "vi",
    *(f"2024/{number:02}-da-tong" for number in range(1, 13)),
    *(f"photos/{number}.jpg" for number in range(50)),
)
RARE = {"sample": 0.5, "not_held": 0.1, "published_on": 0.2, "stated": 0.4, "changes": 0.2, "postponed_to": 0.3}


def typed(dice, kind):
    """Return a document of ``kind`` as typed: texts and booleans at the leaves, nothing where nothing was typed."""
    return _group(fields(kind), dice, dice.choice((0.0, 0.0, 0.003, 0.02, 0.1, 0.25)), below=0)


def _group(level, dice, slips, below):
    names = [
        name for name, field in level.items() if dice.random() < (1 - slips / 4 if field.required else 0.45 if below else 0.6)
    ]
    names = [name for name in names if name not in RARE or dice.random() < RARE[name]]
    in_flow = not any(field.fields or field.item for field in level.values())
    return {name: _value(level[name], dice, slips, below + 1, in_flow) for name in names}


def _value(field, dice, slips, below, in_flow):
    if field.fields is not None:
        return _group(field.fields, dice, slips, below)
    if field.item is not None:
        least = field.rules.get("minlength", 0)
        count = dice.choice((least, 1, 1, 2, 3)) if below < 6 else 1
        if dice.random() < slips / 8:
            count = dice.choice((0, field.rules["maxlength"] + 1 if below < 4 and field.rules["maxlength"] < 60 else 2))
        return [_value(field.item, dice, slips, below + 1, True) for _ in range(count)]
    return _slip(field, dice, in_flow) if dice.random() < slips else _sound(field, dice)


def _sound(field, dice):
    rules = field.rules
    if "allowed" in rules:
        return dice.choice(rules["allowed"])
    match field.type:
        case "integer":
            least, most = rules.get("min", 0), rules["max"]
            return str(min(dice.choice((least, least + 1, 7, 84, 120, 999, 5000, most)), most))
        case "decimal":
            return dice.choice(("0", "0.5", "75.5", "1200", "12.25", "1.123", "100"))
        case "boolean":
            return dice.random() < 0.5
        case "date":
            return f"2024-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        case "month":
            return f"2024-{dice.randint(1, 12):02}"
        case "time":
            return f"{dice.randint(0, 23):02}:{dice.randint(0, 59):02}"
        case "slug":
            return dice.choice(("da-tong", "n-ton", "no", "3", *(f"thon-{number}" for number in range(40))))
        case "url":
            return "https://example.vn/tin/1"
    fit = (text for text in SOUND if "regex" not in rules or re.fullmatch(rules["regex"], text))
    return dice.choice([text for text in fit if len(text) >= rules.get("minlength", 0)])


def _slip(field, dice, in_flow):
    match field.type:
        case "integer" | "decimal":
            return dice.choice(BARE if in_flow else BLOCK_BARE)
        case "boolean":
            return False
        case "date":
            return dice.choice(DATES)
        case "month":
            return dice.choice(MONTHS)
        case "time":
            return dice.choice(TIMES)
        case "slug":
            return dice.choice(SLUGS)
        case "url":
            return dice.choice(URLS)
    return dice.choice(TEXTS) if dice.random() < 0.8 else " ".join(dice.sample(TEXTS, 2))
