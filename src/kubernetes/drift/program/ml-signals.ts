/** Data quality, model quality, bias, and what features count for. Distances are Evidently's (`ml-evidently.ts`). */
export const ML_SIGNALS = `import numpy as np
import pandas as pd
from sklearn import metrics as sk
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor

from ml_columns import share, text

# Ten ranges have five values each then, below which what chance does is not known well (\`ml_chance.py\`).
LEAST_ROWS = 50
# Of fewer answers a forest learns much of chance.
LEAST_LEARNED = 1_000
LEAST_ANSWERS = 50
LEAST_GROUP = 30
MOST_LEARNED = 20_000
LARGEST = 1e300


class Values:
    """What was measured, each with its threshold."""

    def __init__(self):
        self.found, self.skipped = [], []

    def add(self, signal, metric, value, threshold, bound="most", feature="", segment="", chance=0.0):
        if value is None or np.isnan(value):
            self.skip(signal, segment, f"there is no {metric}{f' of {feature}' if feature else ''} of what there is")
            return
        value = float(np.clip(value, -LARGEST, LARGEST))
        breach = value > max(threshold, chance) if bound == "most" else value < threshold
        self.found.append({
            "signal": signal, "metric": metric, "feature": feature, "segment": segment,
            "value": round(value, 6), "threshold": threshold, "bound": bound, "breach": bool(breach),
            **({"chance": round(chance, 6)} if chance else {}),
        })

    def skip(self, signal, segment, why):
        self.skipped.append({"signal": signal, "segment": segment, "why": why})

    def take(self, others):
        self.found += others.found
        self.skipped += others.skipped

    def breaches(self, signal):
        return sum(1 for value in self.found if value["signal"] == signal and value["breach"])


def readable(plan, rows, unreadable, values):
    """Requests that nobody can read are as bad as values of a wrong type."""
    values.add("data-quality", "unreadable-percent", share(unreadable, rows + unreadable), plan["limits"]["typeErrorPercent"])


def data_quality(plan, table, broken, ranges, values, segment):
    for name, limits in plan["features"].items():
        rows = len(table)
        measured = {
            "missing-percent": (share(broken[name]["missing"], rows), limits["missingPercent"]),
            "type-error-percent": (share(broken[name]["wrong"], rows), limits["typeErrorPercent"]),
            "out-of-range-percent": (share(ranges.outside(name, table[name]), rows), limits["outOfRangePercent"]),
        }
        for metric, (value, limit) in measured.items():
            values.add("data-quality", metric, value, limit, feature=name, segment=segment)


def model_quality(plan, schema, truth, said, scores, values, segment):
    if len(truth) < LEAST_ANSWERS:
        values.skip("model-quality", segment, f"{len(truth)} answers with ground truth, of {LEAST_ANSWERS}")
        return
    binary = {"pos_label": schema.prediction.get("positive"), "average": "binary"} if schema.problem == "binary" else {"average": "weighted"}
    for threshold in plan["thresholds"]:
        values.add("model-quality", threshold["metric"], quality(threshold["metric"], schema, truth, said, scores, binary), threshold["value"], threshold["bound"], segment=segment)


def nothing_to_find(metric, truly, told):
    """Where nobody is positive and nobody was said to be, no answer was wrong; recall asks for those who are."""
    return not truly.any() and (metric == "recall" or not told.any())


def quality(metric, schema, truth, said, scores, average):
    if metric == "accuracy":
        return sk.accuracy_score(truth, said)
    if metric in ("precision", "recall", "f1"):
        if "pos_label" in average and nothing_to_find(metric, truth == average["pos_label"], said == average["pos_label"]):
            return None
        of = {"precision": sk.precision_score, "recall": sk.recall_score, "f1": sk.f1_score}[metric]
        return of(truth, said, zero_division=0, **average)
    if metric == "auc":
        positive = (truth == schema.prediction["positive"]).astype(int)
        return sk.roc_auc_score(positive, scores) if positive.nunique() == 2 else None
    if metric == "rmse":
        return sk.root_mean_squared_error(truth, said)
    return sk.mean_absolute_error(truth, said) if metric == "mae" else sk.r2_score(truth, said)


def bias(plan, schema, table, said, truth, values, segment):
    """A group against all others, by what is answered to them; and by what is found of those who are positive, where that is known."""
    positive = schema.prediction["positive"]
    for facet in plan["facets"]:
        words = table[facet["feature"]].map(lambda value: None if pd.isna(value) else text(value))
        inside = words.isin([text(value) for value in facet["values"]])
        group, others = inside, words.notna() & ~inside
        rates = [rate(said[part] == positive) for part in (group, others)]
        found = [rate(said[part & (truth == positive)] == positive) for part in (group, others)] if truth is not None else [None, None]
        for threshold in plan["thresholds"]:
            add_bias(threshold, facet["feature"], rates, found, values, segment)


def add_bias(threshold, feature, rates, found, values, segment):
    metric, limit = threshold["metric"], threshold["value"]
    first, second = found if metric == "equal-opportunity-difference" else rates
    if first is None or second is None:
        values.skip("bias", segment, f"{metric} by {feature}: fewer than {LEAST_GROUP} of a group")
    elif metric != "disparate-impact":
        # The sign says who has less, and the bound is of the distance.
        values.add("bias", metric, first - second, limit, feature=feature, segment=segment)
        values.found[-1]["breach"] = abs(first - second) > limit
    elif first or second:
        ratio = first / second if second else 1e6
        values.add("bias", metric, ratio, limit, "least", feature=feature, segment=segment)
        values.found[-1]["breach"] = min(ratio, 1 / ratio if ratio else 0) < limit


def rate(column):
    return float(column.mean()) if len(column) >= LEAST_GROUP else None


def attribution(plan, schema, baseline, table, said, values, segment):
    """How alike the order is in which features count: of a forest that learned the training data, and of one that learned the answers."""
    rows = said.notna() & table.notna().any(axis=1)
    if rows.sum() < LEAST_LEARNED or said[rows].nunique() < 2:
        values.skip("attribution-drift", segment, f"{int(rows.sum())} answers of {said[rows].nunique()} kinds")
        return
    before = importances(schema, baseline[list(schema.features)], baseline[schema.column])
    now = importances(schema, table[rows], said[rows])
    values.add("attribution-drift", "ndcg", ndcg(before, now), plan["threshold"], "least", segment=segment)


def importances(schema, table, answers):
    there = answers.notna()
    table, answers = table[there].head(MOST_LEARNED), answers[there].head(MOST_LEARNED)
    numbers = pd.DataFrame({
        name: table[name].fillna(table[name].median()) if kind in ("float", "int") else pd.factorize(table[name].fillna(""), sort=True)[0]
        for name, kind in schema.features.items()
    }).fillna(0.0)
    forest = RandomForestRegressor if schema.problem == "regression" else RandomForestClassifier
    # The same data gives the same forest.
    learned = forest(n_estimators=60, max_depth=8, min_samples_leaf=5, random_state=0, n_jobs=1).fit(numbers, answers)
    return dict(zip(schema.features, learned.feature_importances_))


def ndcg(before, now):
    """As SageMaker Clarify has it: https://docs.aws.amazon.com/sagemaker/latest/dg/clarify-model-monitor-feature-attribution-drift.html"""
    def gain(order):
        return sum(before[name] / np.log2(at + 2) for at, name in enumerate(order))

    ideal = gain(sorted(before, key=before.get, reverse=True))
    return gain(sorted(now, key=now.get, reverse=True)) / ideal if ideal else None
`;
