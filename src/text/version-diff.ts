import { diffArrays } from 'diff';
import type { Clause } from '../domain/document.ts';

/** A stretch of text that both versions have, or only the later (added) or the earlier (removed) one. */
export interface DiffPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface ClauseChange {
  kind: 'added' | 'removed' | 'changed';
  /** Path in the later version; in the earlier one where the clause is gone. */
  path: string;
  /** Path in the earlier version where it was another one: the clause was renumbered. */
  pathBefore: string | null;
  pieces: DiffPiece[];
}

export interface VersionDiff {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
  /** In reading order; what is gone stands where it stood. */
  clauses: ClauseChange[];
}

/** Beyond this many edits two lists of clauses have nothing to do with each other, and one replaces the other as a whole. */
const mostEdits = 4000;
/** The same for the words of one text. The work grows with the square: four thousand keep everybody waiting for seconds. */
const mostWordEdits = 600;
/** Pairs of clauses that are compared by their words; beyond, only equal paths belong together. */
const mostPairs = 20_000;
/** Share of common pairs of characters from which a clause counts as the other one reworded. */
const alike = 0.5;

/**
 * What changed between two versions of a text, clause by clause and word by word. Clauses are followed by their words and not
 * by their numbers, so that an inserted article does not make all that follow look new.
 */
export function diffVersions(before: Clause[], after: Clause[]): VersionDiff {
  const earlier = inOrder(before);
  const later = inOrder(after);
  const clauses: ClauseChange[] = [];
  let unchanged = 0;
  let gone: Clause[] = [];
  let come: Clause[] = [];
  const close = () => {
    clauses.push(...changesBetween(gone, come));
    gone = [];
    come = [];
  };
  let [i, j] = [0, 0];
  for (const { count, added, removed } of runsOf(earlier.map(words), later.map(words), mostEdits)) {
    if (removed) gone.push(...earlier.slice(i, i + count));
    else if (added) come.push(...later.slice(j, j + count));
    else {
      close();
      for (let k = 0; k < count; k++) {
        const renumbered = earlier[i + k]!.text !== later[j + k]!.text;
        if (renumbered) clauses.push(changed(earlier[i + k]!, later[j + k]!));
        else unchanged++;
      }
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  close();
  const counted = (kind: ClauseChange['kind']) => clauses.filter((change) => change.kind === kind).length;
  return { added: counted('added'), removed: counted('removed'), changed: counted('changed'), unchanged, clauses };
}

const inOrder = (clauses: Clause[]) => [...clauses].sort((a, b) => a.ordinal - b.ordinal);

/** The words of a clause without the number before them. */
const words = ({ text }: Clause) =>
  text.replace(
    /^(?:第[\d〇零一二三四五六七八九十百千]+[编章节条]|[（(]?[\d一二三四五六七八九十百]{1,4}[)）、.．])[\s\u3000]*/u,
    '',
  );

interface Run<Token> {
  value: Token[];
  count: number;
  added: boolean;
  removed: boolean;
}

/** Runs of tokens that are the same, gone or new; all gone and all new where the texts are too far apart. */
function runsOf<Token>(before: Token[], after: Token[], maxEditLength: number): Run<Token>[] {
  const runs: Run<Token>[] | undefined = diffArrays(before, after, { maxEditLength });
  return (
    runs ?? [
      { value: before, count: before.length, added: false, removed: true },
      { value: after, count: after.length, added: true, removed: false },
    ]
  );
}

// ---- clauses ------------------------------------------------------------------------------------

/** Clauses that went and came at one place: those that belong together are changed, in the order of the later version. */
function changesBetween(gone: Clause[], come: Clause[]): ClauseChange[] {
  const partners = pairUp(gone, come);
  const left = new Set(partners.values());
  const changes: ClauseChange[] = [];
  let next = 0;
  for (const clause of come) {
    const partner = partners.get(clause);
    const until = partner ? gone.indexOf(partner) : next;
    for (; next < until; next++) if (!left.has(gone[next]!)) changes.push(whole('removed', gone[next]!));
    changes.push(partner ? changed(partner, clause) : whole('added', clause));
  }
  for (; next < gone.length; next++) if (!left.has(gone[next]!)) changes.push(whole('removed', gone[next]!));
  return changes;
}

function pairUp(gone: Clause[], come: Clause[]): Map<Clause, Clause> {
  const partners = new Map<Clause, Clause>();
  const free = new Set(gone);
  const byPath = new Map(gone.map((clause) => [clause.path, clause]));
  const comparable = gone.length * come.length <= mostPairs;
  const likest = (clause: Clause) =>
    [...free].map((other) => ({ other, score: likeness(other.text, clause.text) })).sort((a, b) => b.score - a.score)[0];
  for (const clause of come) {
    const best = comparable ? likest(clause) : undefined;
    const partner = best && best.score >= alike ? best.other : byPath.get(clause.path);
    if (!partner || !free.has(partner)) continue;
    partners.set(clause, partner);
    free.delete(partner);
  }
  return partners;
}

/** Share 0..1 of the pairs of characters that two texts have in common (Dice). */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size + right.size === 0) return 1;
  return (2 * [...left].filter((pair) => right.has(pair)).length) / (left.size + right.size);
}

const whole = (kind: 'added' | 'removed', { path, text }: Clause): ClauseChange => ({
  kind,
  path,
  pathBefore: null,
  pieces: [{ kind, text }],
});

const changed = (before: Clause, after: Clause): ClauseChange => ({
  kind: 'changed',
  path: after.path,
  pathBefore: before.path === after.path ? null : before.path,
  pieces: diffWords(before.text, after.text),
});

// ---- words --------------------------------------------------------------------------------------

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const tokens = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

/** The words of both texts in one line; joined, "same" and "removed" give the earlier text, "same" and "added" the later one. */
export function diffWords(before: string, after: string): DiffPiece[] {
  const pieces: DiffPiece[] = [];
  for (const { value, added, removed } of runsOf(tokens(before), tokens(after), mostWordEdits)) {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    pieces.push({ kind, text: value.join('') });
  }
  return pieces;
}
