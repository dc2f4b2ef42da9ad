import { formatNumber } from '../docx/numbering.ts';
import type { ListPlace } from './styles.ts';

/** Names of the number formats ([MS-OSHARED] 2.2.1.3) as far as they are written, in the order of their codes. */
const formats = (
  'decimal upperRoman lowerRoman upperLetter lowerLetter - - - - - ideographDigital japaneseCounting - - decimalFullWidth decimal ' +
  '- japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth - - decimalZero bullet - - decimalEnclosedFullstop ' +
  'decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac - taiwaneseCounting ' +
  '- taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand'
).split(' ');
const noNumber = 0xff;

/** The number format that a code names; null where it is one that is not written. */
export function formatName(code: number): string | null {
  const format = code === noNumber ? 'none' : formats[code];
  return !format || format === '-' ? null : format;
}

interface Level {
  start: number;
  format: string | null;
  /** The label; characters below 9 stand for the number of that level. */
  text: string;
  /** 0 a tab between label and text, 1 a space, 2 nothing. */
  follow: number;
  /** All numbers in digits. */
  legal: boolean;
  /** Counts on where a level above it counts. */
  runsOn: boolean;
}

export interface ListLabel {
  label: string;
  bullet: boolean;
}

/**
 * Automatic numbers of a Word 97 document ([MS-DOC] 2.9.131, 2.9.147): 第一条, 一、 and the like are often not in the text but counted
 * by Word. Ask for the labels in document order.
 */
export class Lists {
  private readonly overrides: { list: number; levels: Level[]; restarts: Set<number> }[] = [];
  private readonly counters = new Map<number, number[]>();

  /** `lists` and what follows it in the table stream, where the levels lie; `overrides` as a whole. */
  constructor(lists: Buffer, levels: Buffer, overrides: Buffer) {
    const known = readLists(lists, levels);
    if (overrides.length >= 4) this.readOverrides(overrides, known);
  }

  /** The next label at this place with what separates it from the text; null where nothing is counted; undefined where it cannot be known. */
  next(place: ListPlace): ListLabel | null | undefined {
    if (place.list === 0) return null;
    const override = this.overrides[place.list - 1];
    const level = override?.levels[place.level];
    if (!override || !level) return undefined;
    const count = this.count(override, place.level);
    if (level.format === 'bullet') return { label: '', bullet: true };
    let known = true;
    const label = [...level.text]
      .map((character) => {
        const index = character.charCodeAt(0);
        if (index > 8) return character;
        const shown = override.levels[index];
        const format = level.legal ? 'decimal' : shown?.format;
        if (format === 'none') return '';
        if (!format) known = false;
        return formatNumber(count[index] ?? shown?.start ?? 1, format ?? 'decimal');
      })
      .join('')
      .trim();
    if (!known) return undefined;
    if (label === '') return null;
    return { label: label + (level.follow !== 2 && !/[、）)．]$/.test(label) ? ' ' : ''), bullet: false };
  }

  private count(override: { list: number; levels: Level[]; restarts: Set<number> }, at: number): number[] {
    const count = this.counters.get(override.list) ?? [];
    this.counters.set(override.list, count);
    for (let i = 0; i < at; i++) count[i] ??= override.levels[i]?.start ?? 1;
    const start = override.levels[at]?.start ?? 1;
    if (override.restarts.delete(at)) count[at] = start;
    else count[at] = (count[at] ?? start - 1) + 1;
    for (let i = at + 1; i < count.length; i++) if (!override.levels[i]?.runsOn) delete count[i];
    return count;
  }

  private readOverrides(bytes: Buffer, lists: Map<number, Level[]>): void {
    const count = bytes.readUInt32LE(0);
    let at = 4 + 16 * count;
    for (let i = 0; i < count && 4 + 16 * (i + 1) <= bytes.length; i++) {
      const list = bytes.readInt32LE(4 + 16 * i);
      const changed = bytes[4 + 16 * i + 12]!;
      const override = { list, levels: [...(lists.get(list) ?? [])], restarts: new Set<number>() };
      at += 4;
      for (let j = 0; j < changed && at + 8 <= bytes.length; j++) at = changeLevel(bytes, at, override);
      this.overrides.push(override);
    }
  }
}

function changeLevel(bytes: Buffer, at: number, override: { levels: Level[]; restarts: Set<number> }): number {
  const flags = bytes.readUInt32LE(at + 4);
  const index = flags & 0xf;
  let end = at + 8;
  if (flags & 0x20) {
    const read = readLevel(bytes, end);
    if (read) override.levels[index] = read.level;
    end = read?.end ?? bytes.length;
  } else if (flags & 0x10 && override.levels[index])
    override.levels[index] = { ...override.levels[index], start: bytes.readInt32LE(at) };
  if (flags & 0x10) override.restarts.add(index);
  return end;
}

function readLists(lists: Buffer, levels: Buffer): Map<number, Level[]> {
  const known = new Map<number, Level[]>();
  if (lists.length < 2) return known;
  let at = 0;
  for (let i = 0; i < lists.readUInt16LE(0) && 2 + 28 * (i + 1) <= lists.length; i++) {
    const entry = 2 + 28 * i;
    const own: Level[] = [];
    const count = lists[entry + 26]! & 1 ? 1 : 9;
    for (let j = 0; j < count; j++) {
      const read = readLevel(levels, at);
      if (!read) return known;
      own.push(read.level);
      at = read.end;
    }
    known.set(lists.readInt32LE(entry), own);
  }
  return known;
}

/** 2.9.150 */
function readLevel(bytes: Buffer, at: number): { level: Level; end: number } | null {
  if (at + 28 > bytes.length) return null;
  const text = at + 28 + bytes[at + 24]! + bytes[at + 25]!;
  if (text + 2 > bytes.length) return null;
  const end = text + 2 + 2 * bytes.readUInt16LE(text);
  if (end > bytes.length) return null;
  const level = {
    start: bytes.readInt32LE(at),
    format: formatName(bytes[at + 4]!),
    text: bytes.toString('utf16le', text + 2, end),
    follow: bytes[at + 15]!,
    legal: (bytes[at + 5]! & 4) !== 0,
    runsOn: (bytes[at + 5]! & 8) !== 0,
  };
  return { level, end };
}
