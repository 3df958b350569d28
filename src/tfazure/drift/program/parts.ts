/** Counts of parts of the data add up to those of the whole, so that no machine holds all records. */
export const PARTS = `def merged(some, others):
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
