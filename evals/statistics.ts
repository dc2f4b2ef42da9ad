/** Middle value; the mean of the two middle ones when the count is even; null of nothing. */
export function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value at floor(share * (count - 1)) of the sorted values; null of nothing. */
export function percentile(values: number[], share: number): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
}

/** Share of true among the values, to four places; null of nothing. */
export function shareOf(values: boolean[]): number | null {
  return values.length === 0 ? null : round(values.filter(Boolean).length / values.length);
}

export function round(value: number, places = 4): number {
  const factor = 10 ** places;
  return Math.round(value * factor) / factor;
}
