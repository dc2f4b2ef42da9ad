import type { AnswerEngine } from '../../answer/contract.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { type Clock, dayOf } from '../../domain/time.ts';
import type { Lookup } from '../../retrieve/contract.ts';
import type { Store } from '../../store/contract.ts';
import { basisEvidence } from '../entries/basis.ts';
import { contentOf, tidied } from '../entries/content.ts';
import { type EntryField, fieldNames } from '../entries/fields.ts';
import { clip, questionKey } from '../import/cells.ts';
import type { KnownCase } from './cases.ts';
import { type Contradiction, contradictions, type Stated, statedIn, unsupported } from './figures.ts';
import { type Impact, impactOf } from './impact.ts';
import { nearTexts } from './near.ts';
import { rememberVectors, type Vectors, WordedEntry } from './wordings.ts';

export interface NearFinding {
  kind: 'faq' | 'document' | 'draft';
  itemId: string;
  clauseId: string | null;
  label: string;
  /** At most 200 characters. */
  text: string;
  nearness: number;
  /** How its document stands where it does not hold; else null. */
  lapsed: string | null;
  /** It asks the same: whoever asks the one would be answered by the other. */
  duplicate: boolean;
}

export interface FigureFinding extends Contradiction {
  field: EntryField;
  /** basis: what the entry rests on; near: another entry or clause. */
  against: 'basis' | 'near';
  label: string;
  itemId: string;
}

export interface EntryCheck {
  near: NearFinding[];
  figures: FigureFinding[];
  /** Figures of the answer that stand nowhere in what it rests on. */
  unsupported: { field: EntryField; value: string; sentence: string }[];
  impact: Impact;
  ms: number;
}

export interface EntryCheckParts {
  store: Store;
  clock: Clock;
  lookup: Lookup;
  answers: Pick<AnswerEngine, 'askWithTrace'>;
  embedder: Vectors;
  cases(): Promise<KnownCase[]>;
  /** Milliseconds that comparing with known questions may take; 1.5 s unless told. */
  patienceMs?: number;
}

/** Entries count as asking the same when they are this much less near than answering demands. */
const hintMargin = 0.08;
/** A text that short asks nothing yet. */
const leastQuestion = 4;
const checked = ['answer', 'script', 'conditions', 'materials', 'steps', 'contact'] as const;

/** What somebody who writes an entry should know while typing. Writes nothing; everything it says is an estimate. */
export function createEntryCheck(parts: EntryCheckParts) {
  const { store, clock, lookup, answers, cases } = parts;
  const { embedder } = parts;
  const vectors = rememberVectors({
    embedPassage: (text) => embedder.embedPassage(text),
    embedQuestion: (text) => embedder.embedQuestion(text),
  });

  return async (typed: EntryContent, itemId: string | null, inScope: InScope = () => true): Promise<EntryCheck> => {
    const begun = performance.now();
    const today = dayOf(clock.now());
    const content = tidied(typed);
    const empty: Impact = { changed: [], asked: 0, cases: 0, compared: 0 };
    const asks = content.question.length >= leastQuestion;
    const near = asks ? await nearTexts(lookup, content, itemId, today) : [];
    const said = checked.flatMap((field) => statedIn(content[field] ?? '').map((one) => ({ ...one, field })));
    const evidence = await basisEvidence(store, content.basis, today);
    const basisTexts = evidence.flatMap(({ basis, text }) =>
      text === null ? [] : [{ label: basis.label, itemId: basis.documentId, known: statedIn(text) }],
    );
    const before = itemId ? await store.entries.entry(itemId) : null;
    const published = before?.governance.reviewState === 'published' ? before : null;
    const impact = asks
      ? await impactOf(
          { store, answers, vectors, cases, patienceMs: parts.patienceMs ?? 1_500 },
          content,
          published && itemId ? { itemId, content: contentOf(published.entry, published.governance) } : null,
          today,
        )
      : empty;
    const allBasis = basisTexts.flatMap(({ known }) => known);
    return {
      near: [...(await sameDrafts(content, itemId, inScope)), ...(await withDuplicates(content, near))],
      figures: [
        ...basisTexts.flatMap(({ label, itemId: documentId, known }) => findings(said, known, 'basis', label, documentId)),
        ...near
          .filter(({ lapsed }) => lapsed === null)
          .flatMap(({ label, itemId: nearId, text }) => findings(said, statedIn(text), 'near', label, nearId)),
      ],
      unsupported:
        basisTexts.length === 0
          ? []
          : unsupported(said, allBasis).map((one) => ({ field: fieldOf(one), value: one.value, sentence: one.sentence })),
      impact,
      ms: Math.round(performance.now() - begun),
    };
  };

  async function withDuplicates(content: EntryContent, near: Awaited<ReturnType<typeof nearTexts>>): Promise<NearFinding[]> {
    const own = await WordedEntry.of(content, vectors);
    const today = dayOf(clock.now());
    const findings: NearFinding[] = [];
    for (const { similarQuestions: _similar, ...one } of near) {
      const duplicate = one.kind === 'faq' && (await own.answers(one.label, today, vectors, hintMargin)).yes;
      findings.push({ ...one, text: clip(one.text, 200), duplicate });
    }
    return findings;
  }

  /** Drafts of new entries are in no index: those with the very same question are found by it. Other units' drafts are nobody else's business. */
  async function sameDrafts({ question }: EntryContent, itemId: string | null, inScope: InScope): Promise<NearFinding[]> {
    const key = questionKey(question);
    if (key === '') return [];
    const same = (await store.flags.draftQuestions()).filter((one) => one.itemId !== itemId && questionKey(one.question) === key);
    const drafts = await Promise.all(same.map((one) => store.drafts.draftOfItem(one.itemId)));
    const known = same.filter((_, index) => drafts[index] && inScope(drafts[index].unitId));
    return known.map((one) => ({
      kind: 'draft',
      itemId: one.itemId,
      clauseId: null,
      label: one.question,
      text: '尚未发布的草稿，问题相同',
      nearness: 1,
      lapsed: null,
      duplicate: true,
    }));
  }
}

/** Whether what belongs to this unit is within reach of whoever asks. */
type InScope = (unitId: string | null) => boolean;
type Said = Stated & { field: EntryField };
const fieldOf = (one: Stated) => (one as Said).field;

function findings(
  said: Said[],
  known: Stated[],
  against: FigureFinding['against'],
  label: string,
  itemId: string,
): FigureFinding[] {
  const found: FigureFinding[] = [];
  for (const field of Object.keys(fieldNames) as EntryField[]) {
    const own = said.filter((one) => one.field === field);
    // Every field is weighed with all that the draft says: a value that stands in another field is known.
    const others = said.filter((one) => one.field !== field);
    for (const one of contradictions(own, known))
      if (!others.some(({ value }) => value === one.known)) found.push({ ...one, field, against, label, itemId });
  }
  return found;
}
