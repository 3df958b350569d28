/**
 * What a distance is of the same data, by chance: a threshold below that says nothing of the model. Here once in 10,000 comparisons, by how many values there are and into how many kinds
 * they fall; the same on each cloud. The quantile of chi-squared by Wilson and Hilferty, https://doi.org/10.1073/pnas.17.12.684; of PSI by Yurdakul,
 * https://scholarworks.wmich.edu/dissertations/3208, of which the divergence of Jensen and Shannon is an eighth where both are small; of the largest difference by
 * https://en.wikipedia.org/wiki/Kolmogorov%E2%80%93Smirnov_test#Two-sample_Kolmogorov%E2%80%93Smirnov_test.
 */
export const ML_CHANCE = `import numpy as np
import pandas as pd
from evidently.legacy.calculations.stattests.utils import get_binned_data
from evidently.legacy.core import ColumnType

# Of 1 in 10,000: of a normal distribution, and of the one of Kolmogorov and Smirnov.
NORMAL, LARGEST_DIFFERENCE = 3.719, 2.225
# https://docs.scipy.org/doc/scipy/reference/generated/scipy.stats.chisquare.html
LEAST_EXPECTED = 5
OTHER = "(rare)"


def by_chance(measure, before, now):
    """The distance that the same data has from itself."""
    before, now = before.dropna(), now.dropna()
    few = 1 / len(now) + 1 / len(before)
    if measure == "l-infinity":
        return LARGEST_DIFFERENCE * np.sqrt(few)
    degrees = max(kinds(before, now) - 1, 1)
    likely = degrees * (1 - 2 / (9 * degrees) + NORMAL * np.sqrt(2 / (9 * degrees))) ** 3 * few
    # Evidently has the logarithm of base e.
    return likely if measure == "psi" else np.sqrt(likely / 8)


def kinds(before, now):
    """How many of the ranges, or words, that Evidently counts have values."""
    kind = ColumnType.Numerical if pd.api.types.is_numeric_dtype(before) else ColumnType.Categorical
    parts = get_binned_data(before, now, kind, 30, False)
    return int(((parts[0] > 0) | (parts[1] > 0)).sum())


def together(before, now):
    """Words that are too rare to compare are one, with those that the baseline does not have."""
    counts = before.value_counts(), now.value_counts()
    whole = counts[0].sum() + counts[1].sum()
    expected = counts[0].add(counts[1], fill_value=0) / max(whole, 1) * min(counts[0].sum(), counts[1].sum())
    common = set(expected[expected >= LEAST_EXPECTED].index) & set(counts[0].index)
    return [column.where(column.isna() | column.isin(common), OTHER) for column in (before, now)]


def within(before, now):
    """Numbers no further away than the baseline is wide: one that is very far would leave all others in one range."""
    least, most = before.min(), before.max()
    wide = most - least or abs(most) or 1.0
    return before, now.clip(least - wide, most + wide)


def comparable(before, now, columns, texts):
    """Both tables, as they can be compared."""
    pairs = {name: within(before[name], now[name]) if pd.api.types.is_numeric_dtype(before[name]) else together(before[name], now[name]) if name in texts else (before[name], now[name]) for name in columns}
    return [pd.DataFrame({name: pair[at] for name, pair in pairs.items()}, index=table.index) for at, table in enumerate((before, now))]
`;
