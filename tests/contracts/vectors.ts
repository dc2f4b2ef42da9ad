/** Vectors for tests: repeatable, unit length. */

export interface Entry {
  id: string;
  vector: Float32Array;
}

/** A small generator of repeatable numbers in [0, 1) (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function unit(values: ArrayLike<number>): Float32Array {
  const norm = Math.hypot(...Array.from(values));
  return Float32Array.from(values, (value) => value / norm);
}

export function randomEntries(count: number, dimensions: number, seed = 1): Entry[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `k${index}`,
    vector: unit(Array.from({ length: dimensions }, () => random() - 0.5)),
  }));
}

/** Groups of near neighbours, as texts of one subject are. */
export function clusteredEntries(count: number, dimensions: number, clusters: number, seed = 2): Entry[] {
  const random = randomNumbers(seed);
  const centres = randomEntries(clusters, dimensions, seed + 1);
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[index % clusters]!.vector;
    return { id: `k${index}`, vector: unit(Array.from(centre, (value) => value + (random() - 0.5) * 0.15)) };
  });
}
