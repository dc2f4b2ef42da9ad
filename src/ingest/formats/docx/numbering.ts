import { numberToChinese } from '../../../text/numbers.ts';
import { attribute, child, childrenOf, descendants, type Element, isOn, value } from './xml.ts';

interface Level {
  format: string;
  text: string;
  start: number;
  /** `space`, `tab` or `nothing` between label and text. */
  suffix: string;
  /** The count of every level is shown in figures (isLgl). */
  legal: boolean;
  /** Counted from 1, the level after which this one begins anew; 0: it never does (articles that run on over chapters). */
  restart: number | null;
  /** The paragraph style that stands at this level. */
  style: string | null;
}

/** Where a paragraph stands in the automatic numbering. */
export interface NumberReference {
  numberId: string;
  level: number;
}

/**
 * Automatic numbers of a Word document (ISO/IEC 29500-1, 17.9): 第一条, 一、 and the like are often not in the text but counted by
 * Word. Ask for the labels in document order.
 */
export class Numbering {
  private readonly levels = new Map<string, Map<number, Level>>();
  private readonly abstractOf = new Map<string, string>();
  private readonly counters = new Map<string, number[]>();

  constructor(root: Element | null) {
    if (!root) return;
    const abstract = new Map(
      childrenOf(root, 'abstractNum').map((element) => [attribute(element, 'abstractNumId') ?? '', element]),
    );
    for (const number of childrenOf(root, 'num')) {
      const id = attribute(number, 'numId') ?? '';
      const abstractId = value(number, 'abstractNumId') ?? '';
      const levels = readLevels(linked(abstract.get(abstractId), [...abstract.values()]));
      for (const override of childrenOf(number, 'lvlOverride')) applyOverride(levels, override);
      const restarts = childrenOf(number, 'lvlOverride').some((override) => child(override, 'startOverride'));
      this.levels.set(id, levels);
      this.abstractOf.set(id, restarts ? `num:${id}` : abstractId);
    }
  }

  /** The level that a list keeps for a paragraph style; null where it names none. */
  levelOf(numberId: string, style: string): number | null {
    for (const [index, level] of this.levels.get(numberId) ?? []) if (level.style === style) return index;
    return null;
  }

  /** The next label at this place, such as `第三条`, with what separates it from the text. Null where nothing is counted. */
  next(reference: NumberReference): { label: string; bullet: boolean } | null {
    const levels = this.levels.get(reference.numberId);
    const level = levels?.get(reference.level);
    if (!levels || !level || level.format === 'none') return null;
    const key = this.abstractOf.get(reference.numberId) ?? reference.numberId;
    const counters = this.counters.get(key) ?? [];
    this.counters.set(key, counters);
    for (let i = 0; i < reference.level; i++) counters[i] ??= levels.get(i)?.start ?? 1;
    counters[reference.level] = (counters[reference.level] ?? level.start - 1) + 1;
    for (let i = reference.level + 1; i < counters.length; i++) {
      const restart = levels.get(i)?.restart ?? i;
      if (reference.level < restart) delete counters[i];
    }
    if (level.format === 'bullet') return { label: '', bullet: true };
    const label = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      const format = level.legal ? 'decimal' : (levels.get(place)?.format ?? 'decimal');
      return formatNumber(counters[place] ?? levels.get(place)?.start ?? 1, format);
    });
    const spaced = level.suffix !== 'nothing' && !/[、）)．]$/.test(label.trim());
    return { label: label.trim() + (spaced ? ' ' : ''), bullet: false };
  }
}

/** A list may take its levels from the list that a list style defines (numStyleLink, styleLink). */
function linked(abstract: Element | undefined, all: Element[]): Element | undefined {
  const style = value(abstract, 'numStyleLink');
  return style === undefined ? abstract : (all.find((other) => value(other, 'styleLink') === style) ?? abstract);
}

function readLevels(abstract: Element | undefined): Map<number, Level> {
  const levels = new Map<number, Level>();
  if (!abstract) return levels;
  for (const element of descendants(abstract, 'lvl')) levels.set(Number(attribute(element, 'ilvl') ?? 0), readLevel(element));
  return levels;
}

function readLevel(element: Element): Level {
  const restart = value(element, 'lvlRestart');
  return {
    format: value(element, 'numFmt') ?? 'decimal',
    text: value(element, 'lvlText') ?? '',
    start: Number(value(element, 'start') ?? 1),
    suffix: value(element, 'suff') ?? 'tab',
    legal: child(element, 'isLgl') !== undefined && isOn(value(element, 'isLgl')),
    restart: restart === undefined ? null : Number(restart),
    style: value(element, 'pStyle') ?? null,
  };
}

function applyOverride(levels: Map<number, Level>, override: Element): void {
  const index = Number(attribute(override, 'ilvl') ?? 0);
  const replaced = child(override, 'lvl');
  const start = value(override, 'startOverride');
  const level = levels.get(index);
  if (replaced) levels.set(index, readLevel(replaced));
  else if (level && start !== undefined) levels.set(index, { ...level, start: Number(start) });
}

/** A counter in the number format of ISO/IEC 29500-1, 17.18.59; unknown formats count in digits. */
export function formatNumber(number: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return numberToChinese(number);
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigitalTenThousand':
      return [...String(number)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : String(number);
    case 'decimalEnclosedParen':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2474 + number - 1) : `(${number})`;
    case 'decimalEnclosedFullstop':
      return number >= 1 && number <= 20 ? String.fromCodePoint(0x2488 + number - 1) : `${number}.`;
    case 'ideographEnclosedCircle':
      return number >= 1 && number <= 10 ? String.fromCodePoint(0x3280 + number - 1) : numberToChinese(number);
    case 'chineseLegalSimplified':
      return numberToChinese(number).replace(/[一二三四五六七八九十百千]/g, (sign) => legalSigns[sign] ?? sign);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(number)].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
    case 'upperLetter':
    case 'lowerLetter':
      return letters(number, format === 'upperLetter' ? 65 : 97);
    case 'upperRoman':
      return roman(number);
    case 'lowerRoman':
      return roman(number).toLowerCase();
    case 'ideographTraditional':
      return '甲乙丙丁戊己庚辛壬癸'[number - 1] ?? String(number);
    case 'ideographZodiac':
      return '子丑寅卯辰巳午未申酉戌亥'[number - 1] ?? String(number);
    default:
      return String(number);
  }
}

const legalSigns: Record<string, string> = Object.fromEntries(
  [...'一二三四五六七八九十百千'].map((sign, i) => [sign, [...'壹贰叁肆伍陆柒捌玖拾佰仟'][i]!]),
);

function letters(number: number, first: number): string {
  return String.fromCodePoint(first + ((number - 1) % 26)).repeat(Math.floor((number - 1) / 26) + 1);
}

function roman(number: number): string {
  const values: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = number;
  let text = '';
  for (const [size, sign] of values) {
    while (rest >= size) {
      text += sign;
      rest -= size;
    }
  }
  return text;
}
