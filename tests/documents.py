"""Documents of every kind of file, made by chance from the schema itself: valid ones, and ones with something broken."""

import copy
import datetime as dt
import functools

from hypothesis import strategies as st

from generator.schema import field_at, fields, part

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
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["2024-02-30", "2024-13", "24:00", "a\n", "da-tong\n", " ", "-", "https://a", "true", "Held", "held\n", "x" * 700]
    ),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@functools.cache
def document(kind):
    """Return a strategy of documents of ``kind`` that its schema accepts."""
    return _mapping(fields(kind))


@functools.cache
def group(name):
    """Return a strategy of the groups of fields that several kinds share."""
    return _mapping(part(name))


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
        holder, keys = draw(st.sampled_from(list(_places(found, ()))))
        _change(draw, holder, keys[-1] if keys else None, field_at(kind, keys))
    return found


def _places(found, way):
    """Return every holder of a value with the way to that value, and the document itself."""
    if not way:
        yield found, way
    for key, value in list(found.items() if isinstance(found, dict) else enumerate(found)):
        yield found, (*way, key)
        if isinstance(value, dict | list):
            yield from _places(value, (*way, key))


def _edges(field, value):
    """Return what stands just inside and just outside of what the rules of a field allow."""
    rules = field.rules
    for limit in (rules[name] for name in ("min", "max") if name in rules):
        yield from (limit - 1, limit, float(limit), limit + 0.5, limit + 1)
    if isinstance(value, str):
        longest = rules.get("maxlength", 20)
        yield from (
            f"{value}\n",
            f"\n{value}",
            f" {value}",
            value.swapcase(),
            f"{value}\u0663",
            value[: rules.get("minlength", 1) - 1],
        )
        yield from ((value * longest)[:longest], (value * longest)[: longest + 1], "x" * longest, "x" * (longest + 1))
        yield from ("\x1c", "\x85", "\ufeff", "\u2028")
    if field.type == "list" and isinstance(value, list) and value and rules["maxlength"] <= 300:
        yield from (value[:1] * rules["maxlength"], value[:1] * (rules["maxlength"] + 1), [])


def _change(draw, holder, key, field):
    if field is not None and (edges := list(_edges(field, holder[key]))) and draw(st.booleans()):
        holder[key] = copy.deepcopy(draw(st.sampled_from(edges)))
    elif key is None:
        holder[draw(st.sampled_from(["extra", "__proto__", "__class__", "commun"]))] = 1
    elif draw(st.booleans()):
        holder[key] = draw(BROKEN)
    elif isinstance(holder, dict):
        del holder[key]
    else:
        holder.pop(key)
