/** All signals of some rows: of all, and of each segment. */
export const ML_MEASURE = `import pandas as pd

from ml_columns import text
from ml_evidently import compare, show_quality
from ml_signals import Values, attribution, bias, data_quality, model_quality

PARITY = "equal-opportunity-difference"


def measure(settings, schema, baseline, rows, judged, segment=""):
    """All signals of some rows: what was found, the report, and that of quality."""
    signals, values = settings["signals"], Values()
    if rows.empty:
        return values, None, None
    table, broken = schema.table(rows)
    said, _ = schema.predictions(rows[schema.column])
    if "dataQuality" in signals:
        data_quality(signals["dataQuality"], table, broken, baseline.ranges, values, segment)
    shown = compare(signals, schema, baseline.table, table.assign(**{schema.column: said}), values, segment)
    quality = judge(signals, schema, judged, values, segment)
    if "bias" in signals:
        fair(signals["bias"], schema, table, said, judged, values, segment)
    if "attribution" in signals:
        attribution(signals["attribution"], schema, baseline.table, table, said, values, segment)
    return values, shown, quality


def judge(signals, schema, judged, values, segment):
    if judged is None or judged.empty:
        return None
    truth, answers, scores = right_and_said(schema, judged)
    if "modelQuality" in signals:
        model_quality(signals["modelQuality"], schema, truth, answers, scores, values, segment)
    return show_quality(schema, answers, truth)


def right_and_said(schema, judged):
    """What is so, what was answered, and the probabilities where answers are such."""
    answers, scores = schema.predictions(judged[schema.column])
    truth, _ = schema.answers(judged["@truth"])
    there = answers.notna() & truth.notna()
    return truth[there], answers[there], None if scores is None else scores[there]


def fair(plan, schema, table, said, judged, values, segment):
    """What is answered is known of all rows, what is right of those that were judged."""
    answered = {**plan, "thresholds": [one for one in plan["thresholds"] if one["metric"] != PARITY]}
    there = said.notna()
    bias(answered, schema, table[there], said[there], None, values, segment)
    found = {**plan, "thresholds": [one for one in plan["thresholds"] if one["metric"] == PARITY]}
    if found["thresholds"] and judged is not None:
        truth, answers, _ = right_and_said(schema, judged)
        bias(found, schema, schema.table(judged)[0].loc[answers.index], answers, truth, values, segment)


def part_of(rows, segment, column=None):
    """The rows of a segment."""
    if rows is None:
        return None
    words = (rows[segment["feature"]] if column is None else column).map(lambda value: None if pd.isna(value) else text(value))
    return rows[words == text(segment["value"])].reset_index(drop=True)


def without(signals, feature):
    """Of a segment the feature that tells it says nothing."""
    drift = signals.get("dataDrift")
    if not drift:
        return signals
    return {**signals, "dataDrift": {**drift, "features": {name: threshold for name, threshold in drift["features"].items() if name != feature}}}


def measure_part(settings, schema, baseline, rows, judged, segment):
    """The signals of a segment, held against the same segment of the baseline."""
    typed = [None if part is None else schema.table(part)[0][segment["feature"]] for part in (rows, judged)]
    parts = [part_of(part, segment, column) for part, column in zip((rows, judged), typed)]
    own = baseline.part(part_of(baseline.table, segment))
    narrowed = {**settings, "signals": without(settings["signals"], segment["feature"])}
    return measure(narrowed, schema, own, *parts, segment=f"{segment['feature']}={segment['value']}")
`;
