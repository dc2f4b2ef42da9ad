import type { Block } from '../../blocks.ts';

/** Where a text this long comes again, a copy may begin; shorter ones repeat in any document. */
const minimumLength = 16;
/** So many blocks of a passage must come again, in order, for the second passage to be a copy. */
const minimumRun = 3;
const minimumShare = 0.8;

/**
 * Leaves out the copies of a body that stands on the page more than once: for phones, for printing, for reading aloud. What the copy has
 * of its own stays.
 */
export function withoutCopies(blocks: Block[]): { blocks: Block[]; copies: number } {
  const keys = blocks.map(keyOf);
  const first = new Map<string, number>();
  keys.forEach((key, i) => {
    if (key.length >= minimumLength && !first.has(key)) first.set(key, i);
  });
  const dropped = new Set<number>();
  let copies = 0;
  for (let i = 0; i < blocks.length; i++) {
    const original = first.get(keys[i]!);
    if (original === undefined || original >= i || dropped.has(i) || dropped.has(original)) continue;
    const run = runLength(keys, original, i);
    // The copy must hold most of what lies between the two beginnings, or most of what comes after the second.
    const passage = Math.min(i - original, blocks.length - i);
    if (run < minimumRun || run < passage * minimumShare) continue;
    const start = back(keys, original, i);
    for (let n = start; n < i + run; n++) dropped.add(n);
    copies++;
  }
  return { blocks: blocks.filter((_, i) => !dropped.has(i)), copies };
}

/** How many blocks from both places on are the same. */
function runLength(keys: string[], original: number, copy: number): number {
  let run = 0;
  while (copy + run < keys.length && original + run < copy && keys[original + run] === keys[copy + run]) run++;
  return run;
}

/** Where the copy begins: the short lines before its first long one, title and number, stand before the original too. */
function back(keys: string[], original: number, copy: number): number {
  let n = 0;
  while (n < original && keys[original - 1 - n] === keys[copy - 1 - n] && copy - 1 - n > original) n++;
  return copy - n;
}

function keyOf(block: Block): string {
  const text = block.type === 'table' ? block.table.rows.flat().join('|') : block.text;
  return text.replace(/\s+/g, '');
}
