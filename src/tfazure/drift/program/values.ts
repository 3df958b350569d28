/** What a value of a record is, by its type. */
export const VALUES = `# What is larger is no measurement, and its square no number.
LARGEST = 1e30
TRUE, FALSE = ("true", "1", "1.0", "t", "yes"), ("false", "0", "0.0", "f", "no")


def number_of(value):
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) <= LARGEST else None


def word_of(text):
    """A label: 1, 1.0 and true are the same, whatever form they came in."""
    number = number_of({"true": "1", "false": "0"}.get(text.lower(), text))
    return text.lower() if number is None else str(number)


def read(text, kind):
    """What a value is: missing, of another type than said, or itself."""
    if text is None:
        return "missing", None
    value = json.loads(text)
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return "missing", None
    if kind in ("string", "class"):
        word = value if isinstance(value, str) else json.dumps(value)
        return "ok", word_of(word) if kind == "class" else word
    if kind == "bool":
        word = str(value).lower()
        return ("ok", "true") if word in TRUE else ("ok", "false") if word in FALSE else ("wrong", None)
    number = None if isinstance(value, bool) else number_of(value)
    return ("wrong", None) if number is None or (kind == "int" and number != int(number)) else ("ok", number)


def positive(prediction, text, of_truth=False):
    """Whether it is so: by the probability where answers are probabilities, else by the word for it. Labels are words."""
    how, word = read(text, "class")
    if how != "ok":
        return None
    if prediction.get("threshold") is None or of_truth:
        return word == word_of(prediction["positive"])
    number = number_of(word)
    return None if number is None else number >= prediction["threshold"]


def belongs(row, name, kind, words):
    """Whether a value is one of some words of a program; nothing where there is none."""
    how, value = read(row.get(name), kind)
    return None if how != "ok" else any(value == read(json.dumps(word), kind)[1] for word in words)


def columns(config):
    prediction = config["prediction"]
    return [*config["features"], [prediction["column"], {"binary": "answer", "multiclass": "class", "regression": "float"}[prediction["problem"]]]]


def is_number(kind):
    return kind in ("int", "float")


def item(config, row, name, kind, learned):
    """A value of a row as it is counted: of an answer that is one of two, which one."""
    if kind != "answer":
        return read(row.get(name), kind)
    how, _ = read(row.get(name), "class")
    so = positive(config["prediction"], row.get(name), of_truth=learned)
    return (how, None) if how != "ok" else ("wrong", None) if so is None else ("ok", "yes" if so else "no")


`;
