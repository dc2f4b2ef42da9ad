import { addDays, type Clock, dayOf } from '../../domain/time.ts';
import { outOfForce, standingOn } from '../../domain/validity.ts';
import type { Store } from '../../store/contract.ts';
import type { AnswerFilter, GivenAnswer } from '../../store/contract-flags.ts';
import { redact } from '../../text/personal-data.ts';
import { auditOf } from '../audit.ts';
import { staffViewer } from '../entries/basis.ts';
import { csvOf } from '../import/write-table.ts';
import type { Member } from '../member.ts';
import { startOf, wordsOf } from './basis-state.ts';
import type { Flags } from './flags.ts';

/**
 * Words that answers were given from and that no longer hold. words: the text is another one now; withdrawn: it was taken down;
 * basis: the entry stands, but what it rests on changed or lapsed; lapsed: the document has lapsed since.
 */
export type RecallCause = 'words' | 'withdrawn' | 'basis' | 'lapsed';

export interface Recall {
  /** Names it in requests. */
  id: string;
  cause: RecallCause;
  itemId: string;
  kind: 'document' | 'faq';
  title: string;
  unitId: string | null;
  clauseId: string | null;
  /** Place of the clause, for people. */
  place: string | null;
  /** Since when the words do not hold, an instant; null where nobody can tell. */
  since: string | null;
  words: string;
  oldText: string | null;
  newText: string | null;
  answers: number;
  /** Not handled yet. */
  open: number;
}

interface Found extends Recall {
  filter: AnswerFilter;
}

const causeWords: Record<RecallCause, string> = {
  words: '答复所引用的文字已有变化',
  withdrawn: '答复所引用的内容已撤下',
  basis: '所引用问答的依据有变化',
  lapsed: '答复所引用的文件已失效或废止',
};

const idOf = (...parts: (string | null)[]) => parts.map((part) => part ?? '').join('~');

/** 更正清单: the answers that were given from words which no longer hold. Who is told, and how, is up to the desk; here it is marked. */
export function createRecalls(store: Store, clock: Clock, flags: Pick<Flags, 'all'>) {
  /** Every one of them; answers that were handled long ago make none. */
  async function all(): Promise<Found[]> {
    const found = [...(await ofWords(store)), ...(await ofBasis(store, await flags.all())), ...(await ofLapsed(store, clock))];
    return found
      .filter(({ answers }) => answers > 0)
      .sort((a, b) => Number(b.open > 0) - Number(a.open > 0) || (b.since ?? '').localeCompare(a.since ?? ''));
  }

  async function reachable(by: Member): Promise<Found[]> {
    return (await all()).filter(({ kind, unitId }) => kind === 'document' || by.inScope(unitId));
  }

  async function answersOf(id: string, by: Member, page: Pick<AnswerFilter, 'open' | 'limit' | 'offset'>) {
    const recall = (await reachable(by)).find((one) => one.id === id);
    if (!recall) return null;
    const { filter, ...shown } = recall;
    return { recall: shown, ...(await store.flags.answersFrom({ ...filter, ...page })) };
  }

  return {
    async list(by: Member): Promise<Recall[]> {
      return (await reachable(by)).map(({ filter: _filter, ...recall }) => recall);
    },

    /** The answers of one; null when it is not there (any more). */
    answers: answersOf,

    /** Marks answers, or all open ones of a recall, as seen to; with `undo` takes the mark away again. Returns how many. */
    async handle(
      id: string,
      choice: { answerIds: string[] | null; note: string | null; undo: boolean },
      by: Member,
    ): Promise<number> {
      const found = await answersOf(id, by, { open: !choice.undo, limit: 100_000 });
      const wanted = (found?.answers ?? []).filter(({ answerId }) => choice.answerIds?.includes(answerId) ?? true);
      if (wanted.length === 0 || !found) return 0;
      const now = clock.now();
      const note = choice.undo || choice.note === null ? null : redact(choice.note).text;
      await store.apply([
        {
          type: 'handle_answers',
          answerIds: wanted.map(({ answerId }) => answerId),
          itemId: found.recall.itemId,
          clauseId: found.recall.clauseId,
          by: choice.undo ? null : by.actor.name,
          at: now.toISOString(),
          note,
        },
        auditOf(now, by.actor, {
          action: choice.undo ? 'recall.reopen' : 'recall.handle',
          subject: found.recall.itemId,
          detail: `${found.recall.title}；${wanted.length} 条答复${note ? `；${note}` : ''}`,
        }),
      ]);
      return wanted.length;
    },

    /** Of all within reach, or of one; opens in Excel. */
    async csv(by: Member, id?: string): Promise<Uint8Array> {
      const recalls = (await reachable(by)).filter((one) => id === undefined || one.id === id);
      const rows: string[][] = [];
      for (const recall of recalls) {
        const { answers } = await store.flags.answersFrom({ ...recall.filter, limit: 100_000 });
        rows.push(...answers.map((answer) => csvRow(recall, answer)));
      }
      return csvOf({ header: csvHeader, rows });
    },

    /** Ids of answers that wait to be corrected: they are kept until then. */
    async openAnswerIds(): Promise<string[]> {
      const ids = new Set<string>();
      for (const { filter, open } of await all()) {
        if (open === 0) continue;
        const { answers } = await store.flags.answersFrom({ ...filter, open: true, limit: 100_000 });
        for (const { answerId } of answers) ids.add(answerId);
      }
      return [...ids];
    },
  };
}

async function ofWords(store: Store): Promise<Found[]> {
  const changed = await store.flags.changedWords();
  return changed
    .filter(
      ({ newText, oldText, reviewState }) =>
        reviewState === 'withdrawn' || newText === null || wordsOf(newText) !== wordsOf(oldText),
    )
    .map((one): Found => {
      const cause = one.reviewState === 'withdrawn' ? 'withdrawn' : 'words';
      const { itemId, kind, title, clauseId, unitId, oldText, newText, answers, open, versionId } = one;
      return {
        id: idOf(cause, itemId, clauseId, versionId),
        cause,
        itemId,
        kind,
        title,
        unitId,
        clauseId,
        place: kind === 'faq' ? null : one.path,
        since: one.changedAt,
        words: causeWords[cause],
        oldText,
        newText: cause === 'withdrawn' ? null : newText,
        answers,
        open,
        filter: { itemId, clauseId, versionId },
      };
    });
}

/** Answers from entries as they are published now, while what they rest on is another thing. */
async function ofBasis(store: Store, flagged: Awaited<ReturnType<Flags['all']>>): Promise<Found[]> {
  return Promise.all(
    flagged.map(async ({ itemId, question, unitId, reasons }): Promise<Found> => {
      const filter = { itemId };
      const { total, open } = await store.flags.answersFrom({ ...filter, limit: 0 });
      const [reason] = reasons;
      return {
        id: idOf('basis', itemId, null),
        cause: 'basis',
        itemId,
        kind: 'faq',
        title: question,
        unitId,
        clauseId: null,
        place: reason?.label ?? null,
        since: reason?.since ?? null,
        words: reasons.length === 1 ? reason!.words : reasons.map(({ label, words }) => `${label}：${words}`).join('；'),
        oldText: reason?.oldText ?? null,
        newText: reason?.newText ?? null,
        answers: total,
        open,
        filter,
      };
    }),
  );
}

/** Answers from documents that held when they were given; later ones said that it had lapsed. */
async function ofLapsed(store: Store, clock: Clock): Promise<Found[]> {
  const today = dayOf(clock.now());
  const documents = await store.content.documentsByIds(await store.flags.citedDocuments(), staffViewer(today));
  const found: Found[] = [];
  for (const { document } of documents.values()) {
    const { status, by, expiresOn } = standingOn(document, today);
    if (!outOfForce(status) || status === 'not_yet') continue;
    const day = by?.since ?? document.repealedOn ?? (expiresOn && addDays(expiresOn, 1));
    if (!day) continue;
    const since = startOf(day);
    const filter = { itemId: document.id, before: since };
    const { total, open } = await store.flags.answersFrom({ ...filter, limit: 0 });
    found.push({
      id: idOf('lapsed', document.id, null),
      cause: 'lapsed',
      itemId: document.id,
      kind: 'document',
      title: document.title,
      unitId: null,
      clauseId: null,
      place: document.documentNumber,
      since,
      words: causeWords.lapsed,
      oldText: null,
      newText: null,
      answers: total,
      open,
      filter,
    });
  }
  return found;
}

const csvHeader = [
  '提问时间',
  '渠道',
  '问题',
  '当时的答复',
  '引用的内容',
  '位置',
  '为什么要更正',
  '变动时间',
  '原来的文字',
  '现在的文字',
  '处理人',
  '处理时间',
  '备注',
  '答复编号',
];
const channelWords: Record<string, string> = { web: '网页', hotline: '热线', window: '窗口' };

/** Seconds are enough, in Shanghai. */
const shown = (instant: string | null) =>
  instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const csvRow = (recall: Recall, answer: GivenAnswer): string[] => [
  shown(answer.askedAt),
  channelWords[answer.channel] ?? answer.channel,
  answer.question,
  answer.answer,
  recall.title,
  recall.place ?? '',
  recall.words,
  shown(recall.since),
  recall.oldText ?? '',
  recall.newText ?? '',
  answer.handledBy ?? '',
  shown(answer.handledAt),
  answer.note ?? '',
  answer.answerId,
];
