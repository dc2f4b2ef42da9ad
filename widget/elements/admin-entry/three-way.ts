import type { EntryContent, EntryField } from '../admin-entries/entry-types.ts';
import { fieldNames } from '../admin-entries/entry-types.ts';

export interface Merged {
  /** What both agree on, what only one side changed from that side; what is asked is still mine. */
  content: EntryContent;
  /** Taken over from the other side. */
  theirs: EntryField[];
  /** Both changed these, each to something else: a person decides. */
  asked: EntryField[];
}

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Fields in which two texts differ, in the order of the page. */
export const differing = (mine: EntryContent, theirs: EntryContent): EntryField[] =>
  (Object.keys(fieldNames) as EntryField[]).filter((field) => !same(mine[field], theirs[field]));

/** Three ways, field by field, against the text from which both began; `base` null: it is not known, and all that differs is asked. */
export function mergeEntries(base: EntryContent | null, mine: EntryContent, theirs: EntryContent): Merged {
  const apart = differing(mine, theirs);
  const taken = apart.filter((field) => base && same(base[field], mine[field]));
  const asked = apart.filter((field) => !base || !(same(base[field], mine[field]) || same(base[field], theirs[field])));
  const parts = Object.fromEntries(taken.map((field) => [field, theirs[field]]));
  return { content: { ...mine, ...parts }, theirs: taken, asked };
}

/** Two of these one below the other still make sense. */
const texts = new Set<EntryField>(['answer', 'script', 'internalNote', 'conditions', 'materials', 'steps', 'contact']);
const lists = new Set<EntryField>(['similarQuestions', 'tags', 'legalBasis', 'basis']);

/** Both values in one; undefined where only one of them can stand. */
export function bothOf(field: EntryField, mine: EntryContent, theirs: EntryContent): unknown {
  if (texts.has(field)) return [mine[field], theirs[field]].filter(Boolean).join('\n');
  if (!lists.has(field)) return undefined;
  const all = [...(mine[field] as unknown[]), ...(theirs[field] as unknown[])];
  return all.filter((one, index) => all.findIndex((other) => same(one, other)) === index);
}
