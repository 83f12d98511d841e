"""Documents of every kind of file, made by chance from the schema itself: valid ones, and ones with something broken."""

import datetime as dt

from hypothesis import strategies as st

from generator.schema import fields

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵKNTĐ'0123456789"
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=12)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
DATES = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 31)).map(str)
MONTHS = DATES.map(lambda day: day[:7])
TIMES = st.times().map(lambda time: f"{time:%H:%M}")
BROKEN = st.one_of(
    st.none().map(lambda _: float("nan")),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False).filter(lambda value: value != int(value)),
    st.text(max_size=8),
    st.sampled_from(
        ["2024-02-30", "2024-13", "24:00", "a\n", "da-tong\n", " ", "-", "https://a", "true", "Held", "held\n", "x" * 700]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def document(kind):
    """Return a strategy of documents of ``kind`` that its schema accepts."""
    return _mapping(fields(kind))


def _mapping(level):
    required = {name: _value(field) for name, field in level.items() if field.required}
    optional = {name: _value(field) for name, field in level.items() if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


def _value(field):
    rules = field.rules
    if "allowed" in rules:
        return st.sampled_from(rules["allowed"])
    if "regex" in rules:
        return st.from_regex(rf"\A(?:{rules['regex']})\Z".replace(r"\d", "[0-9]")).filter(
            lambda text: len(text) <= rules.get("maxlength", 99)
        )
    match field.type:
        case "dict":
            return _mapping(field.fields)
        case "list":
            return st.lists(_value(field.item), min_size=rules.get("minlength", 0), max_size=max(2, rules.get("minlength", 0)))
        case "integer":
            return st.integers(rules.get("min", -5), rules.get("max", 5))
        case "decimal":
            return st.one_of(st.integers(rules.get("min", 0), rules["max"]), st.integers(1, 999).map(lambda value: value + 0.5))
        case "degrees":
            return st.integers(rules["min"] * 10**4, rules["max"] * 10**4).map(lambda value: value / 10**4)
        case "boolean":
            return st.booleans()
        case "date":
            return DATES
        case "month":
            return MONTHS
        case "time":
            return TIMES
        case "slug":
            return SLUGS
        case "url":
            return SLUGS.map(lambda name: f"https://{name}.example/{name}?a=1#b")
        case "line" | "text":
            shortest, longest = rules.get("minlength", 0), rules["maxlength"]
            texts = st.lists(WORDS, min_size=2, max_size=3).map(lambda words: " ".join(words)[:longest].strip())
            return texts.filter(lambda text: len(text) >= shortest)
    raise NotImplementedError(field.type)


@st.composite
def broken(draw, kind):
    """Return a document of ``kind`` with one to three things changed anywhere in it."""
    found = draw(document(kind))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(_places(found))))
        _change(draw, *place)
    return found


def _places(found):
    yield found, None
    items = found.items() if isinstance(found, dict) else enumerate(found)
    for key, value in items:
        yield found, key
        if isinstance(value, dict | list):
            yield from _places(value)


def _change(draw, holder, key):
    if key is None:
        if isinstance(holder, dict):
            holder[draw(st.sampled_from(["extra", "__proto__", "commun"]))] = 1
        else:
            holder.extend(holder * 3)
    elif draw(st.booleans()):
        holder[key] = draw(BROKEN)
    elif isinstance(holder, dict):
        del holder[key]
    else:
        holder.pop(key)
