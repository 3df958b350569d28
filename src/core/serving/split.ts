/** Weights as whole percentages that sum to 100: those with the largest remainders are rounded up. */
export function percentages(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (weight * 100) / total);
  const floors = exact.map(Math.floor);
  const missing = 100 - floors.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact.map((part, i) => ({ i, remainder: part - floors[i]! })).sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  const raised = new Set(byRemainder.slice(0, missing).map(({ i }) => i));
  return floors.map((part, i) => (raised.has(i) ? part + 1 : part));
}
