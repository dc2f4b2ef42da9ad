import { posix } from 'node:path';
import type { DocumentKind, DocumentRecord, Relation } from '../../../domain/document.ts';
import type { Day } from '../../../domain/time.ts';
import { splitSentences } from '../../../text/sentences.ts';
import { wrappedNameOf } from '../lines/phrases.ts';
import { halfWidth } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';
import { aliasesIn, citedDocuments } from './cited-documents.ts';
import { nameCore } from './name-core.ts';
import { asWritten, RelationCollector, sameForm } from './relation-draft.ts';
import { relationsOfLists } from './relation-lists.ts';
import { prolongedTo, relationsOfSentence } from './relation-sentences.ts';
import { relationsOfTitle } from './relation-titles.ts';

export interface RelationSource {
  title: string;
  wrappedTitle: string | null;
  documentNumber: string | null;
  kind: DocumentKind;
  /** Its own first day in force, or of issue. */
  ownStart: Day | null;
  /** Every line, annexes and tables included. */
  lines: RoleLine[];
  attachments: { name: string; url: string }[];
}

/** Only texts that act say how they stand to others; news and answers retell it. */
const acts = (kind: DocumentKind) => kind === 'policy' || kind === 'notice' || kind === 'guide' || kind === 'consultation_draft';

/** How this document stands to others, by number, title or place, so that it holds even when the other comes later. */
export function readRelations(source: RelationSource): Relation[] {
  const { title, wrappedTitle, documentNumber, kind, lines } = source;
  const collector = new RelationCollector([title, wrappedTitle], documentNumber);
  const paragraphs = mainParagraphs(lines);
  const fromTitle = relationsOfTitle(title, wrappedTitle, kind);
  const predicted = fromTitle.filter((found) => found.kind === 'supersedes');
  for (const found of fromTitle)
    if (found.kind !== 'supersedes')
      collector.add({ ...found, ...numberOfCarried(found, paragraphs), ...endOfProlongation(found.kind, paragraphs, source) });
  if (acts(kind)) {
    const context = {
      ownName: nameCore(wrappedTitle ?? wrappedNameOf(title) ?? title),
      kind,
      aliases: aliasesIn(paragraphs),
      ownStart: source.ownStart,
    };
    for (const paragraph of paragraphs)
      for (const sentence of sentencesOf(paragraph))
        for (const found of relationsOfSentence(sentence, context)) collector.add(asWritten(found, paragraph));
    for (const found of relationsOfLists(title, lines)) collector.add(found);
    const namesForerunner = collector
      .relations()
      .some((relation) => relation.kind === 'supersedes' || relation.kind === 'repeals');
    if (!namesForerunner) for (const found of predicted) collector.add(found);
  }
  if (kind === 'interpretation' && fromTitle.length === 0) for (const found of explainedInText(paragraphs)) collector.add(found);
  return [...collector.relations(), ...source.attachments.map(attachmentRelation)];
}

/** Paragraphs of the text itself, without annexes. */
function mainParagraphs(lines: RoleLine[]): string[] {
  const annex = lines.findIndex((line) => line.role === 'annex_start');
  const main = annex < 0 ? lines : lines.slice(0, annex);
  return main.filter((line) => line.kind !== 'table' && line.role !== 'title').map((line) => line.text);
}

function sentencesOf(paragraph: string): string[] {
  const view = halfWidth(paragraph);
  if (!/[《〔号]/.test(view)) return [];
  return splitSentences(view).map(({ start, end }) => view.slice(start, end));
}

/** The number that the letter cites behind the title of the text it passes on: 《…》（…号）已经同意，现转发给你们. */
function numberOfCarried(
  { kind, title, number }: { kind: string; title: string | null; number: string | null },
  paragraphs: string[],
) {
  if (kind !== 'transmits' || title === null || number !== null) return {};
  const passing = paragraphs.find((paragraph) => /[转印]发|批转/.test(paragraph) && /《/.test(paragraph));
  const cited = citedDocuments(halfWidth(passing ?? '')).find(
    (one) => one.title !== null && sameForm(one.title) === sameForm(title),
  );
  return cited?.number ? { number: cited.number } : {};
}

/** A notice that prolongs names the other in its title and the new end in its text. */
function endOfProlongation(kind: string, paragraphs: string[], { ownStart }: RelationSource) {
  if (kind !== 'prolongs') return {};
  for (const paragraph of paragraphs) {
    for (const { start, end } of splitSentences(halfWidth(paragraph))) {
      const sentence = halfWidth(paragraph).slice(start, end);
      if (!/延长|延续|顺延|继续|有效期/.test(sentence)) continue;
      const named = prolongedTo(sentence, ownStart);
      if (named.until || named.months) return named;
    }
  }
  return {};
}

/** "近日，市民政局印发了《…》（…号）": what an interpretation without a telling title is about. */
function explainedInText(paragraphs: string[]) {
  for (const paragraph of paragraphs.slice(0, 12)) {
    const view = halfWidth(paragraph);
    if (!/印发|出台|发布|公布|制定|修订|颁布|实施|施行/.test(view)) continue;
    const cited = citedDocuments(view).find(
      ({ start }) => !/(?:根据|依据|按照|贯彻|落实)[^。]{0,40}$/.test(view.slice(0, start)),
    );
    if (cited)
      return [{ kind: 'interprets' as const, title: cited.title, number: cited.number, evidence: view, confidence: 0.7 }];
  }
  return [];
}

const fileEnding = /\.(?:docx?|xlsx?|pdf|wps|et|pptx?|zip|rar|jpe?g|png|ofd|txt|rtf|csv|mht(?:ml)?|html?)$/i;

/** The file that a page offers beside its text: found by its place, or by its name where it was kept elsewhere. */
function attachmentRelation({ name, url }: { name: string; url: string }): Relation {
  const plain = name
    .replace(fileEnding, '')
    .replace(/^附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,3}\s*[:：.、]?\s*/, '')
    .trim();
  return {
    kind: 'attachment',
    targetNumber: null,
    targetTitle: plain.length >= 8 ? plain : null,
    targetKey: url || null,
    evidence: name,
    confidence: 0.9,
  };
}

/**
 * Relations as the base keeps them: relative places as seen from the folder ("files/1.doc" of "pages/a.html" is
 * "pages/files/1.doc"), and none to the document itself under a title or number that a person corrected.
 */
export function relationsFrom(
  document: Pick<DocumentRecord, 'canonicalKey' | 'title' | 'wrappedTitle' | 'documentNumber'>,
  relations: Relation[],
): Relation[] {
  const own = [document.title, document.wrappedTitle].flatMap((title) => (title ? [sameForm(title)] : []));
  const isItself = ({ kind, targetNumber, targetTitle }: Relation) =>
    kind !== 'transmits' &&
    (targetNumber === null
      ? targetTitle !== null && own.includes(sameForm(targetTitle))
      : targetNumber === document.documentNumber);
  return relations
    .filter((relation) => relation.kind === 'attachment' || !isItself(relation))
    .map((relation) =>
      relation.targetKey === null ? relation : { ...relation, targetKey: placeFrom(document.canonicalKey, relation.targetKey) },
    );
}

function placeFrom(key: string, place: string): string {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(place)) return place;
  if (/^https?:\/\//i.test(key)) return URL.canParse(place, key) ? new URL(place, key).href : place;
  const path = place.replace(/[?#].*$/, '');
  const plain = decoded(path);
  return posix.normalize(posix.join(posix.dirname(key), plain.replace(/^\/+/, ''))).replace(/^(?:\.\.\/)+/, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
