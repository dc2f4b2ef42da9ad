import type { EntryContent } from '../../domain/entry.ts';
import type { Day } from '../../domain/time.ts';
import { outOfForce, validityNote, validityOn } from '../../domain/validity.ts';
import type { Lookup, LookupHit } from '../../retrieve/contract.ts';
import { basisLabel, staffViewer } from '../entries/basis.ts';

/** An entry or a clause that says something near to the draft. */
export interface NearText {
  kind: 'faq' | 'document';
  itemId: string;
  clauseId: string | null;
  label: string;
  /** What it says, whole. */
  text: string;
  /** Other wordings of an entry. */
  similarQuestions: string[];
  /** Nearness in meaning to the question, 0..1. */
  nearness: number;
  /** How its document stands where it does not hold (已失效 …): its figures contradict nothing. */
  lapsed: string | null;
}

const shownEntries = 6;
const shownClauses = 5;
/** Less near than this is another matter. */
const leastNearness = 0.5;
/** Wordings that are looked up. */
const mostWordings = 3;

/** Published entries and clauses in force or not, nearest first; without the entry that is being written. */
export async function nearTexts(lookup: Lookup, content: EntryContent, itemId: string | null, today: Day): Promise<NearText[]> {
  const found = new Map<string, NearText>();
  const wordings = [content.question, ...content.similarQuestions].filter((one) => one.trim().length > 1).slice(0, mostWordings);
  for (const query of wordings) {
    const hits = await lookup.lookup({
      query,
      viewer: staffViewer(today),
      asOf: today,
      limit: 2 * (shownEntries + shownClauses),
    });
    for (const hit of hits) {
      const near = nearOf(hit, today);
      if (near.itemId === itemId || near.nearness < leastNearness) continue;
      const key = `${near.itemId}/${near.clauseId}`;
      if ((found.get(key)?.nearness ?? 0) < near.nearness) found.set(key, near);
    }
  }
  const sorted = [...found.values()].sort((a, b) => b.nearness - a.nearness);
  const ofKind = (kind: NearText['kind'], most: number) => sorted.filter((one) => one.kind === kind).slice(0, most);
  return [...ofKind('faq', shownEntries), ...ofKind('document', shownClauses)];
}

function nearOf({ candidate: { view, faq, document, features }, title }: LookupHit, today: Day): NearText {
  const nearness = Math.round((features.cosine ?? 0) * 100) / 100;
  if (faq) {
    const { entry } = faq;
    const texts = [entry.answer, entry.script, entry.conditions, entry.materials, entry.steps, entry.contact];
    return {
      kind: 'faq',
      itemId: view.itemId,
      clauseId: null,
      label: entry.question,
      text: texts.filter(Boolean).join('\n'),
      similarQuestions: entry.similarQuestions,
      nearness,
      lapsed: null,
    };
  }
  return {
    kind: 'document',
    itemId: view.itemId,
    clauseId: view.clause?.id ?? null,
    label: document ? basisLabel(document, view.clause) : title,
    text: view.clause?.text ?? '',
    similarQuestions: [],
    nearness,
    lapsed: document && outOfForce(validityOn(document.document, today)) ? validityNote(document.document, today) : null,
  };
}
