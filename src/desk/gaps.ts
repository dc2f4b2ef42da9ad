import type { Channel } from '../domain/access.ts';
import type { Actor } from '../domain/account.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Change, Store } from '../store/contract.ts';
import type { Gap, GapFilter, GapKind, GapReport } from '../store/contract-reports.ts';
import { redact } from '../text/personal-data.ts';
import { questionKey } from '../text/question-key.ts';
import { auditOf } from './audit.ts';
import { requireUnit } from './units.ts';

export type Gaps = ReturnType<typeof createGaps>;

/** What an agent says with one key: the caller's question as typed, or the text that is wrong. */
export interface GapInput {
  kind: GapKind;
  question: string;
  /** What is missing or wrong, in the agent's words. */
  words: string | null;
  channel: Channel;
  /** The answer that declined, where one was asked for. */
  answerId: string | null;
  /** The entry or document that is wrong; needed with kind `error`. */
  itemId: string | null;
  clauseId: string | null;
  unitId: string | null;
}

/** Whose gaps somebody may handle: these units, or all (null). Gaps of nobody are everybody's. */
export type UnitScope = string[] | null;

/** Longest question and words that are kept, in characters. */
const longest = 500;
const nameless = '坐席上报';

/**
 * Questions that the base could not answer and texts that are said to be wrong, for those who write entries. Every step carries its
 * audit record. Throws NotFoundError, InvalidInputError, ForbiddenError outside the scope, ConflictError when somebody was faster.
 */
export function createGaps(store: Store, clock: Clock) {
  async function gapOf(id: string, scope: UnitScope): Promise<Gap> {
    const gap = await store.reports.gap(id);
    if (!gap) throw new NotFoundError('没有这条记录', `no gap ${id}`);
    if (scope && gap.unitId !== null && !scope.includes(gap.unitId))
      throw new ForbiddenError('这条记录由其他单位处理', `gap ${id} belongs to ${gap.unitId}`);
    return gap;
  }

  async function change(id: string, revision: number, scope: UnitScope, by: Actor, action: string, to: Partial<Gap>) {
    const gap = await gapOf(id, scope);
    const now = clock.now();
    const changed: Gap = { ...gap, ...to, handledBy: by.id, handledName: by.name, handledAt: now.toISOString() };
    const detail = [gap.question, changed.note].filter(Boolean).join('；');
    await store.apply([{ type: 'put_gap', gap: changed, expected: revision }, auditOf(now, by, { action, subject: id, detail })]);
    return gapOf(id, null);
  }

  /**
   * What links these gaps to an item whose next publication answers them, for the change set that begins it. Those that somebody settled
   * meanwhile stay as they are.
   */
  async function linking(ids: string[], itemId: string, scope: UnitScope, by: Actor): Promise<Change[]> {
    const now = clock.now();
    const changes: Change[] = [];
    for (const id of [...new Set(ids)]) {
      const gap = await gapOf(id, scope);
      if (gap.state !== 'open' && gap.state !== 'taken') continue;
      const linked: Gap = { ...gap, state: 'taken', resultItemId: itemId };
      changes.push(
        {
          type: 'put_gap',
          gap: { ...linked, handledBy: by.id, handledName: by.name, handledAt: now.toISOString() },
          expected: gap.revision,
        },
        auditOf(now, by, { action: 'gap.link', subject: id, detail: `${gap.question}；${itemId}` }),
      );
    }
    return changes;
  }

  return {
    /** Keeps it without personal data; one that waits already counts one more. `by` null: nobody in particular. */
    async report(input: GapInput, by: Actor | null): Promise<{ gap: Gap; reportId: string }> {
      const question = redact(input.question).text.trim().slice(0, longest);
      if (!question) throw new InvalidInputError('请写明来电人的问题', 'the question is empty');
      if (input.kind === 'error' && !input.itemId)
        throw new InvalidInputError('请先打开有错的内容再报错', 'an error needs the item that is wrong');
      const words = input.words === null ? null : redact(input.words).text.trim().slice(0, longest) || null;
      const at = clock.now().toISOString();
      const { kind, channel, answerId, itemId, clauseId, unitId } = input;
      const report: GapReport = {
        id: randomId('r'),
        gapId: randomId('g'),
        at,
        reporterId: by?.id ?? null,
        reporterName: by?.name ?? null,
        channel,
        question,
        words,
        answerId,
      };
      const gap = { kind, question, questionKey: questionKey(question), reason: words ?? nameless, itemId, clauseId, unitId };
      const changes: Change[] = [{ type: 'report_gap', gap, report }];
      if (by) changes.push(auditOf(clock.now(), by, { action: 'gap.report', subject: report.id, detail: question }));
      await store.apply(changes);
      const kept = await store.reports.gapReport(report.id);
      return { gap: await gapOf(kept?.gapId ?? report.gapId, null), reportId: report.id };
    },

    /** Undo of one's own report. Throws ConflictError when somebody works on it already. */
    async takeBack(reportId: string, by: Actor): Promise<void> {
      const report = await store.reports.gapReport(reportId);
      if (!report || report.reporterId !== by.id) throw new NotFoundError('没有这条报告', `no report ${reportId} of ${by.id}`);
      const gap = await gapOf(report.gapId, null);
      if (gap.state !== 'open')
        throw new ConflictError(`已由${gap.handledName ?? '编辑'}处理，不能撤回`, `gap ${gap.id} is ${gap.state}`);
      await store.apply([
        { type: 'take_back_report', id: reportId },
        auditOf(clock.now(), by, { action: 'gap.take_back', subject: reportId, detail: report.question }),
      ]);
    },

    /** Last reported first; gaps of the scope and of nobody. */
    list(filter: GapFilter, scope: UnitScope): Promise<{ total: number; gaps: Gap[] }> {
      return store.reports.gaps({ ...filter, ...(scope && { unitIds: scope }) });
    },

    async get(id: string, scope: UnitScope): Promise<{ gap: Gap; reports: GapReport[] }> {
      const gap = await gapOf(id, scope);
      return { gap, reports: await store.reports.gapReports(id) };
    },

    /** Somebody works on it. */
    take: (id: string, revision: number, scope: UnitScope, by: Actor) =>
      change(id, revision, scope, by, 'gap.take', { state: 'taken' }),

    /** Hands it to a unit, or to nobody. */
    async assign(id: string, revision: number, unitId: string | null, scope: UnitScope, by: Actor): Promise<Gap> {
      await requireUnit(store, unitId);
      return change(id, revision, scope, by, 'gap.assign', { unitId });
    },

    linking,

    /** As `linking`, at once. */
    async link(ids: string[], itemId: string, scope: UnitScope, by: Actor): Promise<void> {
      const changes = await linking(ids, itemId, scope, by);
      if (changes.length > 0) await store.apply(changes);
    },

    /** The base answers it already, or something else was done; `note` tells those who reported it. */
    answer(id: string, revision: number, answer: { itemId: string | null; note: string }, scope: UnitScope, by: Actor) {
      const note = wordsOf(answer.note, '请写明怎样答复的，上报的坐席会看到');
      const result = answer.itemId === null ? {} : { resultItemId: answer.itemId };
      return change(id, revision, scope, by, 'gap.answer', { state: 'answered', note, ...result });
    },

    async dismiss(id: string, revision: number, reason: string, scope: UnitScope, by: Actor): Promise<Gap> {
      const note = wordsOf(reason, '请写明不处理的理由，上报的坐席会看到');
      return change(id, revision, scope, by, 'gap.dismiss', { state: 'dismissed', note });
    },

    /** Waits again, for anybody. */
    reopen: (id: string, revision: number, scope: UnitScope, by: Actor) =>
      change(id, revision, scope, by, 'gap.reopen', { state: 'open', note: null, resultItemId: null }),

    /** Those that wait, by unit (null: nobody's) and kind. */
    async waiting(scope: UnitScope): Promise<{ unitId: string | null; kind: GapKind; count: number }[]> {
      const counts = await store.reports.waitingGaps();
      return counts.filter(({ unitId }) => !scope || unitId === null || scope.includes(unitId));
    },
  };
}

/** For the change set that publishes an item: what waited for it is answered in the same moment. */
export const answersGaps = (itemId: string, by: Pick<Actor, 'id' | 'name'>, at: string): Change => ({
  type: 'answer_gaps',
  itemId,
  by: by.id,
  name: by.name,
  at,
});

function wordsOf(words: string, problem: string): string {
  const kept = redact(words).text.trim().slice(0, longest);
  if (!kept) throw new InvalidInputError(problem, 'words are missing');
  return kept;
}
