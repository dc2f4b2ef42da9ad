import { findRange, readPlc } from './plc.ts';

/** Properties of a run of bytes of the document stream. */
export interface FormattedRun {
  start: number;
  end: number;
  /** Paragraphs only. */
  style: number;
  modifiers: Buffer;
}

const pageSize = 512;

/** Runs of characters or paragraphs, sorted by their first byte, from the formatted pages that the list names ([MS-DOC] 2.9.33, 2.9.176). */
export function readFormattedPages(list: Buffer, document: Buffer, kind: 'characters' | 'paragraphs'): FormattedRuns {
  const runs: FormattedRun[] = [];
  const seen = new Set<number>();
  for (const { item } of readPlc(list, 4)) {
    const number = item.readUInt32LE(0) & 0x3fffff;
    const page = document.subarray(number * pageSize, (number + 1) * pageSize);
    if (page.length < pageSize || seen.has(number)) continue;
    seen.add(number);
    readPage(page, kind, runs);
  }
  return new FormattedRuns(runs.sort((a, b) => a.start - b.start));
}

/** A list of runs, looked up by byte. */
export class FormattedRuns {
  private readonly runs: FormattedRun[];

  constructor(runs: FormattedRun[]) {
    this.runs = runs;
  }

  at(offset: number): FormattedRun | null {
    const run = this.runs[findRange(this.runs, offset)];
    return run && offset < run.end ? run : null;
  }
}

function readPage(page: Buffer, kind: 'characters' | 'paragraphs', runs: FormattedRun[]): void {
  const count = page[pageSize - 1]!;
  const entrySize = kind === 'characters' ? 1 : 13;
  if (4 * (count + 1) + entrySize * count > pageSize) return;
  for (let i = 0; i < count; i++) {
    const at = 2 * page[4 * (count + 1) + entrySize * i]!;
    const list = at === 0 ? Buffer.alloc(0) : kind === 'characters' ? sized(page, at + 1, page[at]!) : paragraphList(page, at);
    const styled = kind === 'paragraphs' && list.length >= 2;
    runs.push({
      start: page.readUInt32LE(4 * i),
      end: page.readUInt32LE(4 * i + 4),
      style: styled ? list.readUInt16LE(0) : 0,
      modifiers: styled ? list.subarray(2) : list,
    });
  }
}

/** 2.9.174: the length counts words, less one byte; a zero is followed by the length in whole words. */
function paragraphList(page: Buffer, at: number): Buffer {
  const words = page[at]!;
  return words > 0 ? sized(page, at + 1, 2 * words - 1) : sized(page, at + 2, 2 * (page[at + 1] ?? 0));
}

function sized(page: Buffer, start: number, length: number): Buffer {
  return page.subarray(start, Math.min(start + length, pageSize - 1));
}
