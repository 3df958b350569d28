/** What all numbers of a signal are, what Azure ML is handed of them, and how they travel in the tags of a run. */
export const RESULTS = `def excess(metric, value, threshold, bound):
    """How far a value is beyond its threshold: above 0 is too far."""
    if metric == "disparate-impact":
        return threshold - (min(value, 1 / value) if value > 0 else 0.0)
    return abs(value) - threshold if bound == "difference" else threshold - value if bound == "least" else value - threshold


def number(metric, group, segment, value, threshold, bound="most", enough=True, by_chance=None):
    """A number: of what, in which segment, how much, and how far beyond its threshold; of few records, or within what chance gives, it is beyond none."""
    if value is None:
        return []
    far = excess(metric, value, threshold, bound) if enough and threshold is not None else None
    if far is not None and by_chance is not None:
        far = min(far, value - by_chance)
    return [{"metric": metric, "group": group, "segment": segment, "value": value, "threshold": threshold, "excess": far}]


def quality_numbers(config, counts, base, segment):
    enough = counts["n"] >= LEAST_JUDGED
    return [one for name, limit in config["limits"].items()
            for key, metric in (("missing", "missing-percent"), ("wrong", "type-error-percent"), ("out", "out-of-range-percent"))
            for one in number(metric, name, segment, 100.0 * counts["columns"][name][key] / counts["n"], limit[key], enough=enough)]


def drift_numbers(config, counts, base, segment):
    kinds, found = dict(columns(config)), []
    for name, limit in config["limits"].items():
        bins = lambda of: of["columns"].get(name, empty_column())["bins"]
        far = moved(config["measure"], bins(base), bins(counts), is_number(kinds[name]))
        if far is not None:
            value, by_chance, enough = far
            found += number(config["measure"], name, segment, value, limit, enough=enough, by_chance=by_chance)
    return found


def judged_numbers(config, counts, base, segment):
    known = counts["quality"].get("joined", 0)
    values = quality_of(config["prediction"], counts["quality"])
    return number("ground-truth", "", segment, float(known), None) + [
        one for metric, limit in config["limits"].items() for one in number(metric, "", segment, values.get(metric), limit["value"], limit["bound"], known >= LEAST_JUDGED)]


def bias_numbers(config, counts, base, segment):
    return [one for feature, groups in counts["bias"].items() for values in [bias_of(groups)]
            for metric, limit in config["limits"].items() for one in number(metric, feature, segment, values[metric][0], limit, "difference", values[metric][1])]


def attribution_numbers(config, counts, base, segment):
    if kinds_of_answers(counts["joint"]) < 2:
        return []
    of = lambda whole: {name: relevance(whole["joint"].get(name, {})) for name, _ in config["features"]}
    return number("ndcg", "", segment, ndcg(of(base), of(counts)), config["limits"]["ndcg"], "least", counts["n"] >= LEAST_RANKED)


NUMBERS = {
    "data-quality": quality_numbers, "data-drift": drift_numbers, "prediction-drift": drift_numbers,
    "model-quality": judged_numbers, "bias": bias_numbers, "attribution-drift": attribution_numbers,
}


def measure(config, before, now):
    """All numbers of a signal, of all records and of each segment; of no records there are none."""
    base = lambda segment: before[segment] if before.get(segment, empty())["n"] else before[""]
    return [one for segment, counts in now.items() if counts["n"] for one in NUMBERS[config["signal"]](config, counts, base(segment), segment)]


def metrics_of(found, n):
    """As Azure ML takes them, which alarms above a threshold: how many records, each number by itself, and how far it is beyond its threshold."""
    rows = [("all", "records", float(n), None)]
    for one in found:
        group = " ".join(part for part in (one["group"], one["segment"]) if part) or "all"
        rows.append((group, one["metric"].replace("-", "_"), float(one["value"]), None))
        if one["excess"] is not None:
            rows.append((one["metric"] + " " + group, "beyond_threshold", float(one["excess"]), 0.0))
    return rows


def tags_of(config, found, at, size=900, most=30):
    """The numbers as tags of the run, which the event of its end brings to whoever listens: one list without its outer brackets, a piece in each."""
    pieces = [json.dumps([one["metric"], one["group"], one["segment"], "%.6g" % one["value"], "" if one["threshold"] is None else "%.6g" % one["threshold"],
                          "yes" if one["excess"] is not None and one["excess"] > 0 else "no"]) for one in found]
    tags, text = [], ""
    for piece in pieces:
        if text and len(text) + len(piece) + 1 > size:
            tags.append(text)
            text = ""
        text = text + "," + piece if text else piece
    tags = ([*tags, text] if text else tags)[:most]
    tags = [text if i == 0 else "," + text for i, text in enumerate(tags)]
    head = {"ml_platform_monitor": config["monitor"], "ml_platform_signal": config["signal"], "ml_platform_time": at}
    return {**head, **{"ml_platform_values_%02d" % i: text for i, text in enumerate(tags)}}


`;
