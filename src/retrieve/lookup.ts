import { validityOn } from '../domain/validity.ts';
import type { Candidate, Lookup, LookupHit, LookupRequest, Retriever, UnderstoodQuestion } from './contract.ts';
import { wordsMissing } from './doubt.ts';
import { cutSnippet, findMarks } from './highlight.ts';
import { understand } from './understand.ts';

const snippetLength = 160;
/** Filters throw candidates away, so that many more are read than shown. */
const overFetch = 6;

/** Look-up as you type: the same candidates as for answers, one hit per clause or entry, filtered and highlighted. */
export function createLookup(retriever: Retriever): Lookup {
  return {
    async lookup(request) {
      const question = understand({ question: request.query, asOf: request.asOf, region: request.region ?? null });
      const candidates = await retriever.retrieve({ question, viewer: request.viewer, limit: request.limit * overFetch });
      const wanted = onePerClause(candidates).filter((candidate) => matches(candidate, request));
      return firstHits(wanted, question, request);
    },
  };
}

/** Highlighting costs more than the rest of the work on a hit: only so many are made as are shown. */
function firstHits(candidates: Candidate[], question: UnderstoodQuestion, { query, limit }: LookupRequest): LookupHit[] {
  // A foreign query finds Chinese words: they are what is marked.
  const words = question.language === 'en' ? question.text : query;
  const hits: LookupHit[] = [];
  for (const candidate of candidates) {
    if (hits.length >= limit) break;
    const hit = toHit(candidate, words);
    if (isAbout(hit)) hits.push({ ...hit, missing: wordsMissing(question, candidate) });
  }
  return hits;
}

/** Something always ranks first; a hit is named by the query, shares a stretch of words with it or is near it in meaning. */
const nearEnough = 0.55;
const isAbout = ({ titleMarks, snippetMarks, candidate }: Omit<LookupHit, 'missing'>) =>
  Boolean(candidate.features.namedDocument || candidate.features.namedTitle) ||
  titleMarks.length > 0 ||
  snippetMarks.length > 0 ||
  (candidate.features.cosine ?? 0) >= nearEnough;

function onePerClause(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ view }) => {
    const key = view.itemKind === 'faq' ? view.itemId : `${view.itemId}/${view.clause?.id ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function matches(candidate: Candidate, request: LookupRequest): boolean {
  const record = candidate.document?.document;
  if (request.kind) {
    const kind = record?.kind ?? 'faq';
    if (kind !== request.kind) return false;
  }
  if (!record) return !request.validity && !request.publishedFrom && !request.publishedTo && tagAndUnit(candidate, request);
  if (request.validity && validityOn(record, request.asOf) !== request.validity) return false;
  if (request.issuer && !record.issuer?.includes(request.issuer)) return false;
  if (request.tag && !record.tags.includes(request.tag)) return false;
  if (
    request.region &&
    record.jurisdiction.path.length > 0 &&
    !record.jurisdiction.path.some((place) => request.region?.includes(place))
  )
    return false;
  const published = record.publishedOn ?? record.issuedOn;
  if (request.publishedFrom && (!published || published < request.publishedFrom)) return false;
  if (request.publishedTo && (!published || published > request.publishedTo)) return false;
  return true;
}

function tagAndUnit(candidate: Candidate, request: LookupRequest): boolean {
  const entry = candidate.faq?.entry;
  if (request.issuer && !entry?.unit?.includes(request.issuer)) return false;
  if (request.tag && !entry?.tags.includes(request.tag)) return false;
  return true;
}

function toHit(candidate: Candidate, query: string): Omit<LookupHit, 'missing'> {
  const title = candidate.faq?.entry.question ?? candidate.document?.document.title ?? '';
  const text = candidate.faq?.entry.answer ?? candidate.view.clause?.text ?? '';
  const { snippet, marks } = cutSnippet(text, findMarks(query, text), snippetLength);
  return { candidate, title, titleMarks: findMarks(query, title), snippet, snippetMarks: marks };
}
