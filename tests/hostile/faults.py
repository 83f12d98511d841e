"""The faults, by what they are written into.

A caret ``‸`` in a text stands where its problem must be told, and is not written; without one that is where the value begins.
"""

import json
import re
import unicodedata
import zlib

import yaml

CARET = "‸"
LONG = 21_000


def inside(text):
    """A text with something in its middle, where the problem stands."""
    return f'"Đường {CARET}{text} thôn"'


# YAML that is more than text, in the place of any value.
YAML = {
    "anchor": "&a x",
    "anchor alone": "&a",
    "alias": "*a",
    "text that begins with a star": "*Khẩn* làm ngay",
    "tag of python apply": '!!python/object/apply:os.system ["id"]',
    "tag of python name": "!!python/name:os.system",
    "tag of binary": '!!binary "AAAA"',
    "tag of omap": "!!omap []",
    "tag of int": "!!int 5",
    "tag of bool that is none": "!!bool maybe",
    "tag of timestamp that is none": "!!timestamp x",
    "tag of set": "!!set {a: null}",
    "tag verbatim": "!<tag:evil.example,2026:x> y",
    "text that begins with an exclamation mark": "!quan trọng",
    "text that begins with a backtick": "`id`",
    "text that begins with an at sign": "@xa",
    "text that begins with a per cent": "%d",
    "quote never closed": '"mở mà không đóng',
    "quote closed early": '"một" hai',
    "bracket never closed": "[mở",
    "list in place of a value": "[a, b]",
    "group in place of a value": "{a: b}",
    "empty list in place of a value": "[]",
}
# What is absent: missing where something must be, and no fault where nothing need be.
NOTHING = {"nothing": "", "null": "null", "tilde": "~"}
CHARACTERS = {
    "right-to-left override": "\u202e",
    "right-to-left mark": "\u200f",
    "isolate": "\u2066",
    "Arabic letter mark": "\u061c",
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "byte order mark inside": "\ufeff",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "half-width Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "empty Braille cell": "\u2800",
    "Khmer inherent vowel": "\u17b4",
    "tag letter": "\U000e0041",
    "variation selector": "\ufe01",
    "variation selector supplement": "\U000e0100",
    "private use": "\ue000",
    "private plane": "\U000f0000",
    "not a character": "\uffff",
    "replacement character": "\ufffd",
    "object replacement": "\ufffc",
    "vertical tab": "\x0b",
    "bell": "\x07",
    "terminal escape": "\x1b",
    "delete": "\x7f",
    "next line": "\x85",
    "C1 control": "\x9b",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}
ESCAPES = {
    "escaped vertical tab": r"\x0b",
    "escaped terminal escape": r"\e[2J",
    "escaped NUL": r"\0",
    "escaped override": r"\u202e",
    "escaped next line": r"\N",
    "escaped line separator": r"\L",
    "escaped filler": r"\u3164",
    "escaped half of a character": rf"{CARET}\ud800",
    "escape that is none": rf"{CARET}\q",
    "escape cut short": rf"{CARET}\x4",
}
# Personal numbers, wherever they stand.
PERSONAL = {
    "identity number": f'"Anh A {CARET}001203004567"',
    "identity number in groups": f'"Anh A {CARET}001 203 004 567"',
    "identity number with dots": f'"Anh A {CARET}001.203.004.567"',
    "identity number of nine digits": f'"CMND {CARET}250123456"',
    "bare identity number": "001203004567",
    "bare phone": "0356712345",
    "phone": f'"Gọi {CARET}0912345678"',
    "phone with dots": f'"Gọi {CARET}091.234.5678"',
    "phone of abroad": f'"Gọi +{CARET}84 912 345 678"',
    "phone in full-width digits": f'"Gọi {CARET}０９１２３４５６７８"',
    "bank account": f'"STK {CARET}5400205123456 Agribank"',
    "mail": f'"Hỏi {CARET}nguyenvana@gmail.com"',
    "phone in what cannot be read": f"@gọi {CARET}0912345678",
    "phone behind a tag": f"!gọi {CARET}0912345678",
    "phone cut by a zero-width space": f'"Gọi 0912{CARET}\u200b345678"',
    "phone in a comment": f'"Xong" # gọi {CARET}0912345678',
}
TEXTS = {
    "name of a poor household": f'"Sửa nhà hộ nghèo {CARET}Nguyễn Văn A"',
    "name of a sick person": f'"Thăm bà {CARET}Trần Thị B bị ung thư"',
    "three marks on one letter": f'"\u00e9\u0302\u0303{CARET}\u0304"',
    "sixty marks on one letter": f'"\u00e9\u0301\u0302{CARET}{chr(0x0302) * 60}"',
    "blank": '"   "',
    "empty": '""',
    "no-break space alone": '"\u00a0"',
    "zero-width space alone": f'"{CARET}\u200b"',
    "filler alone": f'"{CARET}\u3164"',
    "bare no": "no",
    "bare on": "on",
    "bare true": "true",
    "bare number": "502",
    "bare decimal": "12.5",
    "bare octal": "0120",
    "bare infinity": ".inf",
    "bare base sixty": "12:30",
    "colon in plain text": "Thôn 3: làm đường",
    "text cut off by a hash": f"Làm xong {CARET}# đoạn 3",
    "text that is a hash": f"{CARET}#3 làm xong",
    "curly quotes around": "“Khéo”",
}
# Ordinary words, and hostile ones that are only words: published as they are written, never refused.
HONEST = {
    "place names": "\"Đạ K'Nàng, N'tôn, Liêng S'rônh, Đưng K’Nớ\"",
    "bare place names": "Đạ K'Nàng, N'tôn (xã Đạ Tông)",
    "decomposed letters": '"Đa\u0323 Tông"',
    "no-break space": '"Thôn\u00a03"',
    "curly quotes": '"“Khéo” – ‘giỏi’ … 5 m² ½"',
    "ampersand and brackets": '"A & B < C > D % E"',
    "bare ampersand": "Mặt trận & đoàn thể",
    "emoji": '"Vui quá 🎉👍🏽"',
    "emoji family": '"Cả nhà 👨\u200d👩\u200d👧 🏳️\u200d🌈"',
    "flag and keycap": '"🇻🇳 1️⃣"',
    "other scripts": '"ភាសា ລາວ 中文"',
    "plan's number": '"Kế hoạch 43-KH/BCĐ 502"',
    "money in words": '"100.000.000 đồng"',
    "amount of twelve digits": '"100000000000 đồng"',
    "day and hour": '"7h30 ngày 06/04/2024"',
    "office's mail": '"ubnd@lamdong.gov.vn"',
    "escaped quote": r'"Thôn \"Đạ Nhinh\""',
    "two blanks around": '"  Xong rồi  "',
    "hash without a blank": '"Đoạn #3"',
    "script": '"<script>fired()</script>"',
    "handler": '"<img src=x onerror=fired()>"',
    "attribute": "'\" onmouseover=fired() x=\"'",
    "entities": '"&lt;script&gt;fired()&lt;/script&gt;"',
    "template": '"{{ 7*7 }}{% raw %}"',
    "snippet": '"--8<-- /etc/passwd"',
    "attribute list": '"x {: onclick=fired() }"',
    "formula": '"=1+1+1"',
    "formula with minus": '"-1+1+1"',
    "formula with at": '"@SUM(1)"',
    "formula with link": "'=HYPERLINK(\"http://x\")'",
    "formula with pipe": '"|cmd /C calc"',
    "workflow command": '"::error::x"',
    "workflow expression": '"${{ github.token }} $(id) `id`"',
    "mention": '"@everyone #1"',
    "open comment": '"<!-- x"',
    "end of cdata": '"x ]]> y"',
    "style": '"<style>*{display:none}</style>"',
    "icon": '":material-sprout:"',
    "prototype": '"__proto__"',
    "path": '"../../etc/passwd"',
}
LONG_NOTE = ("Sáng nay bà con thôn N'tôn cùng cán bộ xã dọn 1.200 m đường, trồng 50 cây; “vui mà khỏe” 😊. " * 99).strip()
NUMBERS = {
    "no": "no",
    "yes": "yes",
    "true": "true",
    "octal": "0120",
    "octal that is none": "0890",
    "octal of today": "0o17",
    "hexadecimal": "0x78",
    "huge hexadecimal": "0x" + "f" * 4000,
    "binary": "0b11",
    "base sixty": "1:20",
    "grouped by points": "12.500.000",
    "grouped by underscores": "12_500",
    "grouped by commas": "1,500,000",
    "grouped by blanks": "12 500",
    "one group": "12.500",
    "decimal comma": "1,5",
    "infinity": ".inf",
    "minus infinity": "-.inf",
    "not a number": ".nan",
    "exponent": "1e3",
    "huge exponent": "1e500",
    "4,400 digits": "9" * 4400,
    "sixteen digits": "1234567890123456",
    "plus": "+5",
    "in quotes": '"12"',
    "full-width digits": "１２",
    "Arabic digits": "٣٤",
    "words": "ba mươi",
    "about": "khoảng 50",
    "unit": "12 người",
    "other unit": "1,2 km",
    "blank in the middle": "1 2",
    "empty": '""',
    "blanks": '"  "',
    "date": "2024-04-06",
    "line break at the end": '"12\\n"',
    "below all": lambda field: str(field.rules["min"] - 1),
    "above all": lambda field: str(field.rules["max"] + 1),
}
DEGREES = {
    "decimal comma": "12,345",
    "degrees and minutes": "12°20'",
    "seven places": "12.3456789",
    "letter behind": "12.3N",
}
DAYS = {
    "no such day": "2026-02-30",
    "no such month": "2026-13-01",
    "month and day changed over": "2026-31-01",
    "day first": "06/04/2024",
    "day first with dots": "6.4.2024",
    "short": "2024-4-6",
    "full-width": "２０２４-04-06",
    "with an hour": "2024-04-06T00:00:00Z",
    "digits only": "20240406",
    "long ago": "1024-04-06",
    "far off": "2124-04-06",
    "without a year": "06/04",
    "word": "mai",
    "number": "5",
    "line break at the end": '"2024-04-06\\n"',
    "blanks": '" "',
}
MONTHS = {
    "no such month": "2026-13",
    "month first": "04/2024",
    "short": "2024-4",
    "a whole day": "2024-04-06",
    "word": "tháng tư",
    "long ago": "1024-04",
    "line break at the end": '"2024-04\\n"',
    "empty": '""',
}
TIMES = {
    "base sixty": "7:30",
    "with letters": "7h30",
    "no such hour": '"25:00"',
    "no such minute": '"07:61"',
    "seconds": '"07:30:15"',
    "word": "sáng sớm",
    "line break at the end": '"07:30\\n"',
    "empty": '""',
}
BOOLEANS = {
    "no": "no",
    "on": "on",
    "in words": "có",
    "number": "1",
    "in quotes": '"true"',
    "capital": "True",
    "word": "chắc",
    "empty": '""',
}
SLUGS = {
    "capital": "Da-Tong",
    "with marks": "đạ-tông",
    "Cyrillic letter": "da-t\u043eng",
    "blank in the middle": '"da tong"',
    "underscore": "da_tong",
    "way up": "../da-tong",
    "root": "/etc/passwd",
    "line break at the end": '"da-tong\\n"',
    "script": '"<script>"',
    "one letter too many": lambda field: "a" * (field.rules["maxlength"] + 1),
    "bare no": "no",
    "empty": '""',
}
REFERENCES = {"nobody's": "khong-ai-biet-ma-nay"}
CHOICES = {
    "another": "khac",
    "capital": lambda field: field.rules["allowed"][0].capitalize(),
    "in Vietnamese": lambda field: field.choices[field.rules["allowed"][1]],
    "in words": "đã làm xong xuôi",
    "line break at the end": lambda field: f'"{field.rules["allowed"][0]}\\n"',
    "markup behind": lambda field: f'"{field.rules["allowed"][-1]}<script>"',
    "number": "1",
    "no": "no",
    "empty": '""',
}
FORMS = {
    "way up": '"../../x"',
    "root": '"/etc/passwd"',
    "line break at the end": lambda field: f'"{example(field)}\\n"',
    "line break in front": lambda field: f'"\\n{example(field)}"',
    "markup behind": lambda field: f'"{example(field)}<script>"',
    "Arabic digits": '"٢٤٨٥٣"',
    "far too long": lambda field: f'"{example(field) * 30}"',
    "empty": '""',
}
PHOTOS = {
    "root": "/etc/passwd",
    "drive": r'"C:\\x.jpg"',
    "home": '"~/x.jpg"',
    "way up": "../../../etc/passwd",
    "way up behind the folder": "photos/../../a.jpg",
    "folder below": "photos/x/a.jpg",
    "no folder": "a.jpg",
    "page": "photos/a.html",
    "drawing": "photos/a.svg",
    "gif": "photos/a.gif",
    "two endings": "photos/a.jpg.exe",
    "capital": "photos/A.JPG",
    "Vietnamese letters": "photos/ảnh.jpg",
    "blank in the middle": "photos/a b.jpg",
    "command": "photos/$(id).jpg",
    "escaped dots": "photos/%2e%2e%2fx.jpg",
    "question": "photos/a.jpg?x",
    "backslashes": r'"photos\\a.jpg"',
    "address": "https://example.org/a.jpg",
    "NUL": r'"photos/a.jpg\0.png"',
    "line break at the end": r'"photos/a.jpg\n"',
    "far too long": f"photos/{'a' * 300}.jpg",
    "empty": '""',
}
URLS = {
    "script": '"javascript:fired()"',
    "script behind a tab": r'"java\tscript:fired()"',
    "script with a host": '"javascript://example.org/%0afired()"',
    "data": '"data:text/html,<script>fired()</script>"',
    "no scheme": '"//evil.example/x"',
    "host alone": "example.org",
    "scheme alone": '"https://"',
    "file": '"file:///etc/passwd"',
    "ftp": "ftp://example.org/x",
    "not encrypted": "http://example.org/x",
    "user and password": '"https://user:pw@example.org/"',
    "host of another script": '"https://exаmple.org/"',
    "host without a point": '"https://localhost/x"',
    "address of a machine": '"https://127.0.0.1/x"',
    "address of a machine, new": '"https://[::1]/x"',
    "port that is none": '"https://example.org:99999/"',
    "blank in the host": '"https://exa mple.org/"',
    "blank in the path": '"https://example.org/a b"',
    "quote": "'https://example.org/\"onmouseover=fired()'",
    "markup": '"https://example.org/<script>"',
    "backslash": r'"https://example.org\\@evil.example/"',
    "line break": r'"https://example.org/\nSet-Cookie:x"',
    "line break at the end": r'"https://example.org/\n"',
    "override by an escape": r'"https://example.org/\u202ex"',
    "one letter too many": lambda field: f'"https://example.org/{"a" * 481}"',
    "words": '"xem trên báo"',
    "capital scheme": '"HTTPS://example.org/x"',
    "blanks around": '" https://example.org/x "',
    "empty": '""',
}
GOOD_URLS = {
    "accents and signs": '"https://baolamdong.vn/tin/đạ-tông?a=1&b=2#c"',
    "port": "https://example.org:8443/x",
    "number like a phone": "https://example.org/0912345678.html",
    "accents by per cent": "https://example.org/%C4%91",
}
KEYS = {
    "key nobody knows": "linhtinh",
    "key in Vietnamese": "số hộ",
    "prototype key": "__proto__",
    "class key": "__class__",
    "number as a key": "502",
    "truth as a key": "yes",
    "empty key": '""',
    "merge key in quotes": '"<<"',
}
WRONG_SHAPES = {
    "number": "5",
    "word": "oi",
    "empty text": '""',
    "nothing": "",
    "null": "null",
    "anchor": "&a",
    "tag": "!!set {}",
}
NO_GROUPS = WRONG_SHAPES | {"list": "[]", "list of groups": "[{}]"}
NO_LISTS = WRONG_SHAPES | {"group": "{}", "group of text": "{a: b}"}
INSTEAD_OF = {
    "dict": {f"{name} in place of a group": text for name, text in NO_GROUPS.items()},
    "list": {f"{name} in place of a list": text for name, text in NO_LISTS.items()},
}
BY_TYPE = {
    "integer": NUMBERS,
    "decimal": NUMBERS,
    "degrees": {name: text for name, text in NUMBERS.items() if name != "one group"} | DEGREES,
    "date": DAYS,
    "month": MONTHS,
    "time": TIMES,
    "boolean": BOOLEANS,
    "slug": SLUGS,
    "reference": SLUGS | REFERENCES,
    "choice": CHOICES,
    "form": FORMS,
    "photo": PHOTOS,
    "url": URLS | GOOD_URLS,
}


def example(field):
    """Return what the pattern of ``field`` accepts."""
    known = {"24853", "2024/04-da-tong", "audio/q2/kho.mp3", "da-tong/n-ton", "kho"}
    return next(text for text in sorted(known) if re.fullmatch(field.rules["regex"], text))


def of(field, type):
    """Return every fault that is written into a value of ``field``, by its name."""
    found = YAML | NOTHING | {name: f'"Đường {CARET}{letter} thôn"' for name, letter in CHARACTERS.items()} | PERSONAL
    found |= {name: f'"Đường {text} thôn"' for name, text in ESCAPES.items()}
    found |= _texts(field) if type in ("line", "text") else BY_TYPE[type]
    return {name: text(field) if callable(text) else text for name, text in found.items()}


def _texts(field):
    rules = field.rules
    found = TEXTS | {f"honest: {name}": text for name, text in HONEST.items()}
    found["honest: long note"] = f'"{LONG_NOTE[: rules["maxlength"]].strip()}"'
    found |= {"one letter too many": f'"{"a" * (rules["maxlength"] + 1)}"', "a whole book": f'"{"a" * LONG}"'}
    if rules.get("minlength", 0) > 1:
        found["too short"] = '"a"'
    if field.type == "line":
        found |= {"two lines": r'"một\nhai"', "line break at the end": r'"một\n"', "carriage return": r'"một\rhai"'}
        found["calendar lines"] = r'"x\r\nATTENDEE:mailto:a"'
    else:
        found |= {"honest: two lines": r'"một\nhai"', "honest: line break at the end": r'"một\n"'}
    return found


def _add(text):
    return lambda raw: raw + text.encode()


def _before(text):
    return lambda raw: text.encode() + raw


COLLIDING = [number << 61 for number in range(1, 2000)]
# Faults of a whole file: what becomes of its bytes, and where the problem stands; line 0 is the one behind the last, -1 the next.
FILES = {
    "empty file": (lambda raw: b"", 1, 1),
    "blanks alone": (lambda raw: b" \n\n", 1, 1),
    "comment alone": (lambda raw: b"# x\n", 1, 1),
    "null alone": (lambda raw: b"null\n", 1, 1),
    "a list": (lambda raw: b"- a\n", 1, 1),
    "a word": (lambda raw: b"oi\n", 1, 1),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), 1, 1),
    "UTF-16 without a mark": (lambda raw: raw.decode().encode("utf-16-le"), 1, 1),
    "UTF-32": (lambda raw: raw.decode().encode("utf-32"), 1, 1),
    "Windows code page": (lambda raw: b"# \xd0\xe0\n" + raw, 1, 3),
    "cut in the middle of a letter": (lambda raw: raw + b"# \xc4", 0, 3),
    "overlong slash": (lambda raw: b"# \xc0\xaf\n" + raw, 1, 3),
    "half a character": (lambda raw: b"# \xed\xa0\x80\n" + raw, 1, 3),
    "NUL": (_before("# ab\0\n"), 1, 5),
    "archive": (lambda raw: b"PK\x03\x04\xff\xfe\x00\x00", 1, 5),
    "directive": (_before("%YAML 1.1\n---\n"), 1, 1),
    "directive of another version": (_before("%YAML 2.0\n---\n"), 1, 1),
    "tag directive": (_before("%TAG ! tag:x,2026:\n---\n"), 1, 1),
    "second document": (_add("---\na: b\n"), 0, 1),
    "document after its end": (_add("...\na: b\n"), -1, 1),
    "bomb of aliases": (
        lambda raw: b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(20)) + raw,
        1,
        4,
    ),
    "bomb of merges": (lambda raw: b"m: &m {a: 1}\nn:\n  <<: [" + b"*m," * 400 + b"*m]\n" + raw, 1, 4),
    "list that holds itself": (_add("loop: &a [*a]\n"), 0, 7),
    "20,000 brackets": (lambda raw: b"a: " + b"[" * 20_000 + b"\n", 1, 15),
    "12,000 braces": (lambda raw: b"a: " + b"{a: " * 12_000 + b"\n", 1, 48),
    "far too large": (lambda raw: raw + b"#" * 9_000_000, 1, 1),
    "a list as a key": (_before("[a, b]: c\n"), 1, 1),
    "a group as a key": (_before("{a: b}: c\n"), 1, 1),
    "merge key": (_before("<<: {a: b}\n"), 1, 1),
    "colliding keys": (lambda raw: raw + b"".join(b"%d: 1\n" % key for key in COLLIDING), 0, 1),
    "tab before a key": (_add("\tx: 1\n"), 0, 1),
    "line that is no entry": (_add("xong việc\n"), 0, 1),
    "conflict of two versions": (_before("<<<<<<< HEAD\n"), 1, 1),
    "page": (lambda raw: b"<!DOCTYPE html>\n<html>\n", 1, 1),
    "noise": (lambda raw: b"\xb5" + zlib.compress(raw * 9)[:400], 1, 1),
    "honest: byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, 1, 1),
    "honest: lines of Windows": (lambda raw: raw.replace(b"\n", b"\r\n"), 1, 1),
    "honest: lines of an old Mac": (lambda raw: raw.replace(b"\n", b"\r"), 1, 1),
    "honest: no line break at the end": (lambda raw: raw.rstrip(b"\n"), 1, 1),
    "honest: start of a document": (_before("---\n"), 1, 1),
    "honest: end of a document": (_add("...\n"), 1, 1),
    "honest: comments and empty lines": (lambda raw: b"# x\n\n" + raw.replace(b"\n", b"\n\n") + b"# x\n", 1, 1),
    "honest: decomposed letters": (lambda raw: unicodedata.normalize("NFD", raw.decode()).encode(), 1, 1),
    "honest: JSON": (lambda raw: json.dumps(yaml.load(raw, yaml.CSafeLoader), default=str).encode(), 1, 1),
}
