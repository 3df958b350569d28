/** How answers are counted that are held against what turned out to be so, and those to groups of people. */
export const JUDGMENTS = `def count_truth(counts, row, config):
    problem = config["prediction"]["problem"]
    if problem == "binary":
        count_answer(counts, row, config)
        return
    quality = counts["quality"]
    kind = "float" if problem == "regression" else "class"
    (how, said), (and_how, was) = read(row.get(config["prediction"]["column"]), kind), read(row.get(TRUTH), kind)
    if how != "ok" or and_how != "ok":
        return
    add(quality, "joined")
    if kind == "float":
        for key, value in (("square", (said - was) ** 2), ("absolute", abs(said - was)), ("sum", was), ("squares", was * was)):
            add(quality, key, value)
    else:
        add(quality.setdefault("pairs", {}), json.dumps([said, was]))


def count_answer(counts, row, config):
    """An answer that is one of two."""
    prediction, quality, kinds = config["prediction"], counts["quality"], dict(columns(config))
    answer = row.get(prediction["column"])
    said, was = positive(prediction, answer), positive(prediction, row.get(TRUTH), of_truth=True)
    for feature, values in config.get("facets", {}).items():
        inside = belongs(row, feature, kinds[feature], values)
        if said is not None and inside is not None:
            group = counts["bias"].setdefault(feature, {}).setdefault("group" if inside else "others", {})
            add(group, "n")
            add(group, "said", int(said))
            add(group, "was", int(bool(was)))
            add(group, "found", int(bool(was and said)))
    if said is None or was is None:
        return
    add(quality, "joined")
    add(quality, ("t" if said == was else "f") + ("p" if said else "n"))
    score = number_of(read(answer, "class")[1])
    if prediction.get("threshold") is not None and score is not None:
        add(quality.setdefault("scores", {}), json.dumps([min(max(int(score * SCORES), 0), SCORES), was]))


`;
