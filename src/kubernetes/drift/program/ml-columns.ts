/** Makes typed columns of what came, by the schema of a monitor, and counts what is missing or of another type. */
export const ML_COLUMNS = `import json

import numpy as np
import pandas as pd

NUMBERS = ("float", "int")
TRUE, FALSE = ("true", "1", "yes"), ("false", "0", "no")


def text(value):
    """One word for one value, however it was written: 1, 1.0 and '1' are the same."""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True)
    return str(value).strip()


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
        values = values.where(np.isfinite(values))
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
        words = column.where(~missing, None).map(lambda value: None if value is None else text(value))
        if self.problem == "multiclass":
            return words.astype(object).where(words.notna(), None), None
        return words.map(lambda word: None if word is None else self.sign(word == self.prediction["positive"])), None

    def predictions(self, column):
        threshold = self.prediction.get("threshold")
        if self.problem != "binary" or threshold is None:
            return self.answers(column)
        scores = typed(column, "float")[0]
        return scores.map(lambda score: None if pd.isna(score) else self.sign(score >= threshold)).astype(object), scores

    def sign(self, positive):
        return self.prediction["positive"] if positive else f"not {self.prediction['positive']}"
`;
