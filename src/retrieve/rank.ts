import type { Viewer } from '../domain/access.ts';
import type { DocumentRecord } from '../domain/document.ts';
import { outOfForce, validityOn } from '../domain/validity.ts';
import type { ChunkView, DocumentView, FaqView, Store } from '../store/contract.ts';
import { normaliseDocumentNumber } from '../text/document-number.ts';
import { toIndexView } from '../text/normalise.ts';
import { standsAt } from '../text/places.ts';
import type { RawScore, RawScores } from './candidates.ts';
import type { Candidate, UnderstoodQuestion } from './contract.ts';
import { foldSameText } from './same-text.ts';
import { isOfOtherYear, speaksOfOtherGroup, speaksOfOtherScheme } from './schemes.ts';
import type { RankingWeights } from './weights.ts';

/** Fuses the two scores, reads the best back through visibility, and orders them by all that is known about each. */
export async function rankCandidates(
  store: Store,
  question: UnderstoodQuestion,
  raw: RawScores,
  viewer: Viewer,
  weights: RankingWeights,
  limit: number,
): Promise<Candidate[]> {
  const nearest = Math.max(...[...raw.values()].map((scores) => scores.cosine), 0);
  const fused = [...raw]
    .map(([chunkId, scores]) => ({
      chunkId,
      scores,
      fused: fusedScore(scores, nearest, weights),
    }))
    .sort((a, b) => b.fused - a.fused || (a.chunkId < b.chunkId ? -1 : 1))
    .slice(0, Math.max(limit, 60));
  const views = await store.search.readChunks(
    fused.map((entry) => entry.chunkId),
    viewer,
  );
  const byId = new Map(views.map((view) => [view.chunkId, view]));
  const [documents, faqs] = await readItems(store, views, viewer);
  const candidates = fused.flatMap(({ chunkId, scores, fused: score }) => {
    const view = byId.get(chunkId);
    if (!view) return [];
    const document = documents.get(view.itemId) ?? null;
    const faq = faqs.get(view.itemId) ?? null;
    if (!document && !faq) return [];
    const adjustments = adjust(question, view, document, faq, weights);
    const total = score + Object.values(adjustments).reduce((sum, value) => sum + value, 0);
    return [{ view, document, faq, score: total, features: { ...scores, fused: score, ...adjustments } }];
  });
  return foldSameText(candidates.sort((a, b) => b.score - a.score)).slice(0, limit);
}

/**
 * Cosine and words in one score. Words count by how much of the question they cover: what is asked in official words is found by them,
 * what is asked in the citizen's own by its meaning.
 * @param nearest the best cosine of the question; 0 where nothing was found by meaning, then words alone count
 */
export function fusedScore({ lexical, cosine, coverage }: RawScore, nearest: number, weights: RankingWeights): number {
  if (nearest <= 0) return weights.lexicalMost * lexical;
  const share = Math.min(weights.lexicalMost, Math.max(weights.lexicalLeast, weights.lexicalPerCoverage * coverage));
  return share * lexical + ((1 - share) * cosine) / nearest;
}

async function readItems(
  store: Store,
  views: ChunkView[],
  viewer: Viewer,
): Promise<[Map<string, DocumentView>, Map<string, FaqView>]> {
  const ids = (kind: 'document' | 'faq') => [
    ...new Set(views.filter((view) => view.itemKind === kind).map((view) => view.itemId)),
  ];
  return Promise.all([store.content.documentsByIds(ids('document'), viewer), store.content.faqsByIds(ids('faq'), viewer)]);
}

/** What the item is, beside how well its words fit. Each entry is one named reason, for the report. */
function adjust(
  question: UnderstoodQuestion,
  view: ChunkView,
  document: DocumentView | null,
  faq: FaqView | null,
  weights: RankingWeights,
): Record<string, number> {
  const reasons: Record<string, number> = {};
  if (faq) reasons.reviewedEntry = weights.reviewedEntry;
  if (speaksOfOtherScheme(question.text, evidenceText(view, document, faq))) reasons.otherScheme = weights.otherScheme;
  if (faq && speaksOfOtherGroup(question.text, [faq.entry.question, faq.entry.answer].join('\n')))
    reasons.otherGroup = weights.otherGroup;
  if (!document) return reasons;
  if (view.clause?.path.endsWith('附件说明')) reasons.annexList = weights.annexList;
  else if (view.clause && isTitleLine(view.clause.text)) reasons.titleLine = weights.titleLine;
  const record = document.document;
  if (namesDocument(question, record.documentNumber) || isPageMeant(question, record.id))
    reasons.namedDocument = weights.namedDocument;
  if (namesTitle(question, record.title) || namesTitle(question, record.wrappedTitle)) reasons.namedTitle = weights.namedTitle;
  const share = placeShare(question, view);
  if (share > 0 && (reasons.namedDocument || reasons.namedTitle || question.documentId === record.id))
    reasons.namedArticle = weights.namedArticle * share;
  if (question.documentId === record.id) reasons.currentPage = weights.currentPage;
  if (record.kind === 'consultation_draft') reasons.consultationDraft = weights.consultationDraft;
  if (record.kind === 'news') reasons.news = weights.news;
  if (outOfForce(validityOn(record, question.asOf)) && !reasons.namedDocument) reasons.outOfForce = weights.outOfForce;
  if (isElsewhere(question.region, record.jurisdiction.path)) reasons.otherRegion = weights.otherRegion;
  if (isOfOtherYear(question.text, record.title)) reasons.otherYear = weights.otherYear;
  if (isOtherDistrict(question.text, record)) reasons.otherDistrict = weights.otherDistrict;
  return reasons;
}

/** Everything a reader of this candidate sees: titles, headings, text. */
function evidenceText({ clause }: ChunkView, document: DocumentView | null, faq: FaqView | null): string {
  const entry = faq ? [faq.entry.question, ...faq.entry.similarQuestions, faq.entry.answer] : [];
  return [document?.document.title ?? '', ...entry, ...(clause?.headings ?? []), clause?.text ?? ''].join('\n');
}

const namesDocument = (question: UnderstoodQuestion, number: string | null) =>
  number !== null && question.documentNumbers.includes(normaliseDocumentNumber(number) ?? number);

function namesTitle(question: UnderstoodQuestion, title: string | null): boolean {
  if (!title) return false;
  const own = toIndexView(title).replace(/\s+/g, '');
  return question.titles.some((quoted) => own.includes(toIndexView(quoted).replace(/\s+/g, '')));
}

const isPageMeant = ({ aboutPage, documentId }: UnderstoodQuestion, id: string) => aboutPage === true && documentId === id;

/** 1 where the clause stands at a place that the question names, half where it names an item of the same article, 0 elsewhere. */
function placeShare(question: UnderstoodQuestion, view: ChunkView): number {
  const path = view.clause?.path ?? '';
  const places = question.articles.filter((place) => standsAt(path, place));
  const isRefined = (place: string) => question.articles.some((other) => other.startsWith(`${place}/`));
  if (places.length === 0) return 0;
  return places.every(isRefined) ? 0.5 : 1;
}

/** True when the document belongs to a place that is not the one asked about nor one that contains it. */
function isElsewhere(region: string | null, path: string[]): boolean {
  if (!region || path.length === 0) return false;
  const own = path.at(-1) as string;
  return !region.includes(own) && !path.some((place) => region.endsWith(place));
}

/** 社区, 小区 and the like are no districts. */
const district =
  /\p{Script=Han}{1,3}?(?<!社|小|地|(?<!老)城|园|校|片|辖|全|本|市|郊|景|厂|街|各|该)[区县](?!政府|级|内|域|财政|长)/gu;

/** A district's own rule when the question names another district: what 滨江区 pays says nothing about 高新区. */
export function isOtherDistrict(question: string, { jurisdiction }: Pick<DocumentRecord, 'jurisdiction'>): boolean {
  const own = jurisdiction.level === 'district' ? jurisdiction.path.at(-1) : undefined;
  if (!own || question.includes(own)) return false;
  return (question.match(district) ?? []).length > 0;
}

/** A line that names what follows rather than saying it: short, without an end of sentence or a figure; a bare question; "…如下：". */
export const isTitleLine = (text: string) =>
  (text.length <= 30 && (/[？?]$/.test(text) || !/[。；！，,：:\d]/.test(text))) || /(如下|以下|下列).{0,12}[：:]$/.test(text);
