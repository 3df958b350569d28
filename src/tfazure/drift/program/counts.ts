/** How rows are counted: by parts of the same size of what was learned, and by themselves where they are texts. Counts of parts of the data add up to those of the whole. */
export const COUNTS = `def read(text, kind):
    """What a value is: missing, of another type than said, or itself."""
    if text is None:
        return "missing", None
    value = json.loads(text)
    if kind == "answer":
        kind = "string"
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return "missing", None
    if kind == "string":
        return "ok", value if isinstance(value, str) else json.dumps(value)
    if kind == "bool":
        words = {"true": "true", "false": "false", "1": "true", "0": "false"}
        word = words.get(str(value).lower())
        return ("wrong", None) if word is None else ("ok", word)
    try:
        number = float(value)
    except (TypeError, ValueError):
        return "wrong", None
    return ("wrong", None) if isinstance(value, bool) or math.isinf(number) or (kind == "int" and number != int(number)) else ("ok", number)


def columns(config):
    prediction = config["prediction"]
    return [*config["features"], [prediction["column"], {"binary": "answer", "multiclass": "string", "regression": "float"}[prediction["problem"]]]]


def edges_of(config, sample):
    """How values are put together, by a sample of the baseline: numbers by parts of the same size, texts by themselves."""
    edges = {}
    for name, kind in columns(config):
        values = [value for how, value in (read(row.get(name), kind) for row in sample) if how == "ok"]
        if kind in ("int", "float"):
            ordered = sorted(values)
            edges[name] = sorted({ordered[len(ordered) * i // BINS] for i in range(1, BINS)}) if ordered else []
        else:
            seen = {}
            for value in values:
                seen[value] = seen.get(value, 0) + 1
            edges[name] = ["no", "yes"] if kind == "answer" else sorted(sorted(seen, key=lambda value: (-seen[value], value))[:CATEGORIES])
    return edges


def bin_of(edges, kind, value):
    if kind in ("int", "float"):
        low, high = 0, len(edges)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if value >= edges[middle] else (low, middle)
        return str(low)
    return value if value in edges else OTHER


def empty():
    return {"n": 0, "columns": {}, "joint": {}, "quality": {}, "bias": {}}


def add(counts, key, by=1):
    counts[key] = counts.get(key, 0) + by


def positive(prediction, text, of_truth=False):
    """Whether it is so: by the probability where answers are probabilities, else by the word for it."""
    how, value = read(text, "string")
    if how != "ok":
        return None
    if prediction.get("threshold") is not None and not of_truth:
        how, number = read(text, "float")
        if how == "ok":
            return number >= prediction["threshold"]
    return same(value, prediction.get("positive"))


def same(value, word):
    if value == word:
        return True
    try:
        return float(value) == float(word)
    except (TypeError, ValueError):
        return value.lower() == str(word).lower() if word is not None else False


def count_row(counts, row, config, edges, known):
    counts["n"] += 1
    answer = None
    bins = {}
    for name, kind in columns(config):
        column = counts["columns"].setdefault(name, {"missing": 0, "wrong": 0, "out": 0, "bins": {}, "low": None, "high": None})
        how, value = read(row.get(name), kind)
        if how != "ok":
            column[how] += 1
            bins[name] = NONE
            continue
        if kind == "answer":
            value = "yes" if positive(config["prediction"], row.get(name)) else "no"
        if kind in ("int", "float"):
            column["low"] = value if column["low"] is None else min(column["low"], value)
            column["high"] = value if column["high"] is None else max(column["high"], value)
        if known is not None and outside(known.get(name), kind, value):
            column["out"] += 1
        bins[name] = bin_of(edges[name], kind, value)
        add(column["bins"], bins[name])
    answer = bins.get(config["prediction"]["column"])
    if answer != NONE:
        for name, _ in config["features"]:
            add(counts["joint"].setdefault(name, {}), json.dumps([bins[name], answer]))
    count_truth(counts, row, config)


def outside(known, kind, value):
    if known is None:
        return False
    if kind in ("int", "float"):
        return known["low"] is not None and not known["low"] <= value <= known["high"]
    return len(known["bins"]) <= CATEGORIES and OTHER not in known["bins"] and value not in known["bins"]


def count_truth(counts, row, config):
    prediction, truth = config["prediction"], row.get(TRUTH)
    answer = row.get(prediction["column"])
    quality = counts["quality"]
    if prediction["problem"] == "binary":
        said = positive(prediction, answer)
        was = positive(prediction, truth, of_truth=True)
        for feature, values in config.get("facets", {}).items():
            _, value = read(row.get(feature), "string")
            if said is not None and value is not None:
                group = counts["bias"].setdefault(feature, {}).setdefault("group" if any(same(value, word) for word in values) else "others", {})
                add(group, "n")
                add(group, "said", int(said))
                add(group, "was", int(bool(was)))
                add(group, "found", int(bool(was and said)))
        if said is None or was is None:
            return
        add(quality, "joined")
        add(quality, ("t" if said == was else "f") + ("p" if said else "n"))
        how, score = read(answer, "float")
        if prediction.get("threshold") is not None and how == "ok":
            add(quality.setdefault("scores", {}), json.dumps([min(max(int(score * SCORES), 0), SCORES), was]))
        return
    kind = "float" if prediction["problem"] == "regression" else "string"
    (how, said), (and_how, was) = read(answer, kind), read(truth, kind)
    if how != "ok" or and_how != "ok":
        return
    add(quality, "joined")
    if kind == "float":
        for key, value in (("square", (said - was) ** 2), ("absolute", abs(said - was)), ("sum", was), ("squares", was * was)):
            add(quality, key, value)
    else:
        add(quality.setdefault("pairs", {}), json.dumps([said, was]))


def count(rows, config, edges, known=None):
    """The numbers of all records, and of each segment."""
    counts = {"": empty(), **{segment_name(segment): empty() for segment in config.get("segments", [])}}
    for row in rows:
        count_row(counts[""], row, config, edges, known)
        for segment in config.get("segments", []):
            _, value = read(row.get(segment["feature"]), "string")
            if value is not None and same(value, segment["value"]):
                count_row(counts[segment_name(segment)], row, config, edges, known)
    return counts


def segment_name(segment):
    return segment["feature"] + "=" + segment["value"]


def merged(some, others):
    if isinstance(some, dict):
        return {key: merged(some[key], others[key]) if key in some and key in others else some.get(key, others.get(key)) for key in {**some, **others}}
    return some + others


def joined(some, others):
    """Counts of two parts together; the least and the most of numbers are no sums."""
    result = merged(without_range(some), without_range(others))
    for part, counts in result.items():
        for name, column in counts["columns"].items():
            for key, best in (("low", min), ("high", max)):
                found = [whole[part]["columns"][name][key] for whole in (some, others) if name in whole.get(part, empty())["columns"]]
                found = [value for value in found if value is not None]
                column[key] = best(found) if found else None
    return result


def without_range(whole):
    strip = lambda column: {key: value for key, value in column.items() if key not in ("low", "high")}
    return {part: {**counts, "columns": {name: strip(column) for name, column in counts["columns"].items()}} for part, counts in whole.items()}


`;
