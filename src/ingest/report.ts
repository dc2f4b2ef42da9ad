import type { Warning } from '../domain/document.ts';

/** One file of the run, or one row of a FAQ list that could not be taken. */
export interface ReportLine {
  file: string;
  title: string;
  /** Chinese, for the reader of the report. */
  reason?: string;
  code?: string;
  /** English, for the developer. */
  detail?: string;
  warnings?: Warning[];
  items?: number;
}

export interface IngestReport {
  sourceId: string;
  dryRun: boolean;
  /** True when the run was stopped before the last file. */
  stopped: boolean;
  created: ReportLine[];
  updated: ReportLine[];
  unchanged: ReportLine[];
  /** The same text at another place: kept as a second address of one document. */
  aliases: ReportLine[];
  deleted: ReportLine[];
  /** Items that staff have taken over at the desk: left as they are. */
  kept: ReportLine[];
  failed: ReportLine[];
  /** New and changed items that came in published, and earlier drafts that this run published without reading them anew. */
  published: ReportLine[];
  /** How the columns of each FAQ list were understood. */
  faqLists: { file: string; columns: Record<string, string>; entries: number }[];
  notes: string[];
}

export function emptyReport(sourceId: string, dryRun: boolean): IngestReport {
  return {
    sourceId,
    dryRun,
    stopped: false,
    created: [],
    updated: [],
    unchanged: [],
    aliases: [],
    deleted: [],
    kept: [],
    failed: [],
    published: [],
    faqLists: [],
    notes: [],
  };
}

/** The report for people: counts first, then what needs a look. */
export function renderReport(report: IngestReport): string {
  const { created, updated, unchanged, aliases, deleted, kept, failed, published } = report;
  const lines = [
    `${report.dryRun ? '试运行（未写入）：' : ''}来源 ${report.sourceId}：新增 ${count(created)}，更新 ${count(updated)}，未变 ${count(unchanged)}，` +
      `同文异址 ${count(aliases)}，发布 ${count(published)}，删除 ${count(deleted)}，失败 ${count(failed)}`,
  ];
  if (report.stopped) lines.push('运行在中途停止；再次运行会接着做完。');
  section(lines, '失败', failed, (line) => `${line.file}：${line.reason}${line.detail ? `（${line.detail}）` : ''}`);
  section(lines, '新增', created, named);
  section(lines, '更新', updated, named);
  section(lines, '同文异址', aliases, (line) => `${line.file}：与《${line.title}》文字相同`);
  const listed = new Set([...created, ...updated]);
  section(
    lines,
    '发布',
    published.filter((line) => !listed.has(line)),
    named,
  );
  section(lines, '删除', deleted, named);
  section(lines, '已由工作人员接管，未改动', kept, named);
  for (const list of report.faqLists) {
    const columns = Object.entries(list.columns).map(([column, meaning]) => `${column}→${meaning}`);
    lines.push(`问答表 ${list.file}：${list.entries} 条；列的含义：${columns.join('，')}`);
  }
  const doubtful = [...created, ...updated].filter((line) => (line.warnings?.length ?? 0) > 0);
  section(lines, '请核对', doubtful, (line) => `${line.file}：${line.warnings!.map((warning) => warning.message).join('；')}`);
  for (const note of report.notes) lines.push(`注意：${note}`);
  return lines.join('\n');
}

const count = (lines: ReportLine[]) => lines.reduce((sum, line) => sum + (line.items ?? 1), 0);
const named = (line: ReportLine) => `${line.file}  ${line.title}${line.items === undefined ? '' : `（${line.items} 条问答）`}`;

/** At most 50 of a kind are listed; the JSON has them all. */
function section(lines: string[], title: string, items: ReportLine[], render: (line: ReportLine) => string): void {
  if (items.length === 0) return;
  lines.push(`${title}：`);
  for (const item of items.slice(0, 50)) lines.push(`  ${render(item)}`);
  if (items.length > 50) lines.push(`  ……另有 ${items.length - 50} 项`);
}
