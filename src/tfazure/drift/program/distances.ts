/**
 * How far two distributions are from each other, and how far chance alone brings them. The square of the distance of Jensen and Shannon, and the stability index, follow a chi-squared
 * distribution where both are of one world (https://scholarworks.wmich.edu/dissertations/3208), of which Wilson and Hilferty have the quantile (https://doi.org/10.1073/pnas.17.12.684); the
 * largest difference is that of Kolmogorov and Smirnov. It takes 5 expected records of a value: https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chisquare.html
 */
export const DISTANCES = `# Of fewer values, on either side, a distance says nothing.
LEAST_COMPARED = 50
LEAST_EXPECTED = 5
# The same world gives more in one of 10,000 comparisons.
Z, LARGEST_BY_CHANCE = 3.719, 2.225


def common(before, now):
    """Texts with those put together that are rare, or were never learned: by both, since a choice by one of them looks like drift itself."""
    n, m = sum(now.values()), sum(before.values())
    expected = lambda key: (before[key] + now.get(key, 0)) / (n + m) * min(n, m)
    kept = {key for key in before if key != OTHER and before[key] and expected(key) >= LEAST_EXPECTED}

    def grouped(counts):
        result = {}
        for key, value in counts.items():
            add(result, key if key in kept else OTHER, value)
        return result
    return grouped(before), grouped(now)


def parts(some, others):
    keys = sorted({**some, **others}, key=lambda key: (len(key), key) if key.isdigit() else (999, key))
    of = lambda counts: [counts.get(key, 0) / max(sum(counts.values()), 1) for key in keys]
    return of(some), of(others)


def distance(measure, before, now, numeric):
    p, q = parts(before, now)
    if measure == "psi":
        # A part of nothing counts as half a record; it would be infinitely far.
        least = lambda counts: max(1e-4, 0.5 / max(sum(counts.values()), 1))
        was, is_now = least(before), least(now)
        return sum((max(b, is_now) - max(a, was)) * math.log(max(b, is_now) / max(a, was)) for a, b in zip(p, q))
    if measure == "l-infinity":
        total, most = 0.0, 0.0
        for a, b in zip(p, q):
            total = total + b - a if numeric else b - a
            most = max(most, abs(total))
        return most
    half = lambda x, y: sum(a * math.log2(2 * a / (a + b)) for a, b in zip(x, y) if a > 0)
    return math.sqrt(max(0.0, (half(p, q) + half(q, p)) / 2))


def quantile(free):
    """What chi-squared is at most by chance."""
    return free * (1 - 2 / (9 * free) + Z * math.sqrt(2 / (9 * free))) ** 3


def chance(measure, before, now):
    """How far two samples of the same world are from each other at most."""
    rate = 1 / sum(before.values()) + 1 / sum(now.values())
    if measure == "l-infinity":
        return LARGEST_BY_CHANCE * math.sqrt(rate)
    spread = quantile(max(len({**before, **now}) - 1, 1)) * rate
    return spread if measure == "psi" else math.sqrt(spread / (8 * math.log(2)))


def moved(measure, before, now, numeric):
    """How far, how far by chance, and whether there are enough values to say so; nothing where one side has none."""
    if not sum(before.values()) or not sum(now.values()):
        return None
    before, now = (before, now) if numeric else common(before, now)
    return distance(measure, before, now, numeric), chance(measure, before, now), min(sum(before.values()), sum(now.values())) >= LEAST_COMPARED


`;
