import type { DocumentView } from '../store/contract.ts';
import type { Candidate } from './contract.ts';

/**
 * One text at several places (the same words under the same title, number and days) is one candidate that names the other
 * places. All its clauses come from the document that was found first, so that an answer cites one of them. Expects and keeps
 * the order by score.
 */
export function foldSameText(candidates: Candidate[]): Candidate[] {
  const byWords = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const words = wordsOf(candidate);
    if (words !== null) byWords.set(words, [...(byWords.get(words) ?? []), candidate]);
  }
  const first = firstPlaces([...byWords.values()]);
  const placeOf = (candidate: Candidate) => first.get(candidate.view.itemId) ?? candidate.view.itemId;
  const folded = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const words = wordsOf(candidate);
    const isTwin = first.has(candidate.view.itemId);
    const key = !isTwin ? candidate.view.chunkId : (words ?? `${placeOf(candidate)} ${candidate.view.chunkKind}`);
    if (folded.has(key)) continue;
    const twins = words === null ? [] : (byWords.get(words) ?? []);
    const shown = twins.find((twin) => twin.view.itemId === placeOf(candidate)) ?? candidate;
    folded.set(key, withPlaces(shown, twins));
  }
  return [...folded.values()];
}

/** What makes two candidates the same; null where a candidate is no clause of a document. */
function wordsOf({ view, document }: Candidate): string | null {
  if (!document || !view.clause) return null;
  const { title, documentNumber, issuedOn, effectiveOn } = document.document;
  return JSON.stringify([title, documentNumber, issuedOn, effectiveOn, view.clause.text, view.chunkKind, view.start]).replace(
    /\s+/g,
    '',
  );
}

/** For every document whose words stand in another one too, the one of them that was found first. */
function firstPlaces(groups: Candidate[][]): Map<string, string> {
  const first = new Map<string, string>();
  for (const group of groups) {
    const ids = [...new Set(group.map(({ view }) => view.itemId))];
    if (ids.length < 2) continue;
    const place = ids.map((id) => first.get(id)).find((id) => id !== undefined) ?? ids[0]!;
    for (const id of ids) if (!first.has(id)) first.set(id, place);
  }
  return first;
}

function withPlaces(candidate: Candidate, twins: Candidate[]): Candidate {
  const others = new Map<string, DocumentView>();
  for (const { view, document } of twins)
    if (document && view.itemId !== candidate.view.itemId) others.set(view.itemId, document);
  return others.size === 0 ? candidate : { ...candidate, sameText: [...others.values()] };
}
