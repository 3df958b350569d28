/** What all numbers of a signal are, what Azure ML is handed of them, and how they travel in the tags of a run. */
export const RESULTS = `def excess(metric, value, threshold, bound):
    """How far a value is beyond its threshold: above 0 is too far."""
    if threshold is None:
        return None
    if metric == "disparate-impact":
        return threshold - (min(value, 1 / value) if value > 0 else 0.0)
    return abs(value) - threshold if bound == "difference" else threshold - value if bound == "least" else value - threshold


def measure(config, before, now):
    """All numbers of a signal: of what, in which segment, how much, and how far beyond its threshold."""
    found = []

    def tell(metric, group, segment, value, threshold, bound="most"):
        if value is not None:
            found.append({"metric": metric, "group": group, "segment": segment, "value": value, "threshold": threshold, "excess": excess(metric, value, threshold, bound)})

    kinds = dict(columns(config))
    for segment, counts in now.items():
        if counts["n"] == 0:
            continue
        base = before.get(segment) if before.get(segment, empty())["n"] else before[""]
        signal, limits = config["signal"], config["limits"]
        if signal == "data-quality":
            for name, limit in limits.items():
                for key, metric in (("missing", "missing-percent"), ("wrong", "type-error-percent"), ("out", "out-of-range-percent")):
                    tell(metric, name, segment, 100.0 * counts["columns"][name][key] / counts["n"], limit[key])
        elif signal in ("data-drift", "prediction-drift"):
            for name, limit in limits.items():
                numeric = kinds[name] in ("int", "float")
                tell(config["measure"], name, segment, distance(config["measure"], base["columns"][name]["bins"], counts["columns"][name]["bins"], numeric), limit)
        elif signal == "model-quality":
            joined_records = counts["quality"].get("joined", 0)
            tell("ground-truth", "", segment, float(joined_records), None)
            values = quality_of(config["prediction"], counts["quality"])
            for metric, limit in limits.items():
                tell(metric, "", segment, values.get(metric), limit["value"], limit["bound"])
        elif signal == "bias":
            for feature, groups in counts["bias"].items():
                values = bias_of(groups)
                for metric, limit in limits.items():
                    tell(metric, feature, segment, values[metric], limit, "difference")
        elif signal == "attribution-drift":
            of = lambda whole: {name: relevance(whole["joint"].get(name, {})) for name, _ in config["features"]}
            tell("ndcg", "", segment, ndcg(of(base), of(counts)), limits["ndcg"], "least")
    return found


def metrics_of(found):
    """As Azure ML takes them, which alarms above a threshold: each number by itself, and how far it is beyond its threshold."""
    rows = []
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
