import { ConflictError, NotFoundError } from '../../domain/errors.ts';
import type {
  FeedbackFilter,
  FeedbackView,
  Gap,
  GapFilter,
  GapKind,
  GapReport,
  ReportChange,
  ReportReader,
} from '../contract-reports.ts';
import { type Connection, translated } from './connection.ts';

const gapColumns = `g.id, g.kind, g.state, g.question, g.question_key AS questionKey, g.reason, g.channel,
  nullif(g.answer_id, '') AS answerId, g.item_id AS itemId, g.clause_id AS clauseId, g.unit_id AS unitId,
  g.result_item_id AS resultItemId, g.at, g.last_at AS lastAt, g.handled_by AS handledBy, g.handled_name AS handledName,
  g.handled_at AS handledAt, g.note, g.revision, (SELECT count(DISTINCT coalesce(r.answer_id, r.id)) FROM gap_reports r WHERE r.gap_id = g.id) AS reports`;
const reportColumns = `id, gap_id AS gapId, at, reporter_id AS reporterId, reporter_name AS reporterName, channel, question,
  words, answer_id AS answerId`;
const feedbackColumns = `f.id, f.answer_id AS answerId, f.helpful, f.reason, f.comment, f.at, f.handled_by AS handledBy,
  f.handled_name AS handledName, f.handled_at AS handledAt, f.note, a.question, a.channel, a.response`;

const defaultPageSize = 50;

/** What desks report and what readers say about answers. */
export function reportReader(connection: Connection): ReportReader {
  return {
    async gaps(filter) {
      const { where, parameters } = gapConditions(filter);
      const order = filter.byReports ? 'reports DESC, g.last_at DESC, g.id' : 'g.last_at DESC, g.id';
      return translated(() => ({
        total: countOf(connection, `FROM gaps g WHERE ${where}`, parameters),
        gaps: connection.all<Gap>(
          `SELECT ${gapColumns} FROM gaps g WHERE ${where} ORDER BY ${order} LIMIT @limit OFFSET @offset`,
          parameters,
        ),
      }));
    },
    async gap(id) {
      return translated(() => gapOf(connection, id) ?? null);
    },
    async gapReports(gapId) {
      const sql = `SELECT ${reportColumns} FROM gap_reports WHERE gap_id = @gapId ORDER BY at DESC, id`;
      return translated(() => connection.all<GapReport>(sql, { gapId }));
    },
    async gapReport(id) {
      return translated(() => reportOf(connection, id) ?? null);
    },
    async waitingGaps() {
      const sql = `SELECT unit_id AS unitId, kind, count(*) AS count FROM gaps WHERE state IN ('open', 'taken')
        GROUP BY unit_id, kind ORDER BY unit_id, kind`;
      return translated(() => connection.all<{ unitId: string | null; kind: GapKind; count: number }>(sql));
    },
    async feedback(filter) {
      const { where, parameters } = feedbackConditions(filter);
      const from = `FROM feedback f JOIN answers a ON a.id = f.answer_id WHERE ${where}`;
      return translated(() => ({
        total: countOf(connection, from, parameters),
        feedback: connection
          .all<FeedbackRow>(`SELECT ${feedbackColumns} ${from} ORDER BY f.at DESC, f.id LIMIT @limit OFFSET @offset`, parameters)
          .map(feedbackOf),
      }));
    },
  };
}

const countOf = (connection: Connection, from: string, parameters: Record<string, unknown>) =>
  connection.get<{ total: number }>(`SELECT count(*) AS total ${from}`, parameters)?.total ?? 0;

const gapOf = (connection: Connection, id: string) =>
  connection.get<Gap>(`SELECT ${gapColumns} FROM gaps g WHERE g.id = @id`, { id });

const reportOf = (connection: Connection, id: string) =>
  connection.get<GapReport>(`SELECT ${reportColumns} FROM gap_reports WHERE id = @id`, { id });

type Condition = [asked: unknown, sql: string, parameters?: Record<string, unknown>];

/** Only the conditions that are asked for. */
function conditionsOf(conditions: Condition[], page: { limit?: number; offset?: number }) {
  const asked = conditions.filter(([value]) => value !== undefined && value !== '' && value !== false);
  return {
    where: asked.length > 0 ? asked.map(([, sql]) => sql).join(' AND ') : '1',
    parameters: Object.assign(
      { limit: page.limit ?? defaultPageSize, offset: page.offset ?? 0 },
      ...asked.map(([, , parameters]) => parameters),
    ) as Record<string, unknown>,
  };
}

function gapConditions(filter: GapFilter) {
  const { kind, states, unitIds, unitId, itemId, resultItemId, reporterId, channel, query, handledSince } = filter;
  return conditionsOf(
    [
      [kind, 'g.kind = @kind', { kind }],
      [states, 'g.state IN (SELECT value FROM json_each(@states))', { states: JSON.stringify(states) }],
      [
        unitIds,
        '(g.unit_id IS NULL OR g.unit_id IN (SELECT value FROM json_each(@unitIds)))',
        { unitIds: JSON.stringify(unitIds) },
      ],
      [unitId, 'g.unit_id IS @unitId', { unitId }],
      [itemId, 'g.item_id = @itemId', { itemId }],
      [resultItemId, 'g.result_item_id = @resultItemId', { resultItemId }],
      [reporterId, 'g.id IN (SELECT gap_id FROM gap_reports WHERE reporter_id = @reporterId)', { reporterId }],
      [channel, 'g.id IN (SELECT gap_id FROM gap_reports WHERE channel = @channel)', { channel }],
      [query, 'instr(g.question, @query)', { query }],
      [handledSince, 'g.handled_at >= @handledSince', { handledSince }],
    ],
    filter,
  );
}

type FeedbackRow = Omit<FeedbackView, 'helpful' | 'answer' | 'status' | 'itemIds'> & {
  helpful: number | null;
  response: string;
};

function feedbackOf({ helpful, response, ...row }: FeedbackRow): FeedbackView {
  const { answer, status, citations } = JSON.parse(response);
  const itemIds = [...new Set<string>(citations.map((citation: { documentId: string }) => citation.documentId))];
  return { ...row, helpful: helpful === null ? null : helpful === 1, answer, status, itemIds };
}

function feedbackConditions(filter: FeedbackFilter) {
  const { helpful, reason, handled, commented, itemId, from, to } = filter;
  return conditionsOf(
    [
      [helpful === undefined ? undefined : String(helpful), 'f.helpful = @helpful', { helpful: Number(helpful) }],
      [reason, 'f.reason = @reason', { reason }],
      [handled === undefined ? undefined : String(handled), `f.handled_at IS ${handled ? 'NOT NULL' : 'NULL'}`],
      [commented, `f.comment <> ''`],
      [
        itemId,
        `EXISTS (SELECT 1 FROM json_each(a.response, '$.citations') c WHERE c.value ->> 'documentId' = @itemId)`,
        { itemId },
      ],
      [from, 'f.at >= @from', { from }],
      [to, 'f.at < @to', { to }],
    ],
    filter,
  );
}

// ---- writing ------------------------------------------------------------------------------------

type Of<Type extends ReportChange['type']> = Extract<ReportChange, { type: Type }>;

/** Writers of reports and feedback. Each runs inside the transaction of `apply`. */
export const reportWriters = {
  report_gap(connection: Connection, { gap, report }: Of<'report_gap'>): void {
    const equal = connection.get<{ id: string }>(
      `SELECT id FROM gaps WHERE question_key = @questionKey AND question_key <> '' AND kind = @kind AND item_id IS @itemId
        AND state IN ('open', 'taken') ORDER BY at LIMIT 1`,
      { ...gap },
    );
    if (equal) connection.run('UPDATE gaps SET last_at = @at WHERE id = @id', { ...equal, at: report.at });
    else insertGap(connection, gap, report);
    connection.run(
      `INSERT INTO gap_reports (id, gap_id, at, reporter_id, reporter_name, channel, question, words, answer_id)
        VALUES (@id, @gapId, @at, @reporterId, @reporterName, @channel, @question, @words, @answerId)`,
      { ...report, gapId: equal?.id ?? report.gapId },
    );
  },

  put_gap(connection: Connection, { gap, expected }: Of<'put_gap'>): void {
    const { changes } = connection.run(
      `UPDATE gaps SET state = @state, unit_id = @unitId, result_item_id = @resultItemId, handled_by = @handledBy,
        handled_name = @handledName, handled_at = @handledAt, note = @note, revision = @expected + 1
        WHERE id = @id AND revision = @expected`,
      { ...gap, expected },
    );
    if (changes === 0)
      throw new ConflictError(whoChanged(gapOf(connection, gap.id)), `gap ${gap.id} is not at revision ${expected}`);
  },

  take_back_report(connection: Connection, { id }: Of<'take_back_report'>): void {
    const report = reportOf(connection, id);
    if (!report) throw new NotFoundError('没有这条报告', `no report ${id}`);
    connection.run('DELETE FROM gap_reports WHERE id = @id', { id });
    connection.run(
      `DELETE FROM gaps WHERE id = @gapId AND state = 'open' AND revision = 1
        AND NOT EXISTS (SELECT 1 FROM gap_reports WHERE gap_id = @gapId)`,
      { gapId: report.gapId },
    );
  },

  answer_gaps(connection: Connection, { itemId, by, name, at }: Of<'answer_gaps'>): void {
    connection.run(
      `UPDATE gaps SET state = 'answered', handled_by = @by, handled_name = @name, handled_at = @at, revision = revision + 1
        WHERE result_item_id = @itemId AND state IN ('open', 'taken')`,
      { itemId, by, name, at },
    );
  },

  put_feedback(connection: Connection, { feedback }: Of<'put_feedback'>): void {
    const helpful = feedback.helpful === null ? null : Number(feedback.helpful);
    connection.run(
      `INSERT OR REPLACE INTO feedback (id, answer_id, helpful, reason, comment, at)
        VALUES (@id, @answerId, @helpful, @reason, @comment, @at)`,
      { ...feedback, helpful },
    );
  },

  handle_feedback(connection: Connection, { id, by, name, at, note }: Of<'handle_feedback'>): void {
    const { changes } = connection.run(
      'UPDATE feedback SET handled_by = @by, handled_name = @name, handled_at = @at, note = @note WHERE id = @id',
      { id, by, name, at, note },
    );
    if (changes === 0) throw new NotFoundError('没有这条评价', `no feedback ${id}`);
  },
};

function insertGap(connection: Connection, gap: Of<'report_gap'>['gap'], report: GapReport): void {
  connection.run(
    `INSERT INTO gaps (id, kind, state, question, question_key, reason, channel, answer_id, item_id, clause_id, unit_id, at,
      last_at) VALUES (@gapId, @kind, 'open', @question, @questionKey, @reason, @channel, @answerId, @itemId, @clauseId,
      @unitId, @at, @at)`,
    { ...gap, gapId: report.gapId, channel: report.channel, answerId: report.answerId ?? '', at: report.at },
  );
}

const whoChanged = (gap: Gap | undefined) =>
  gap?.handledName ? `这条记录刚由${gap.handledName}处理过，请刷新后再看` : '这条记录刚有变动，请刷新后再看';
