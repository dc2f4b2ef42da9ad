import type { Viewer } from '../domain/access.ts';
import type { Clause } from '../domain/document.ts';
import { effectsOn } from '../domain/effects.ts';
import { chineseDay, type Day } from '../domain/time.ts';
import type { DocumentView } from '../store/contract.ts';
import { toIndexView } from '../text/normalise.ts';
import { namedPlaces, standsAt } from '../text/places.ts';
import { splitSentences } from '../text/sentences.ts';
import { type DraftSentence, evidenceAt } from './draft.ts';
import { bigramsOf } from './support/evidence.ts';
import type { AnswerParts } from './values.ts';
import { amendedLead, titleWithNumber } from './wording.ts';

/**
 * Sentences of a document that a later one has changed are replaced by what that one says of the clause; the rest of the document holds as
 * before. Decisions change clause by clause ("将第八条中的起步价修改为…", 原办法第二条不再执行), and the changed text is often not published anew.
 */
export async function withAmendments(
  quotes: DraftSentence[],
  asOf: Day,
  viewer: Viewer,
  parts: Pick<AnswerParts, 'store'>,
): Promise<DraftSentence[]> {
  const changes = new Map<DraftSentence, DraftSentence[]>();
  for (const quote of quotes) {
    const instead = await amendmentOf(quote, asOf, viewer, parts);
    if (instead) changes.set(quote, instead);
  }
  const unchanged = quotes.filter((quote) => !changes.has(quote));
  const leadOf = (quote: DraftSentence) => [...changes.values()].find((instead) => samePlace(instead.at(-1)!, quote))?.[0];
  const current: DraftSentence[] = [];
  for (const quote of quotes) {
    const instead = changes.get(quote);
    // The words that hold now may have been chosen as well: they are said once, with what they change before them.
    const lead = instead ? undefined : leadOf(quote);
    if (lead && !current.includes(lead)) current.push(lead);
    if (!instead) current.push(quote);
    else if (![...current, ...unchanged].some((other) => samePlace(other, instead.at(-1)!))) current.push(...instead);
  }
  return current.filter((sentence, i) => !isIdle(sentence, current[i + 1]));
}

/** A line that announces nothing any more, or the same as the line behind it. */
const isIdle = (sentence: DraftSentence, next: DraftSentence | undefined) =>
  (isTableLead(sentence) && next?.kind !== 'table') ||
  (sentence.kind === 'notice' && next?.kind === 'notice' && next.text === sentence.text);

const isTableLead = ({ kind, evidence: [place] }: DraftSentence) => kind === 'notice' && place?.clause.kind === 'table_row';

const samePlace = ({ kind, evidence: [a] }: DraftSentence, other: DraftSentence) =>
  kind !== 'notice' && other.kind !== 'notice' && a?.span.clauseId === other.evidence[0]?.span.clauseId;

/** A line that says so and the words that hold now; null where the quoted sentence stands unchanged. */
async function amendmentOf(
  quote: DraftSentence,
  asOf: Day,
  viewer: Viewer,
  { store }: Pick<AnswerParts, 'store'>,
): Promise<DraftSentence[] | null> {
  const [place] = quote.evidence;
  if (!place?.document || quote.kind === 'notice') return null;
  const amending = effectsOn(place.document.document, asOf).filter(({ effect }) => effect.kind === 'amends');
  // The latest change is the one that holds.
  for (const { effect, since } of amending.reverse()) {
    const document = await store.content.document(effect.by.documentId, viewer);
    const clauses = document ? await store.content.clauses(document.document.id, viewer) : [];
    const found = clauses.map((clause) => changeIn(clause, place.clause, quote.text)).find((change) => change !== null);
    if (document && found) return told(document, found, since);
  }
  return null;
}

interface Change {
  clause: Clause;
  start: number;
  end: number;
}

function told(document: DocumentView, { clause, start, end }: Change, since: Day | null): DraftSentence[] {
  const evidence = [evidenceAt(clause, start, end, { versionId: document.versionId, document, faq: null })];
  const lead = amendedLead(titleWithNumber(document.document), since ? chineseDay(since) : '');
  return [
    { kind: 'notice', text: lead, evidence },
    { kind: 'quote', text: clause.text.slice(start, end), evidence },
  ];
}

/** Longest clause of an amending document that is quoted whole. */
const wholeLength = 200;

/** The words of an amending clause that change the quoted sentence. */
function changeIn(clause: Clause, changed: Clause, quoted: string): Change | null {
  if (clause.kind === 'heading' || !changes(clause.text, changed.path, quoted)) return null;
  if (clause.text.length <= wholeLength) return { clause, start: 0, end: clause.text.length };
  const sentence = splitSentences(clause.text).find(({ start, end }) =>
    changes(clause.text.slice(start, end), changed.path, quoted),
  );
  return sentence ? { clause, ...sentence } : null;
}

const changing = /修改为|改为|调整为|不再(?:执行|适用|施行)|停止(?:执行|施行)|删[去除]|废止/;
/** Articles of another text: 《…法》第三条. */
const ofAnotherText = /《[^》]*》(?:[（(][^）)]*[）)])?第[^条]{1,6}条[^，,。；]*/g;
/** "第八条运价标准中的起步价修改为", "第三条关于工本费的规定停止执行": only what holds these words is changed. */
const partChanged =
  /条[^，,。；“]{0,12}?中(?:的|关于)?(?<part>[^“”"，,。；]{2,20}?)(?:修改为|改为|调整为|的?规定)|条(?:中)?关于(?<matter>[^，,。；]{2,16}?)的(?:规定|内容|条款)/;
/** "“期限为6年”修改为", "由“每季度一次”修改为", "“前款规定的证件”删去": the words that no longer hold. */
const oldWords = /[“"](?<words>[^“”"]{2,80})[”"](?:的规定)?(?:修改为|改为|调整为|删[去除]|一句)/g;

/** Whether an amending text changes a sentence that stands at this path. What is only added (增加一款) leaves the rest as it was. */
export function changes(amending: string, path: string, quoted: string): boolean {
  const text = toIndexView(amending).replace(ofAnotherText, '');
  if (!changing.test(text)) return false;
  const named = namedPlaces(text);
  const exact = named.filter((place) => !named.some((other) => other.startsWith(`${place}/`)));
  if (!exact.some((place) => standsAt(path, place))) return false;
  const { part, matter } = partChanged.exec(text)?.groups ?? {};
  const replaced = [part, matter, ...[...text.matchAll(oldWords)].map(({ groups }) => groups?.words)].filter(
    (words) => words !== undefined,
  );
  const view = toIndexView(quoted);
  return replaced.length === 0 || replaced.some((words) => holds(view, words)) || isSaidAnew(view, text);
}

/** A table row holds a sentence's words in other order and with the names of its columns between them; figures must be the same. */
const leastHeld = 0.7;

function holds(view: string, words: string): boolean {
  if (view.includes(words)) return true;
  const figures = words.match(/\d+(?:\.\d+)?/g) ?? [];
  const pairs = [...bigramsOf(words)];
  return pairs.length > 2 && figures.every((figure) => view.includes(figure)) && shareIn(pairs, view) >= leastHeld;
}

/** Most of the sentence stands in the change once more: "室温低于18℃的，按日退还…" with another rate. */
const leastSaidAnew = 0.6;

function isSaidAnew(view: string, amending: string): boolean {
  const pairs = [...bigramsOf(view)];
  return pairs.length > 4 && shareIn(pairs, amending) >= leastSaidAnew;
}

const shareIn = (pairs: string[], text: string) => pairs.filter((pair) => text.includes(pair)).length / pairs.length;
