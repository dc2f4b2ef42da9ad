import type { Relation, RelationKind } from '../../../domain/document.ts';
import type { Day } from '../../../domain/time.ts';
import { halfWidth, tight } from '../lines/spelling.ts';
import { nameCore } from './name-core.ts';

/** What a reader of titles, sentences or lists found, before it is compared with what was found already. */
export interface FoundRelation {
  kind: RelationKind;
  title: string | null;
  number: string | null;
  evidence: string;
  /** 0..1; what is stated by number and title is surest. */
  confidence: number;
  effectiveOn?: Day | null;
  until?: Day | null;
  months?: number | null;
}

/** Surest: a statement in words that names the other by number; a title alone may be that of another edition. */
export const statedConfidence = (number: string | null) => (number ? 0.95 : 0.85);

/** The words as they are printed: recognition works on a half-width view of the same length. */
export function asWritten(found: FoundRelation, original: string): FoundRelation {
  const view = halfWidth(original);
  const restore = (words: string) => {
    const at = view.indexOf(words);
    return at < 0 ? words : original.slice(at, at + words.length);
  };
  return { ...found, title: found.title === null ? null : restore(found.title), evidence: restore(found.evidence) };
}

/** Kinds of which only one holds between two documents: the surest, and of equals the first. */
const endings: readonly RelationKind[] = ['supersedes', 'repeals', 'amends', 'prolongs'];

/** Titles that differ in width, compatibility characters, case, marks or white space only are the same. */
export const sameForm = (title: string) => tight(title.normalize('NFKC')).toLowerCase();

/** Collects relations: each other document once a kind, never the document itself. */
export class RelationCollector {
  readonly #found: FoundRelation[] = [];
  readonly #own: Set<string>;
  readonly #ownNumber: string | null;

  constructor(ownTitles: (string | null)[], ownNumber: string | null) {
    this.#own = new Set(ownTitles.flatMap((title) => (title ? [sameForm(title)] : [])));
    this.#ownNumber = ownNumber;
  }

  add(found: FoundRelation): void {
    if (!found.title && !found.number) return;
    if (found.number !== null && found.number === this.#ownNumber) return;
    const isItself = found.kind !== 'transmits' && found.number === null && this.#own.has(sameForm(found.title ?? ''));
    if (isItself) return;
    const same = this.#found.findIndex((other) => this.#says(other, found));
    if (same < 0) this.#found.push(found);
    else if (found.confidence > this.#found[same]!.confidence) this.#found[same] = { ...this.#found[same]!, ...found };
  }

  /** Whether both say the same of the same document. */
  #says(a: FoundRelation, b: FoundRelation): boolean {
    const sameKind = a.kind === b.kind || (endings.includes(a.kind) && endings.includes(b.kind));
    if (!sameKind) return false;
    if (a.number && b.number) return a.number === b.number;
    return a.title !== null && b.title !== null && sameForm(a.title) === sameForm(b.title);
  }

  /** The relations found, a predicted forerunner left out where the text names one. */
  relations(): Relation[] {
    return this.#found.map(({ kind, title, number, evidence, confidence, effectiveOn, until, months }) => ({
      kind,
      targetNumber: number,
      targetTitle: title,
      targetKey: null,
      evidence: evidence.trim().slice(0, 200),
      confidence,
      ...(effectiveOn ? { effectiveOn } : {}),
      ...(until ? { until } : {}),
      ...(months ? { months } : {}),
    }));
  }

  has(kinds: RelationKind[], title: string): boolean {
    return this.#found.some(
      (found) => kinds.includes(found.kind) && found.title !== null && nameCore(found.title) === nameCore(title),
    );
  }
}
