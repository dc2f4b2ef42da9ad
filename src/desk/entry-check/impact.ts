import type { AnswerEngine } from '../../answer/contract.ts';
import { isDeclined } from '../../domain/answer.ts';
import type { EntryContent } from '../../domain/entry.ts';
import type { Day } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import type { AskedQuestion } from '../../store/contract-flags.ts';
import { questionTerms } from '../../text/terms.ts';
import { type KnownCase, passes } from './cases.ts';
import { contradictions, statedIn } from './figures.ts';
import { type Vectors, WordedEntry } from './wordings.ts';

/** better, worse: by what can be told; look: it changes, a person has to say. */
export type Verdict = 'better' | 'worse' | 'look';

export interface ChangedQuestion {
  question: string;
  from: 'log' | 'case';
  /** Of a case. */
  caseId: string | null;
  /** How often it was asked. */
  times: number;
  verdict: Verdict;
  /** Chinese: what would change. */
  words: string;
}

export interface Impact {
  changed: ChangedQuestion[];
  /** Questions and cases whose words were compared, and how many of them were near enough to be compared by meaning. */
  asked: number;
  cases: number;
  compared: number;
}

export interface ImpactParts {
  store: Store;
  answers: Pick<AnswerEngine, 'askWithTrace'>;
  vectors: Vectors;
  cases(): Promise<KnownCase[]>;
  /** Milliseconds that comparing may take. */
  patienceMs: number;
}

/** Last questions that are looked at, and those of them, nearest in words, that are compared by meaning. */
const questionsRead = 5_000;
const leastWords = 0.34;
const mostCompared = 60;
/** Of the time for comparing, so much may go into rehearsing present answers; after that what was answered then is taken. */
const rehearsedShare = 2 / 3;

/** What would be answered otherwise if this were published: nothing is written, and the base does not know the draft. */
export async function impactOf(
  parts: ImpactParts,
  draft: EntryContent,
  before: { itemId: string; content: EntryContent } | null,
  today: Day,
): Promise<Impact> {
  const entry = await WordedEntry.of(draft, parts.vectors);
  const old = before && (await WordedEntry.of(before.content, parts.vectors));
  const asked = await parts.store.flags.askedQuestions(questionsRead);
  const cases = await parts.cases();
  const near = [...(await nearest(asked, entry, old)), ...(await nearest(cases, entry, old))]
    .sort((a, b) => b.words - a.words)
    .slice(0, mostCompared);
  const rehearsed = rehearser(parts.answers, parts.patienceMs * rehearsedShare);
  const changed: ChangedQuestion[] = [];
  const until = performance.now() + parts.patienceMs;
  let compared = 0;
  for (const { one } of near) {
    // The nearest come first: on a busy machine the farthest are left out, and the count says so.
    if (performance.now() > until) break;
    compared++;
    const found = await changeOf(one, { parts, draft, before, entry, old, today, rehearsed });
    if (found) changed.push(found);
  }
  const order: Verdict[] = ['worse', 'look', 'better'];
  changed.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || b.times - a.times);
  return { changed, asked: asked.length, cases: cases.length, compared };
}

/** Terms of questions, which are the same each time somebody stops typing. */
const knownTerms = new Map<string, string[]>();

function termsOf(question: string): string[] {
  const terms = knownTerms.get(question) ?? questionTerms(question);
  if (knownTerms.size >= 2 * questionsRead) knownTerms.clear();
  knownTerms.set(question, terms);
  return terms;
}

async function nearest<One extends { question: string }>(all: One[], entry: WordedEntry, old: WordedEntry | null) {
  const found: { one: One; words: number }[] = [];
  for (const [index, one] of all.entries()) {
    const terms = termsOf(one.question);
    const words = Math.max(entry.sharesWords(terms), old?.sharesWords(terms) ?? 0);
    if (words >= leastWords) found.push({ one, words });
    if (index % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

interface Present {
  /** Null: declined. */
  answer: string | null;
  /** Null: by documents. */
  entryId: string | null;
  title: string;
}

/** Asks as a citizen would, without leaving anything behind, until the time is used up. */
function rehearser(answers: ImpactParts['answers'], milliseconds: number) {
  const until = performance.now() + milliseconds;
  return async (question: string, viewer: { today: Day }): Promise<Present | null> => {
    if (performance.now() > until) return null;
    const { response } = await answers.askWithTrace(
      { question, channel: 'web' },
      { viewer: { audiences: ['public'], today: viewer.today }, principal: 'rehearsal', rehearsal: { turns: [] } },
    );
    const [cited] = response.citations;
    const given = !isDeclined(response.status) && response.status !== 'clarify' && response.status !== 'error_internal';
    return {
      answer: given ? response.answer : null,
      entryId: response.status === 'answered_faq' ? (cited?.documentId ?? null) : null,
      title: cited?.title ?? '',
    };
  };
}

interface Context {
  parts: ImpactParts;
  draft: EntryContent;
  before: { itemId: string; content: EntryContent } | null;
  entry: WordedEntry;
  old: WordedEntry | null;
  today: Day;
  rehearsed(question: string, viewer: { today: Day }): Promise<Present | null>;
}

async function changeOf(one: AskedQuestion | KnownCase, context: Context): Promise<ChangedQuestion | null> {
  const { draft, before, entry, old, today, parts } = context;
  const { question } = one;
  const after = await entry.answers(question, today, parts.vectors);
  const isCase = 'expect' in one;
  const was = old ? await old.answers(question, today, parts.vectors) : null;
  if (!after.yes && !was?.yes) return null;
  if (after.yes && was?.yes && before?.content.answer === draft.answer) return null;
  const present = (await context.rehearsed(question, { today })) ?? (isCase ? null : presentOf(one));
  const base = {
    question,
    from: isCase ? ('case' as const) : ('log' as const),
    caseId: isCase ? one.id : null,
    times: isCase ? 0 : one.times,
  };
  if (isCase) {
    if (!present) return null;
    const judged = caseVerdict(one, present, after.yes ? draft.answer : null);
    return judged && { ...base, ...judged };
  }
  const judged = verdictOf(present, { draft, itemId: before?.itemId ?? null, after: after.yes });
  return judged && { ...base, ...judged };
}

/** As it was answered when it was last asked. */
const presentOf = ({ status, itemId, title, answer }: AskedQuestion): Present => ({
  answer: status.startsWith('declined') || status === 'clarify' || status === 'error_internal' ? null : answer,
  entryId: status === 'answered_faq' ? itemId : null,
  title: title ?? '',
});

function verdictOf(
  present: Present | null,
  { draft, itemId, after }: { draft: EntryContent; itemId: string | null; after: boolean },
): { verdict: Verdict; words: string } | null {
  if (!present) return null;
  if (!after) {
    if (itemId === null || present.entryId !== itemId) return null;
    return { verdict: 'worse', words: '现在由这条问答答复，改后可能不再匹配' };
  }
  if (present.answer === null) return { verdict: 'better', words: '现在答不上来，发布后会由这条问答答复' };
  if (present.entryId !== null && present.entryId === itemId)
    return { verdict: 'look', words: '现在由这条问答答复，答案会换成新的' };
  const [other] = contradictions(statedIn(draft.answer), statedIn(present.answer));
  const by = present.entryId ? `问答“${present.title}”` : `文件《${present.title}》的原文`;
  if (other) return { verdict: 'worse', words: `现在由${by}答复，那里是 ${other.known}，这里是 ${other.said}` };
  return {
    verdict: 'look',
    words: present.entryId ? `现在由${by}答复，两条可能争同一个问题` : `现在由${by}答复，发布后会改由这条问答答复`,
  };
}

function caseVerdict(one: KnownCase, present: Present, after: string | null): { verdict: Verdict; words: string } | null {
  const now = passes(one, present.answer);
  const then = passes(one, after ?? present.answer);
  if (now === then) return null;
  if (then) return { verdict: 'better', words: '评测题现在答错，发布后会答对' };
  return {
    verdict: 'worse',
    words: one.expect === 'refuse' ? '评测题要求不答，发布后会答' : '评测题现在答对，发布后答案里缺应有的内容或有不该有的内容',
  };
}
