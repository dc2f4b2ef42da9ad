import { outOfForce, validityOn } from '../domain/validity.ts';
import type { DocumentView } from '../store/contract.ts';
import { answerWeights } from './answer-weights.ts';
import { type Draft, type DraftSentence, evidenceAt } from './draft.ts';
import { factSentences } from './facts.ts';
import { relatedOf } from './related.ts';
import { needsNotice, validityNotice } from './validity-notice.ts';
import type { AnswerParts, Judged } from './values.ts';

/** The sentences of the clauses that answer, each with its place; what is out of force says so first. */
export async function composeExtract(judged: Judged, parts: AnswerParts): Promise<Draft> {
  const { understood, candidates, viewer } = judged;
  const chosen = judged.judgement.reading.sentences;
  const quotes = chosen.map(
    (unit): DraftSentence => ({
      kind: unit.clause.kind === 'table_row' ? 'table' : 'quote',
      text: unit.text,
      score: unit.score,
      evidence: [
        evidenceAt(unit.clause, unit.start, unit.end, {
          versionId: unit.candidate.view.versionId,
          document: unit.candidate.document,
          faq: null,
        }),
      ],
    }),
  );
  const facts = await factSentences(judged, parts);
  const document = facts[0]?.evidence[0]?.document ?? chosen[0]?.candidate.document ?? null;
  const expired = document !== null && outOfForce(validityOn(document.document, understood.asOf));
  const notice =
    document && needsNotice(document, understood.asOf)
      ? await validityNotice(document, facts[0] ?? quotes[0], understood.asOf, viewer, parts)
      : [];
  const noted = await withNotices(quotes, document, judged, parts);
  const sentences = withinLength([...notice, ...facts, ...noted]);
  return {
    status: expired ? 'expired_only' : 'answered_extract',
    sentences,
    related: relatedOf(
      candidates,
      sentences.flatMap((sentence) => sentence.evidence.flatMap(({ document: cited }) => cited?.document.id ?? [])),
    ),
    faq: null,
  };
}

/** Further documents that are quoted below the first one say how they stand before their first words. */
async function withNotices(
  quotes: DraftSentence[],
  first: DocumentView | null,
  { understood, viewer }: Judged,
  parts: AnswerParts,
): Promise<DraftSentence[]> {
  const seen = new Set(first ? [first.document.id] : []);
  const noted: DraftSentence[] = [];
  for (const quote of quotes) {
    const document = quote.evidence[0]?.document ?? null;
    if (document && !seen.has(document.document.id) && needsNotice(document, understood.asOf))
      noted.push(...(await validityNotice(document, quote, understood.asOf, viewer, parts)));
    if (document) seen.add(document.document.id);
    noted.push(quote);
  }
  return noted;
}

/** Drops sentences from the end that no longer fit; a first sentence that alone is too long is cut at the limit. */
function withinLength(sentences: DraftSentence[]): DraftSentence[] {
  const kept: DraftSentence[] = [];
  let length = 0;
  for (const sentence of sentences) {
    const room = answerWeights.maxLength - length;
    if (sentence.text.length <= room) kept.push(sentence);
    else if (kept.every((other) => other.kind === 'notice') && room > 40) kept.push(cut(sentence, room));
    else continue;
    length += kept.at(-1)?.text.length ?? 0;
  }
  while (kept.length > 1 && kept.at(-1)?.kind === 'notice' && kept.some((sentence) => sentence.kind !== 'notice')) kept.pop();
  return kept;
}

function cut(sentence: DraftSentence, room: number): DraftSentence {
  const text = sentence.text.slice(0, room);
  const evidence = sentence.evidence.map((place) => ({ ...place, span: { ...place.span, end: place.span.start + text.length } }));
  return { ...sentence, text, evidence };
}
