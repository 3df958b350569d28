/** Makes typed columns of what came, by the schema of a monitor, and counts what is missing or of another type. */
export const ML_COLUMNS = `import json
import re

import numpy as np
import pandas as pd

NUMBERS = ("float", "int")
TRUE, FALSE = ("true", "1", "yes", "t"), ("false", "0", "no", "f")
WHOLE = re.compile("-?[0-9]+[.]0+")
NUMBER = re.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?")
LONGEST_WORD = 1_000
LARGEST_INT = 2**63
# Beyond it no model computes, nor does what measures: of 32 bits, or of ranges.
LARGEST_NUMBER = 1e30


def text(value):
    """One word for one value, however it was written: 1, 1.0, '1' and the '1.0' that pandas writes of whole numbers with gaps are the same."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)[:LONGEST_WORD]
    word = clean(str(value)).strip()
    return word.split(".")[0] if WHOLE.fullmatch(word) else word


def clean(word):
    """Of bounded length, and of signs that a file takes: half of a pair of UTF-16, which JSON may say, is none."""
    return word[:LONGEST_WORD].encode("utf-8", "replace").decode()


def plain(value, nested=None):
    """A value that can be computed with, whatever a caller has sent; what has parts is of no type, unless something is given for it."""
    if isinstance(value, (dict, list)):
        return [] if nested is None else nested(value)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int) and abs(value) >= LARGEST_INT:
        return str(value)[:LONGEST_WORD]
    return value


def label(value):
    """A class, however it was written: 1, 1.0 and '1' are the same, and so are 'Yes' and 'yes'."""
    word = text(value).lower()
    return text(float(word)) if len(word) < 16 and NUMBER.fullmatch(word) else word


def one_of_two(value):
    """A label where there are two: true is 1, and false is 0."""
    return label({"true": "1", "false": "0"}.get(text(value).lower(), value))


def is_missing(column):
    return column.isna() | column.map(lambda value: isinstance(value, str) and value.strip() in ("", "NaN", "nan", "null", "None"))


def typed(column, kind):
    """What is there of a type, and how many values are missing or of another type."""
    column = column.astype(object)
    missing = is_missing(column)
    nested = column.map(lambda value: isinstance(value, (dict, list, tuple)))
    if kind in NUMBERS:
        given = column.where(~column.map(lambda value: isinstance(value, (bool, np.bool_))), None)
        values = pd.to_numeric(given.where(~nested & ~missing, None), errors="coerce").astype("float64")
        values = values.where(values.abs() <= LARGEST_NUMBER)
        if kind == "int":
            values = values.where(values % 1 == 0)
    else:
        values = column.where(~nested & ~missing, None).map(lambda value: None if value is None else text(value))
        if kind == "bool":
            lowered = values.map(lambda value: None if value is None else value.lower())
            values = lowered.map(lambda value: "true" if value in TRUE else "false" if value in FALSE else None)
        values = values.astype(object).where(values.notna(), None)
    wrong = values.isna() & ~missing
    return values, int(missing.sum()), int(wrong.sum())


def share(part, whole):
    return 100.0 * part / whole if whole else 0.0


class Schema:
    """The columns that a monitor knows."""

    def __init__(self, settings):
        self.features = {feature["name"]: feature["type"] for feature in settings["features"]}
        self.prediction = settings["prediction"]
        self.problem, self.column = self.prediction["problem"], self.prediction["column"]
        self.record_id = settings.get("recordId")
        self.known = [*self.features, self.column, *([self.record_id] if self.record_id else [])]

    def numbers(self):
        return [name for name, kind in self.features.items() if kind in NUMBERS]

    def table(self, rows):
        """Typed features, and how many values of each are missing or wrong."""
        columns, broken = {}, {}
        for name, kind in self.features.items():
            given = rows[name] if name in rows else pd.Series([None] * len(rows), index=rows.index, dtype=object)
            columns[name], missing, wrong = typed(given, kind)
            broken[name] = {"missing": missing, "wrong": wrong}
        return pd.DataFrame(columns, index=rows.index), broken

    def answers(self, column):
        """What was answered, or is so: a number, a class, or whether it is positive; and the probability where answers are such."""
        column = column.astype(object)
        missing = is_missing(column)
        if self.problem == "regression":
            return typed(column, "float")[0], None
        given, meant = column.where(~missing, None), label if self.problem == "multiclass" else one_of_two
        words = given.map(lambda value: None if value is None else meant(value))
        if self.problem == "multiclass":
            return words.astype(object).where(words.notna(), None), None
        positive = one_of_two(self.prediction["positive"])
        return words.map(lambda word: None if word is None else self.sign(word == positive)), None

    def predictions(self, column):
        threshold = self.prediction.get("threshold")
        if self.problem != "binary" or threshold is None:
            return self.answers(column)
        scores = typed(column, "float")[0]
        return scores.map(lambda score: None if pd.isna(score) else self.sign(score >= threshold)).astype(object), scores

    def sign(self, positive):
        return self.prediction["positive"] if positive else f"not {self.prediction['positive']}"
`;
