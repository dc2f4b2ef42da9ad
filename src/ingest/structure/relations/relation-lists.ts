import { findDates } from '../../../text/dates.ts';
import { findDocumentNumbers } from '../../../text/document-number.ts';
import type { Table } from '../../blocks.ts';
import { markerOf } from '../lines/markers.ts';
import { genreEnd } from '../lines/phrases.ts';
import { halfWidth, tight } from '../lines/spelling.ts';
import type { RoleLine } from '../types.ts';
import { lastDays } from '../validity/day-words.ts';
import { type CitedDocument, citedDocuments } from './cited-documents.ts';
import { asWritten, type FoundRelation, statedConfidence } from './relation-draft.ts';

/** What a list says of the documents that stand in it. */
type Intent = 'repeals' | 'prolongs' | 'amends';

const intents: [Intent, RegExp][] = [
  ['prolongs', /继续(?:有效|施行|实施|执行|适用)|予?以?保留|现行有效|延长有效期|有效期延长|^有效$/],
  ['repeals', /废止|失效|停止(?:执行|施行|实施|使用)|作废|撤销|不再(?:执行|有效|适用)/],
  ['amends', /修改|修订|修正|调整表述|打包修/],
];

/** The one thing that words say of listed documents; 'mixed' where they say several, null where none. */
export function intentOf(text: string): Intent | 'mixed' | null {
  const said = intents.filter(([, words]) => words.test(text)).map(([intent]) => intent);
  return said.length > 1 ? 'mixed' : (said[0] ?? null);
}

/**
 * Lists of documents that are repealed, kept or amended, in the text and in tables: each entry is a relation. What is said of
 * the entries stands in the row, else in the line above the list, the caption or the name of the annex, else in the title of
 * the document.
 */
export function relationsOfLists(title: string, lines: RoleLine[]): FoundRelation[] {
  const found: FoundRelation[] = [];
  const ofTitle = isListTitle(title) ? intentOf(title) : null;
  let scope: { intent: Intent | 'mixed' | null; style: string | null } = { intent: ofTitle, style: null };
  for (const line of lines) {
    if (line.role === 'title' || line.role === 'head') continue;
    if (line.kind === 'table' && line.table) {
      const caption = line.table.caption ? intentOf(line.table.caption) : null;
      const cells = line.table.rows.flat().join('\n');
      found.push(...relationsOfTable(line.table, caption ?? scope.intent).map((relation) => asWritten(relation, cells)));
      continue;
    }
    const text = halfWidth(line.text).trim();
    const style = markerOf(line.text)?.style ?? null;
    const entry = scope.intent === null ? null : listEntry(text);
    if (entry && opensList(text) === null) {
      const intent = scope.intent === 'mixed' ? intentOf(text.replace(/《[^》]{0,200}》/g, '')) : scope.intent;
      if (intent && intent !== 'mixed')
        found.push(...entry.map((document) => asWritten(relate(intent, document, text), line.text)));
      continue;
    }
    const opened =
      line.role === 'annex_start' || line.kind === 'heading' || style !== null || /[:：]$/.test(text) || /目录|清单/.test(text)
        ? opensList(text)
        : null;
    if (opened) scope = { intent: opened, style };
    else if (line.role === 'annex_start' || line.role === 'signature') scope = { intent: ofTitle, style: null };
    else if (style !== null && style === scope.style) scope = { intent: ofTitle === scope.intent ? ofTitle : null, style: null };
  }
  return found;
}

const isListTitle = (title: string) =>
  /(?:部分|若干|一批|以下|下列|[一二三四五六七八九十\d]+(?:件|部|个|项)).{0,30}(?:文件|规章|法规|政策|办法|规定)|目录|清理(?:结果|情况)?|文件的(?:决定|通知|公告|通告)$|规章的(?:决定|通知|公告)$/.test(
    title,
  ) && intentOf(title) !== null;

const act = '(?:废止|失效|停止执行|作废|撤销|继续(?:有效|施行|实施|执行)|保留|现行有效|延长有效期|修改|修订|修正)';
const papers = '(?:文件|规章|法规|规定|办法|政策|制度|通知|条例|决定)';
const lists = [
  // 予以废止的规范性文件目录, 二、宣布失效的文件（12件）
  new RegExp(`${act}[^,。;《》]{0,12}的?[^,。;《》]{0,16}${papers}[^,。;《》]{0,8}(?:目录|清单|名单|列表|一览表|[(（].*|$)`),
  // 下列文件同时废止, 以下规章予以修改
  new RegExp(`(?:下列|以下|如下|所列)[^。;《》]{0,24}${papers}[^。;《》]{0,40}${act}`),
  // 决定废止下列文件, 对以下规章作出修改, 保留…目录
  new RegExp(`${act}[^。;《》]{0,20}(?:下列|以下|如下)[^。;《》]{0,24}${papers}`),
];

/** A line that says what is done to the documents below it: "一、予以废止的文件（12件）", "附件2 继续有效的规范性文件目录", "下列文件同时废止：". */
function opensList(text: string): Intent | 'mixed' | null {
  const words = text.replace(/《[^》]{0,200}》/g, '').replace(/[:：。\s]+$/, '');
  return words.length <= 200 && lists.some((pattern) => pattern.test(words)) ? intentOf(words) : null;
}

/** The documents that a line lists: "1.《…》（…号）" or, without 《》, "1. …关于…的通知（…号）"; null for other lines. */
function listEntry(text: string): CitedDocument[] | null {
  const body = text.replace(/^[(（]?[\d一二三四五六七八九十百]{1,4}[)）、.．:]{0,2} ?/, '');
  const cited = citedDocuments(body);
  const first = cited[0];
  if (first && first.start <= 2) return cited;
  const whole = bareTitle(body);
  if (whole) return [whole];
  // "将《…》第三条修改为…", "某某局《…》": a short subject before the title.
  const before = first ? body.slice(0, first.start) : '';
  return first && /^[\p{Script=Han}、 ]{1,40}$/u.test(before) && !/[根依按据照]/.test(before) ? [first] : null;
}

/** "云州市人民政府关于…的通知（云府〔2010〕5号）": a title without 《》 around it and its number; null for other words. */
function bareTitle(body: string): CitedDocument | null {
  const numbers = findDocumentNumbers(body);
  const number = numbers.at(-1);
  if (!number || numbers.length > 1) return null;
  const title = body
    .slice(0, number.start)
    .replace(/[\s(（[,，:：]+$/, '')
    .trim();
  const rest = body.slice(number.end).replace(/^[)）\]]?[ ,，;；。]*/, '');
  if (title.length < 6 || !genreEnd.test(title) || /[。;；]/.test(title) || rest.length > 40) return null;
  return { title, number: number.normalised, start: 0, end: number.end };
}

function relate(intent: Intent, document: CitedDocument, evidence: string): FoundRelation {
  const after = evidence.replace(/《[^》]{0,200}》/g, '');
  const until = intent === 'prolongs' ? (/(?:至|到|有效期)/.test(after) ? lastDays(after).at(-1)?.day : undefined) : undefined;
  const from = intent === 'repeals' ? /(?:自|于)((?:19|20)\d{2}年.{2,8}?日)起?(?:废止|失效|停止)/.exec(after)?.[1] : undefined;
  const day = from ? findDates(from)[0]?.day : undefined;
  return {
    kind: intent,
    title: document.title,
    number: document.number,
    evidence,
    confidence: statedConfidence(document.number),
    ...(until ? { until } : {}),
    ...(day ? { effectiveOn: day } : {}),
  };
}

// ---- tables -------------------------------------------------------------------------------------

interface Columns {
  title: number;
  number: number;
  action: number;
  until: number;
  from: number;
}

const columnNames: Record<keyof Columns, RegExp> = {
  title: /(?:文件|规章|法规|政策|规范性文件|制度)?(?:名称|标题|题目|题名)|^文件$/,
  number: /文号|字号|编号|令号/,
  action: /处理|清理(?:结果|意见|结论)?|^结果|^意见|结论|状态|效力|类别|备注|时效性/,
  until: /有效期(?:至|限|截止)?|有效截止|截止日期|延长至|到期/,
  from: /废止(?:日期|时间)|失效(?:日期|时间)/,
};

/** Every row that names a document. Rows that span the table tell what is done to those below. */
export function relationsOfTable(table: Table, above: Intent | 'mixed' | null): FoundRelation[] {
  const rows = table.rows.map((row) => row.map((cell) => halfWidth(cell).replace(/\s+/g, ' ').trim()));
  const header = rows
    .slice(0, Math.max(1, table.headerRows))
    .find((row) => row.some((cell) => columnNames.title.test(tight(cell)) && cell.length < 16));
  const columns = header ? columnsOf(header) : null;
  // Without words above it, only a table that gives numbers of documents is a list of such.
  if (above === null && (columns === null || columns.number < 0)) return [];
  let intent = above ?? (header ? intentOf(header.filter((cell) => !columnNames.from.test(cell)).join(' ')) : null);
  const found: FoundRelation[] = [];
  for (const row of rows) {
    if (row === header) continue;
    if (row.length > 1 && row.every((cell) => cell === row[0])) {
      intent = intentOf(row[0]!) ?? intent;
      continue;
    }
    const document = documentOfRow(row, columns);
    if (!document) continue;
    const cells = row.filter((_, index) => index !== columns?.title).join(' ');
    const said = intentOf(columns && columns.action >= 0 ? (row[columns.action] ?? '') : cells);
    const own = said && said !== 'mixed' ? said : intent;
    if (!own || own === 'mixed') continue;
    const until =
      own === 'prolongs' && columns && columns.until >= 0 ? lastDays(row[columns.until] ?? '').at(-1)?.day : undefined;
    const from = own === 'repeals' && columns && columns.from >= 0 ? findDates(row[columns.from] ?? '')[0]?.day : undefined;
    const evidence = row.filter((cell, index) => index === 0 || cell !== row[index - 1]).join(' | ');
    found.push({
      kind: own,
      ...document,
      evidence,
      confidence: statedConfidence(document.number),
      ...(until ? { until } : {}),
      ...(from ? { effectiveOn: from } : {}),
    });
  }
  return found;
}

function columnsOf(header: string[]): Columns {
  const find = (name: keyof Columns) => header.findIndex((cell) => columnNames[name].test(tight(cell)));
  return { title: find('title'), number: find('number'), action: find('action'), until: find('until'), from: find('from') };
}

function documentOfRow(row: string[], columns: Columns | null): { title: string | null; number: string | null } | null {
  const titleCell = columns && columns.title >= 0 ? (row[columns.title] ?? '') : (row.find(looksLikeTitle) ?? '');
  const cited = /^《/.test(titleCell) ? citedDocuments(titleCell)[0] : undefined;
  const inTitle = findDocumentNumbers(titleCell)[0];
  const end = inTitle && inTitle.start > 4 ? inTitle.start : undefined;
  const title = cited?.title ?? titleCell.slice(0, end).replace(/[(（[\s]+$/, '');
  const others = row.filter((cell) => cell !== titleCell);
  const numberCell =
    columns && columns.number >= 0 ? row[columns.number] : others.find((cell) => findDocumentNumbers(cell).length === 1);
  const number = findDocumentNumbers(numberCell ?? '')[0]?.normalised ?? cited?.number ?? inTitle?.normalised ?? null;
  if (title.length >= 4 && !/^(?:合计|总计|小计|序号)/.test(title)) return { title, number };
  return number ? { title: null, number } : null;
}

const looksLikeTitle = (cell: string) =>
  /^《/.test(cell) || (cell.length >= 6 && genreEnd.test(cell.replace(/[(（][^()（）]*号[^()（）]*[)）]$/, '')));
