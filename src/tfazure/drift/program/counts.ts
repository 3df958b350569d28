/** How rows are counted: by parts of the same size of what was learned, and by themselves where they are texts. */
export const COUNTS = `def edges_of(config, sample):
    """How values are put together, by a sample of the baseline: numbers by parts of the same size, texts by themselves."""
    edges = {}
    for name, kind in columns(config):
        values = [value for how, value in (item(config, row, name, kind, True) for row in sample) if how == "ok"]
        if is_number(kind):
            ordered = sorted(values)
            edges[name] = sorted({ordered[len(ordered) * i // BINS] for i in range(1, BINS)}) if ordered else []
        else:
            seen = {}
            for value in values:
                seen[value] = seen.get(value, 0) + 1
            edges[name] = ["no", "yes"] if kind == "answer" else sorted(sorted(seen, key=lambda value: (-seen[value], value))[:CATEGORIES])
    return edges


def bin_of(edges, kind, value):
    if is_number(kind):
        low, high = 0, len(edges)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if value >= edges[middle] else (low, middle)
        return str(low)
    return value if value in edges else OTHER


def empty():
    return {"n": 0, "columns": {}, "joint": {}, "quality": {}, "bias": {}}


def empty_column():
    return {"missing": 0, "wrong": 0, "out": 0, "bins": {}, "low": None, "high": None}


def add(counts, key, by=1):
    counts[key] = counts.get(key, 0) + by


def count_row(counts, row, config, edges, known):
    counts["n"] += 1
    bins = {}
    for name, kind in columns(config):
        column = counts["columns"].setdefault(name, empty_column())
        how, value = item(config, row, name, kind, known is None)
        if how != "ok":
            column[how] += 1
            bins[name] = NONE
            continue
        if is_number(kind):
            column["low"] = value if column["low"] is None else min(column["low"], value)
            column["high"] = value if column["high"] is None else max(column["high"], value)
        if known is not None and outside(known.get(name), kind, value):
            column["out"] += 1
        bins[name] = bin_of(edges[name], kind, value)
        add(column["bins"], bins[name])
    answer = bins[config["prediction"]["column"]]
    if answer != NONE:
        for name, _ in config["features"]:
            add(counts["joint"].setdefault(name, {}), json.dumps([bins[name], answer]))
    count_truth(counts, row, config)


def outside(known, kind, value):
    if known is None:
        return False
    if is_number(kind):
        return known["low"] is not None and not known["low"] <= value <= known["high"]
    return len(known["bins"]) <= CATEGORIES and OTHER not in known["bins"] and value not in known["bins"]


def count(rows, config, edges, known=None):
    """The numbers of all records, and of each segment; \`known\` is what was learned, where it is not that which is counted."""
    kinds = dict(columns(config))
    counts = {"": empty(), **{segment_name(segment): empty() for segment in config.get("segments", [])}}
    for row in rows:
        count_row(counts[""], row, config, edges, known)
        for segment in config.get("segments", []):
            if belongs(row, segment["feature"], kinds[segment["feature"]], [segment["value"]]):
                count_row(counts[segment_name(segment)], row, config, edges, known)
    return counts


def segment_name(segment):
    return segment["feature"] + "=" + segment["value"]


`;
