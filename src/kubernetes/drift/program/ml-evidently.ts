/**
 * Distances by Evidently, https://docs.evidentlyai.com/metrics/customize_data_drift, and the pages that it draws. It has no L-infinity, and a PSI that few records upset; these are registered as its own tests are:
 * https://github.com/evidentlyai/evidently/blob/v0.7.21/src/evidently/legacy/calculations/stattests/registry.py
 */
export const ML_EVIDENTLY = `import os

os.environ.setdefault("DO_NOT_TRACK", "1")

import numpy as np
import pandas as pd
from evidently import BinaryClassification, DataDefinition, Dataset, MulticlassClassification, Regression, Report
from evidently.legacy.calculations.stattests import StatTest, register_stattest
from evidently.legacy.calculations.stattests.utils import get_binned_data
from evidently.legacy.core import ColumnType
from evidently.metrics import ValueDrift
from evidently.presets import ClassificationPreset, DataSummaryPreset, RegressionPreset
from scipy.stats import ks_2samp

from ml_chance import LEAST_EXPECTED, by_chance, comparable
from ml_signals import LEAST_ROWS

METHODS = {"jensen-shannon": "jensenshannon", "psi": "psi_of_halves", "l-infinity": "l_infinity"}
TRUTH = "ground truth"


def l_infinity(reference, current, feature_type, threshold):
    if feature_type == ColumnType.Numerical:
        distance = ks_2samp(reference, current).statistic
    else:
        parts = [column.value_counts(normalize=True) for column in (reference, current)]
        distance = parts[0].sub(parts[1], fill_value=0).abs().max()
    return float(distance), distance >= threshold


def psi_of_halves(reference, current, feature_type, threshold):
    """Evidently's, but that a part of nothing counts as half a record, and rare ones are one: a part of next to nothing, as Evidently has it, makes one record of few a drift."""
    before, now = get_binned_data(reference, current, feature_type, 30, False)
    rare = ((before * len(reference) + now * len(current)) / (len(reference) + len(current)) * min(len(reference), len(current))) < LEAST_EXPECTED
    parts = (np.append(part[~rare], part[rare].sum()) for part in (before, now))
    before, now = (np.maximum(part, max(0.0001, 0.5 / len(column))) for part, column in zip(parts, (reference, current)))
    distance = float(np.sum((before - now) * np.log(before / now)))
    return distance, distance >= threshold


for name, shown, measure in (("l_infinity", "L-infinity", l_infinity), ("psi_of_halves", "PSI", psi_of_halves)):
    register_stattest(StatTest(name, shown, [ColumnType.Categorical, ColumnType.Numerical], 0.1), measure)


def wanted(signals, schema):
    """What is compared, each with its measure and its threshold: (signal, column, measure, threshold)."""
    drift, prediction = signals.get("dataDrift"), signals.get("predictionDrift")
    found = [("data-drift", name, drift["measure"], threshold) for name, threshold in drift["features"].items()] if drift else []
    return [*found, *([("prediction-drift", schema.column, prediction["measure"], prediction["threshold"])] if prediction else [])]


def with_values(columns, *tables):
    return [name for name in columns if all(table[name].notna().sum() >= LEAST_ROWS for table in tables)]


def texts_of(schema):
    return [*(name for name, kind in schema.features.items() if kind == "string"), *([schema.column] if schema.problem == "multiclass" else [])]


def dataset(table, schema, columns, task=None):
    numbers = [name for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    words = [name for name in columns if name not in numbers]
    about = DataDefinition(numerical_columns=numbers, categorical_columns=words, **(task or {}))
    return Dataset.from_pandas(table[[*columns, *([TRUTH] if task else [])]], data_definition=about)


def compare(signals, schema, baseline, table, values, segment):
    """Distances by Evidently, and the report that shows them."""
    compared = wanted(signals, schema)
    columns = with_values([*schema.features, schema.column], baseline, table)
    if not columns:
        for signal in sorted({signal for signal, *_ in compared}):
            values.skip(signal, segment, f"fewer than {LEAST_ROWS} rows, now ({len(table)}) or in the baseline ({len(baseline)})")
        return None
    baseline, table = comparable(baseline, table, columns, texts_of(schema))
    chances = {name: float(by_chance(measure, baseline[name], table[name])) for _, name, measure, _ in compared if name in columns}
    # The page says the same as the alarm.
    measured = {name: ValueDrift(column=name, method=METHODS[measure], threshold=max(threshold, chances[name])) for _, name, measure, threshold in compared if name in columns}
    data = dataset(table, schema, columns), dataset(baseline, schema, columns)
    snapshot = drawn([*measured.values(), DataSummaryPreset(columns=columns)], *data)
    # One that cannot be measured takes no other with it.
    snapshots = [snapshot] if snapshot else [drawn([metric], *data) for metric in measured.values()]
    found = {metric["config"]["column"]: metric["value"] for one in snapshots if one for metric in one.dict()["metrics"] if metric["config"]["type"].endswith("ValueDrift")}
    for signal, name, measure, threshold in compared:
        if name in columns and name not in found:
            values.skip(signal, segment, f"{measure} of {name} cannot be computed of such values")
        elif name in columns:
            values.add(signal, measure, float(np.clip(found[name], 0, None)), threshold, feature="" if signal == "prediction-drift" else name, segment=segment, chance=chances[name])
        else:
            values.skip(signal, segment, f"fewer than {LEAST_ROWS} values of {name}, now or in the baseline")
    return snapshot


def drawn(metrics, table, baseline=None):
    """A page, unless Evidently cannot draw it of such data: what is measured is worth more than how it looks."""
    try:
        return Report(metrics).run(table, baseline)
    except Exception as error:
        print(f"a page could not be drawn: {type(error).__name__} {error}", flush=True)
        return None


def show_quality(schema, said, truth):
    """The report of quality, as Evidently draws it."""
    table = pd.DataFrame({schema.column: said, TRUTH: truth}).dropna()
    if table.empty or (schema.problem != "regression" and table[TRUTH].nunique() < 2):
        return None
    if schema.problem == "regression":
        task, preset = {"regression": [Regression(target=TRUTH, prediction=schema.column)]}, RegressionPreset()
    else:
        given = {"target": TRUTH, "prediction_labels": schema.column}
        words = sorted({*table[TRUTH], *table[schema.column]})
        # Of two classes Evidently asks which is the positive one, however many there might be.
        kind = MulticlassClassification(**given) if len(words) > 2 else BinaryClassification(pos_label=schema.prediction.get("positive") or words[-1], **given)
        task, preset = {"classification": [kind]}, ClassificationPreset()
    return drawn([preset], dataset(table, schema, [schema.column], task))
`;
