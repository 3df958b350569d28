/** How right answers were, how differently groups are treated, and what features count for. */
export const MEASURES = `# Of fewer nobody is called.
LEAST_JUDGED, LEAST_GROUP, LEAST_RANKED = 50, 30, 1000
# Where nobody else has what a group has.
BOUNDLESS = 1e6


def relevance(joint):
    """How much of the answer a feature tells, by mutual information beyond what chance makes of it: 0 is nothing. https://en.wikipedia.org/wiki/G-test#Relation_to_mutual_information"""
    pairs = {tuple(json.loads(key)): value for key, value in joint.items()}
    total = sum(pairs.values())
    if not total:
        return 0.0
    left, right = {}, {}
    for (a, b), value in pairs.items():
        add(left, a, value)
        add(right, b, value)
    told = sum(value / total * math.log2(value * total / (left[a] * right[b])) for (a, b), value in pairs.items())
    return max(0.0, told - quantile(max((len(left) - 1) * (len(right) - 1), 1)) / (2 * total * math.log(2)))


def kinds_of_answers(joint):
    return len({json.loads(key)[1] for counts in joint.values() for key in counts})


def ndcg(before, now):
    gain = lambda order: sum(before[name] / math.log2(i + 2) for i, name in enumerate(order))
    best = gain(sorted(before, key=lambda name: (-before[name], name)))
    return 1.0 if best == 0 else gain(sorted(now, key=lambda name: (-now[name], name))) / best


def share(part, whole):
    return part / whole if whole else None


def auc(scores):
    pairs = sorted((json.loads(key) + [value] for key, value in scores.items()), key=lambda pair: pair[0])
    low = [sum(value for score, was, value in pairs if not was and score == at) for at in range(SCORES + 1)]
    high = [sum(value for score, was, value in pairs if was and score == at) for at in range(SCORES + 1)]
    below, won = 0, 0.0
    for at in range(SCORES + 1):
        won += high[at] * (below + low[at] / 2)
        below += low[at]
    return share(won, sum(low) * sum(high))


def of_class(hits, alarms, misses):
    """A model that says of nobody that it is so has found none of those of whom it is: that is 0, and no value only where there were none."""
    precision = share(hits, hits + alarms)
    return {"precision": 0.0 if precision is None and misses else precision, "recall": share(hits, hits + misses), "f1": share(2 * hits, 2 * hits + alarms + misses)}


def classes(pairs):
    """The means over classes, weighted by their size."""
    pairs = [(*json.loads(key), value) for key, value in pairs.items()]
    total = sum(value for _, _, value in pairs)
    result = {"accuracy": share(sum(value for said, was, value in pairs if said == was), total), "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for name in {was for _, was, _ in pairs}:
        said_so = sum(value for said, _, value in pairs if said == name)
        was_so = sum(value for _, was, value in pairs if was == name)
        hits = sum(value for said, was, value in pairs if said == was == name)
        for key, value in of_class(hits, said_so - hits, was_so - hits).items():
            result[key] += value * was_so / total
    return result


def quality_of(prediction, quality):
    n = quality.get("joined", 0)
    if n == 0:
        return {}
    if prediction["problem"] == "multiclass":
        return classes(quality.get("pairs", {}))
    if prediction["problem"] == "regression":
        spread = quality["squares"] - quality["sum"] ** 2 / n
        return {"rmse": math.sqrt(quality["square"] / n), "mae": quality["absolute"] / n, "r2": None if spread <= 0 else 1 - quality["square"] / spread}
    tp, fp, tn, fn = (quality.get(key, 0) for key in ("tp", "fp", "tn", "fn"))
    return {"accuracy": (tp + tn) / n, **of_class(tp, fp, fn), "auc": auc(quality.get("scores", {}))}


def bias_of(groups):
    """Each number, and whether there are enough people on both sides to say so."""
    group, others = groups.get("group", {}), groups.get("others", {})
    rate = lambda counts, key, of: share(counts.get(key, 0), counts.get(of, 0))
    enough = lambda of: min(group.get(of, 0), others.get(of, 0)) >= LEAST_GROUP
    mine, theirs = rate(group, "said", "n"), rate(others, "said", "n")
    found, found_of_others = rate(group, "found", "was"), rate(others, "found", "was")
    minus = lambda a, b: None if a is None or b is None else a - b
    ratio = None if mine is None or theirs is None else mine / theirs if theirs else BOUNDLESS if mine else None
    return {
        "demographic-parity-difference": (minus(mine, theirs), enough("n")),
        "disparate-impact": (ratio, enough("n")),
        "equal-opportunity-difference": (minus(found, found_of_others), enough("was")),
    }


`;
