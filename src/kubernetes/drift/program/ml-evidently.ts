/**
 * Distances by Evidently, https://docs.evidentlyai.com/metrics/customize_data_drift, and the pages that it draws. It has no L-infinity, which is registered as one of its tests is:
 * https://github.com/evidentlyai/evidently/blob/v0.7.21/src/evidently/legacy/calculations/stattests/registry.py
 */
export const ML_EVIDENTLY = `import os

os.environ.setdefault("DO_NOT_TRACK", "1")

import numpy as np
import pandas as pd
from evidently import BinaryClassification, DataDefinition, Dataset, MulticlassClassification, Regression, Report
from evidently.legacy.calculations.stattests import StatTest, register_stattest
from evidently.legacy.core import ColumnType
from evidently.metrics import ValueDrift
from evidently.presets import ClassificationPreset, DataSummaryPreset, RegressionPreset
from scipy.stats import ks_2samp

from ml_signals import LEAST_ROWS

METHODS = {"jensen-shannon": "jensenshannon", "psi": "psi", "l-infinity": "l_infinity"}
TRUTH = "ground truth"


def l_infinity(reference, current, feature_type, threshold):
    if feature_type == ColumnType.Numerical:
        distance = ks_2samp(reference, current).statistic
    else:
        parts = [column.value_counts(normalize=True) for column in (reference, current)]
        distance = parts[0].sub(parts[1], fill_value=0).abs().max()
    return float(distance), distance >= threshold


register_stattest(StatTest("l_infinity", "L-infinity", [ColumnType.Categorical, ColumnType.Numerical], 0.1), l_infinity)


def wanted(signals, schema):
    """What is compared, each with its measure and its threshold: (signal, column, measure, threshold)."""
    drift, prediction = signals.get("dataDrift"), signals.get("predictionDrift")
    found = [("data-drift", name, drift["measure"], threshold) for name, threshold in drift["features"].items()] if drift else []
    return [*found, *([("prediction-drift", schema.column, prediction["measure"], prediction["threshold"])] if prediction else [])]


def with_values(columns, *tables):
    return [name for name in columns if all(table[name].notna().any() for table in tables)]


def dataset(table, schema, columns, task=None):
    numbers = [name for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    words = [name for name in columns if name not in numbers]
    about = DataDefinition(numerical_columns=numbers, categorical_columns=words, **(task or {}))
    return Dataset.from_pandas(table[[*columns, *([TRUTH] if task else [])]], data_definition=about)


def compare(signals, schema, baseline, table, values, segment):
    """Distances by Evidently, and the report that shows them."""
    compared = wanted(signals, schema)
    if min(len(table), len(baseline)) < LEAST_ROWS:
        for signal in sorted({signal for signal, *_ in compared}):
            values.skip(signal, segment, f"{len(table)} rows and {len(baseline)} of the baseline, of {LEAST_ROWS}")
        return None
    columns = with_values([*schema.features, schema.column], baseline, table)
    measured = {(signal, name): ValueDrift(column=name, method=METHODS[measure], threshold=threshold) for signal, name, measure, threshold in compared if name in columns}
    data = dataset(table, schema, columns), dataset(baseline, schema, columns)
    snapshot = drawn([*measured.values(), DataSummaryPreset(columns=columns)], *data) or Report([*measured.values()]).run(*data)
    found = {metric["config"]["column"]: metric["value"] for metric in snapshot.dict()["metrics"] if metric["config"]["type"].endswith("ValueDrift")}
    for signal, name, measure, threshold in compared:
        if name in columns:
            values.add(signal, measure, float(np.clip(found[name], 0, None)), threshold, feature="" if signal == "prediction-drift" else name, segment=segment)
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
