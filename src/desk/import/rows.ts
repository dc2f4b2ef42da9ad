import type { EntryContent } from '../../domain/entry.ts';
import { entryLimits } from '../../domain/entry.ts';
import { machineTalkIn } from '../../text/machine-talk.ts';
import { type PersonalDataKind, redact } from '../../text/personal-data.ts';
import {
  audiencesOfCell,
  type CellResult,
  channelsOfCell,
  clip,
  dayOfCell,
  isFormulaError,
  linesOfCell,
  linkOfCell,
  similarOfCell,
  tagsOfCell,
  textOfCell,
  withoutGuard,
} from './cells.ts';
import { columnByField, type ImportField } from './columns.ts';
import { cellsOfContent } from './export-rows.ts';
import type { ImportTable, TableRow } from './read-table.ts';

/** What is wrong at one place of the file, and what would be right. */
export interface RowFault {
  /** As the sheet numbers it, from 1. */
  row: number;
  /** Letter of the column; null where the file has no such column. */
  letter: string | null;
  /** Header in the file, else the template's. */
  column: string;
  field: ImportField;
  /** The text that stands there, cut at 80 characters. */
  cell: string;
  message: string;
}

/** A row with the fields that the file has columns for. */
export interface ReadRow {
  row: number;
  id: string | null;
  question: string;
  cells: Map<ImportField, string>;
}

/** One row's cells by field, as text. */
export function cellsOf(table: ImportTable, { row, cells }: TableRow): ReadRow {
  const fields = new Map<ImportField, string>();
  for (const { index, field } of table.columns) if (field) fields.set(field, withoutGuard((cells.get(index) ?? '').trim()));
  const question = (fields.get('question') ?? '').replace(/\s+/g, ' ').replace(/^(?:问|Q)\s*[:：]\s*/i, '');
  return { row, id: fields.get('id') || null, question, cells: fields };
}

/** Where the units' names lead; null for a name that nobody has. */
export type UnitOf = (name: string) => string | null;

export interface RowReading {
  content: EntryContent;
  faults: RowFault[];
  /** What a person should know of it; it goes in all the same. */
  remarks: string[];
  /** A name in the column of units that nobody in the system bears. */
  unknownUnit: string | null;
}

/** A mobile number in a contact may be an office's own; everywhere else it is a citizen's, and so are these. */
const personal: Partial<Record<PersonalDataKind, string>> = { resident_id: '身份证号', mobile: '手机号', bank_card: '银行卡号' };
const watched: ImportField[] = [
  'question',
  'similarQuestions',
  'answer',
  'script',
  'internalNote',
  'conditions',
  'materials',
  'steps',
  'contact',
];
const spokenTo: ImportField[] = ['question', 'similarQuestions', 'answer'];

/**
 * Reads one row over the content that it changes (`base`; an empty one for a new entry, whose blank cells keep what it begins with). A
 * field without a column, and a cell that says what the base holds already, leave it exactly as it is.
 */
export function readRow(
  table: ImportTable,
  read: ReadRow,
  base: EntryContent,
  unitOf: UnitOf,
  unitName: (id: string) => string,
): RowReading {
  const faults: RowFault[] = [];
  const remarks: string[] = [];
  let unknownUnit: string | null = null;
  const isNew = base.question === '';
  const shown = cellsOfContent(base, unitName);
  const complain = (field: ImportField, message: string) => faults.push(faultAt(table, read, field, message));

  /** The cell, where it says something other than the base; undefined leaves the base. */
  const changed = (field: ImportField): string | undefined => {
    const cell = read.cells.get(field);
    if (cell === undefined || (cell === '' && isNew) || plain(cell) === plain(shown.get(field) ?? '')) return undefined;
    if (!isFormulaError(cell)) return cell;
    complain(field, '公式没有算出结果：请改成文字或正确的值');
    return undefined;
  };
  const take = <Value>(field: ImportField, parse: (cell: string) => CellResult<Value>, put: (value: Value) => void): void => {
    const cell = changed(field);
    if (cell === undefined) return;
    const result = parse(cell);
    if ('fault' in result) complain(field, result.fault);
    else put(result.value);
  };

  const content: EntryContent = { ...base };
  takeTexts(take, content, read.question);
  takeLists(take, content);
  takeLink(read, changed, complain, content);
  take(
    'unit',
    (cell) => ({ value: cell }),
    (name) => {
      const unitId = name === '' ? null : unitOf(name);
      if (name !== '' && unitId === null) unknownUnit = clip(name, 40);
      // A name that nobody bears leaves it open: another office would get the calls.
      content.unitId = unitId;
    },
  );
  if (read.question === '' && !faults.some(({ field }) => field === 'question')) complain('question', '缺少问题，必须填写');
  if (!read.cells.get('answer') && !faults.some(({ field }) => field === 'answer')) complain('answer', '缺少答案，必须填写');
  const { visibleFrom, visibleUntil } = content;
  if (visibleFrom && visibleUntil && visibleUntil < visibleFrom)
    complain('visibleUntil', `结束日期早于开始日期（${visibleFrom}）`);
  complainOfTexts(read, complain, remarks);
  return { content, faults: inOrder(table, faults), remarks, unknownUnit };
}

type Take = <Value>(field: ImportField, parse: (cell: string) => CellResult<Value>, put: (value: Value) => void) => void;

function takeTexts(take: Take, content: EntryContent, question: string): void {
  take(
    'question',
    () => textOfCell(entryLimits.question)(question),
    (value) => {
      content.question = value ?? '';
    },
  );
  take(
    'answer',
    (cell) => textOfCell(entryLimits.answer)(cell.replace(/^(?:答|A)\s*[:：]\s*/i, '')),
    (value) => {
      content.answer = value ?? '';
    },
  );
  for (const field of ['script', 'internalNote', 'conditions', 'materials', 'steps', 'contact', 'noBasisReason'] as const)
    take(field, textOfCell(entryLimits.text), (value) => {
      content[field] = value;
    });
  for (const field of ['region', 'topic'] as const)
    take(field, textOfCell(60), (value) => {
      content[field] = value;
    });
  for (const field of ['visibleFrom', 'visibleUntil'] as const)
    take(field, dayOfCell, (value) => {
      content[field] = value;
    });
}

function takeLists(take: Take, content: EntryContent): void {
  take('similarQuestions', similarOfCell, (value) => {
    content.similarQuestions = value.filter((similar) => similar !== content.question);
  });
  take(
    'tags',
    (cell) => tagsOfCell(cell, content.question),
    (value) => {
      content.tags = value;
    },
  );
  take('audiences', audiencesOfCell, (value) => {
    if (value.length > 0) content.audiences = value;
  });
  take('channels', channelsOfCell, (value) => {
    if (value.length > 0) content.channels = value;
  });
  // A line that names a clause which the entry rests on already keeps it; others are words.
  take('basis', linesOfCell, (value) => {
    content.basis = content.basis.filter(({ label }) => value.includes(label));
    content.legalBasis = value.filter((line) => !content.basis.some(({ label }) => label === line));
  });
}

/** Address and name stand in two columns. */
function takeLink(
  read: ReadRow,
  changed: (field: ImportField) => string | undefined,
  complain: (field: ImportField, message: string) => void,
  content: EntryContent,
): void {
  const cell = changed('url');
  const name = changed('urlLabel');
  if (cell !== undefined) {
    const result = linkOfCell(cell);
    if ('fault' in result) complain('url', result.fault);
    else {
      const label = read.cells.get('urlLabel') || result.value?.label || '办理入口';
      content.serviceLink = result.value && { url: result.value.url, label: label.slice(0, 60) };
    }
  } else if (name !== undefined && content.serviceLink)
    content.serviceLink = { ...content.serviceLink, label: name || '办理入口' };
  else if (name) complain('url', '写了入口名称，没有写网址');
  if (name !== undefined && name.length > 60) complain('urlLabel', `太长：有 ${name.length} 个字，最多 60 个字`);
}

function complainOfTexts(read: ReadRow, complain: (field: ImportField, message: string) => void, remarks: string[]): void {
  for (const field of watched) {
    const text = read.cells.get(field) ?? '';
    const found = [...new Set(redact(text).found.map(({ kind }) => personal[kind]))].filter((word) => word !== undefined);
    for (const word of found) {
      if (field === 'contact' && word === '手机号') remarks.push('联系方式里有手机号，请确认不是个人号码');
      else complain(field, `疑似公民的${word}：问答会公开，请删去个人信息`);
    }
    if (spokenTo.includes(field) && machineTalkIn(text).length > 0) complain(field, '疑似含有对答复程序的指令或网页代码，请改写');
  }
}

/** Blanks are no difference: sheets and their programs move them. */
const plain = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0\u3000]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

export function faultAt(table: ImportTable, read: ReadRow, field: ImportField, message: string): RowFault {
  const column = table.columns.find((one) => one.field === field);
  return {
    row: read.row,
    letter: column?.letter ?? null,
    column: column?.header ?? columnByField.get(field)!.header,
    field,
    cell: clip(read.cells.get(field) ?? '', 80),
    message,
  };
}

/** From left to right. */
function inOrder(table: ImportTable, faults: RowFault[]): RowFault[] {
  const place = new Map(table.columns.map(({ field, index }) => [field, index]));
  return faults.sort((a, b) => (place.get(a.field) ?? 999) - (place.get(b.field) ?? 999));
}
