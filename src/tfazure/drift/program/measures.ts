/** How far two distributions are from each other, how right answers were, and how differently groups are treated. */
export const MEASURES = `def parts(some, others):
    keys = sorted({**some, **others}, key=lambda key: (len(key), key) if key.isdigit() else (999, key))
    of = lambda counts: [counts.get(key, 0) / max(sum(counts.values()), 1) for key in keys]
    return of(some), of(others)


def distance(measure, before, now, numeric):
    p, q = parts(before, now)
    if measure == "psi":
        floor = 1e-4
        return sum((max(b, floor) - max(a, floor)) * math.log(max(b, floor) / max(a, floor)) for a, b in zip(p, q))
    if measure == "l-infinity":
        total, most = 0.0, 0.0
        for a, b in zip(p, q):
            total = total + b - a if numeric else b - a
            most = max(most, abs(total))
        return most
    half = lambda x, y: sum(a * math.log2(2 * a / (a + b)) for a, b in zip(x, y) if a > 0)
    return math.sqrt(max(0.0, (half(p, q) + half(q, p)) / 2))


def relevance(joint):
    """How much of the answer a feature tells, by mutual information: 0 is nothing."""
    pairs = {tuple(json.loads(key)): value for key, value in joint.items()}
    total = sum(pairs.values())
    left, right = {}, {}
    for (a, b), value in pairs.items():
        add(left, a, value)
        add(right, b, value)
    return sum(value / total * math.log2(value * total / (left[a] * right[b])) for (a, b), value in pairs.items()) if total else 0.0


def ndcg(before, now):
    gain = lambda order: sum(before[name] / math.log2(i + 2) for i, name in enumerate(order))
    best = gain(sorted(before, key=lambda name: (-before[name], name)))
    return 1.0 if best == 0 else gain(sorted(now, key=lambda name: (-now[name], name))) / best


def share(part, whole):
    return part / whole if whole else None


def harmonic(a, b):
    return None if a is None or b is None else 0.0 if a + b == 0 else 2 * a * b / (a + b)


def auc(scores):
    pairs = sorted((json.loads(key) + [value] for key, value in scores.items()), key=lambda pair: pair[0])
    low = [sum(value for score, was, value in pairs if not was and score == at) for at in range(SCORES + 1)]
    high = [sum(value for score, was, value in pairs if was and score == at) for at in range(SCORES + 1)]
    below, won = 0, 0.0
    for at in range(SCORES + 1):
        won += high[at] * (below + low[at] / 2)
        below += low[at]
    return share(won, sum(low) * sum(high))


def classes(pairs):
    """The means over classes, weighted by their size."""
    pairs = [(*json.loads(key), value) for key, value in pairs.items()]
    total = sum(value for _, _, value in pairs)
    result = {"accuracy": share(sum(value for said, was, value in pairs if said == was), total), "precision": 0.0, "recall": 0.0, "f1": 0.0}
    for name in {was for _, was, _ in pairs}:
        right = sum(value for said, was, value in pairs if said == was == name)
        said_so = sum(value for said, _, value in pairs if said == name)
        was_so = sum(value for _, was, value in pairs if was == name)
        precision, recall = share(right, said_so) or 0.0, share(right, was_so)
        for key, value in (("precision", precision), ("recall", recall), ("f1", harmonic(precision, recall))):
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
    precision, recall = share(tp, tp + fp), share(tp, tp + fn)
    return {"accuracy": (tp + tn) / n, "precision": precision, "recall": recall, "f1": harmonic(precision, recall), "auc": auc(quality.get("scores", {}))}


def bias_of(groups):
    group, others = groups.get("group", {}), groups.get("others", {})
    rate = lambda counts, key, of: share(counts.get(key, 0), counts.get(of, 0))
    mine, theirs = rate(group, "said", "n"), rate(others, "said", "n")
    found, found_of_others = rate(group, "found", "was"), rate(others, "found", "was")
    minus = lambda a, b: None if a is None or b is None else a - b
    return {
        "demographic-parity-difference": minus(mine, theirs),
        "disparate-impact": None if mine is None or theirs is None else share(mine, theirs),
        "equal-opportunity-difference": minus(found, found_of_others),
    }


`;
