import { toIndexViewWithMap } from './normalise.ts';

const digitOf: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const smallUnitOf: Record<string, number> = { 十: 10, 拾: 10, 廿: 20, 卅: 30, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const largeUnitOf: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8 };

const digits = Object.keys(digitOf).join('');
const units = Object.keys(smallUnitOf).join('') + Object.keys(largeUnitOf).join('');
const chineseNumber = `[${digits}${units}]+(?:点[${digits}]+)?`;

/**
 * Reads a number written in Chinese (十二, 二〇二三, 两万五千, 三点五, 壹佰), in digits (20,000) or mixed (2.5万).
 * Null when the text is anything else.
 */
export function chineseToNumber(text: string): number | null {
  const mixed = /^(\d+(?:,\d{3})*(?:\.\d+)?)(千|百)?([万亿]?)$/.exec(text);
  if (mixed) {
    const value = Number(mixed[1]!.replaceAll(',', ''));
    return tidy(value * (smallUnitOf[mixed[2] ?? ''] ?? 1) * (largeUnitOf[mixed[3] ?? ''] ?? 1));
  }
  const [whole = '', fraction, ...rest] = text.split('点');
  if (rest.length > 0 || fraction === '') return null;
  const wholeValue = readWhole(whole);
  if (wholeValue === null || fraction === undefined) return wholeValue;
  const decimals = readDigits(fraction);
  return decimals === null ? null : Number(`${wholeValue}.${decimals}`);
}

/** 2.3 * 10000 must be 23000, not 22999.999. */
const tidy = (value: number) => Number(value.toPrecision(15));

function readDigits(text: string): string | null {
  const read = [...text].map((character) => digitOf[character]);
  return read.length > 0 && read.every((digit) => digit !== undefined) ? read.join('') : null;
}

/** 三四年 and 两三天 are no 34 and 23. */
const isRoughly = (positional: string, text: string) =>
  positional.length === 2 && Number(positional[1]) === Number(positional[0]) + 1 && !/[〇零]/.test(text);

function readWhole(text: string): number | null {
  const positional = readDigits(text);
  if (positional !== null) return isRoughly(positional, text) ? null : Number(positional);
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  let lastLarge = 0;
  for (const character of text) {
    const value = digitOf[character];
    const small = smallUnitOf[character];
    const large = largeUnitOf[character];
    if (value !== undefined) {
      if (digit) return null;
      digit = value;
    } else if (small !== undefined) {
      section += small > 10 && small < 100 ? small : (digit ?? 1) * small;
      digit = null;
      lastUnit = small;
    } else if (large !== undefined) {
      const before = section + (digit ?? 0);
      if (before + total === 0) return null;
      // 一亿三千万 adds, 三万亿 multiplies.
      total = lastLarge > large ? total + before * large : (total + before) * large;
      lastLarge = large;
      section = 0;
      digit = null;
      lastUnit = large;
    } else return null;
  }
  if (lastUnit === 1) return null;
  return total + section + tail(text, digit, lastUnit);
}

/** 一百二 is 120 and 三万五 is 35000, but 一百〇二 is 102. */
function tail(text: string, digit: number | null, lastUnit: number): number {
  if (!digit) return 0;
  const afterUnit = smallUnitOf[text.at(-2)!] ?? largeUnitOf[text.at(-2)!];
  return afterUnit !== undefined && lastUnit >= 100 ? (digit * lastUnit) / 10 : digit;
}

const plainDigits = '〇一二三四五六七八九';

/** 12 -> 十二, 20000 -> 二万, 10001 -> 一万零一, 2.5 -> 二点五. Whole part from 0 up to, not including, 10^16. */
export function numberToChinese(value: number): string {
  if (!Number.isFinite(value) || value < 0 || value >= 1e16) throw new RangeError(`not a number to spell out: ${value}`);
  const [whole = '0', fraction] = plainDecimal(value).split('.');
  const spelled = spellWhole(Number(whole));
  return fraction ? `${spelled}点${digitByDigit(fraction)}` : spelled;
}

const digitByDigit = (text: string) => [...text].map((digit) => plainDigits[Number(digit)]).join('');

const plainDecimal = (value: number) => (Number.isInteger(value) ? BigInt(value).toString() : String(value));

function spellWhole(value: number): string {
  if (value === 0) return '零';
  for (const [name, size] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    if (value < size) continue;
    const rest = value % size;
    const gap = rest > 0 && rest < size / 10 ? '零' : '';
    return `${spellWhole(Math.floor(value / size))}${name}${gap}${rest > 0 ? spellSection(rest, size) : ''}`;
  }
  return spellThousands(value).replace(/^一十/, '十');
}

/** The part after 万 or 亿, where ten is 一十. */
const spellSection = (value: number, size: number) => (size === 1e8 && value >= 1e4 ? spellWhole(value) : spellThousands(value));

function spellThousands(value: number): string {
  let spelled = '';
  let gap = false;
  for (const [size, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) gap = spelled !== '';
    else {
      spelled += `${gap ? '零' : ''}${plainDigits[digit]}${name}`;
      gap = false;
    }
  }
  return spelled;
}

/** A number as used in a policy text. `unit` is the word after it, with 万元 turned into 元; 工作日 stays apart from 日. */
export interface FoundNumber {
  raw: string;
  value: number;
  unit: string;
  /** 第十二条 is an ordinal, 百分之五 and 5% have the unit '%'. */
  ordinal: boolean;
  start: number;
  end: number;
}

/** Longest first, so that 个工作日 is never read as 个. */
const unitWords = [
  '个工作日',
  '工作日',
  '个自然日',
  '自然日',
  '平方米',
  '平方公里',
  '公里',
  '个百分点',
  '个小时',
  '小时',
  '分钟',
  '个月',
  '个季度',
  '个年度',
  '周岁',
  '周年',
  '年',
  '月',
  '日',
  '天',
  '岁',
  '元',
  '倍',
  '人',
  '名',
  '户',
  '套',
  '家',
  '次',
  '级',
  '孩',
  '周',
  '吨',
  '亩',
  '米',
  '层',
  '台',
  '辆',
  '学分',
  '课时',
];
const ordinalUnits = '编章节条款项类档批期季度级号';
const unitPattern = unitWords.join('|');
const amount = `(?:\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[百千]?[万亿]?|${chineseNumber}`;

const numberPattern = new RegExp(
  [
    `第\\s?(?<ordinal>\\d+|[${digits}${units}]+)\\s?(?<ordinalUnit>[${ordinalUnits}])`,
    `百分之(?<percent>\\d+(?:\\.\\d+)?|${chineseNumber})`,
    `(?<percentDigits>\\d+(?:\\.\\d+)?)\\s?[%﹪]`,
    `(?<range>${amount})(?=(?:至|到|-|~|—)(?:${amount})\\s?(?:${unitPattern}))`,
    `(?<amount>${amount})\\s?余?(?<unit>${unitPattern})`,
    `(?<spelled>[${digits}十][${digits}${units}]*[万亿])`,
    '(?<plain>(?:\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[万亿]?)',
  ].join('|'),
  'gu',
);
const rangeUnit = new RegExp(`^(?:至|到|-|~|—)(?:${amount})\\s?(?<unit>${unitPattern})`, 'u');

/** Every number in the text that stands with a unit, as an ordinal, as a share, or in digits. Offsets are in the input. */
export function findNumbers(text: string): FoundNumber[] {
  const view = toIndexViewWithMap(text);
  return numbersOfView(view.text).map((found) => {
    const start = view.map[found.start]!;
    const end = view.map[found.end]!;
    return { ...found, raw: text.slice(start, end), start, end };
  });
}

/** The same for a text that is an index view already. */
export function numbersOfView(view: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of view.matchAll(numberPattern)) {
    const groups = match.groups as Record<string, string | undefined>;
    const written = Object.entries(groups).find(([name, text]) => text !== undefined && !/unit/i.test(name))![1]!;
    const value = chineseToNumber(written);
    if (value === null) continue;
    const end = match.index + match[0].length;
    found.push({
      raw: match[0],
      value,
      unit: unitOf(groups, view.slice(end)),
      ordinal: groups.ordinal !== undefined,
      start: match.index,
      end,
    });
  }
  return found;
}

function unitOf(groups: Record<string, string | undefined>, after: string): string {
  if (groups.ordinalUnit) return groups.ordinalUnit;
  if (groups.percent ?? groups.percentDigits) return '%';
  const unit = groups.unit ?? (groups.range ? rangeUnit.exec(after)?.groups?.unit : undefined) ?? '';
  return unit
    .replace(/^个(?=[^月])/, '')
    .replace(/^周岁$/, '岁')
    .replace(/^天$/, '日');
}

/** Telephone numbers, post codes and other digits that count nothing. */
const isCode = ({ raw, unit }: FoundNumber) => unit === '' && (/^0\d/.test(raw) || /\d{12}/.test(raw));

const asToken = (found: FoundNumber) => (isCode(found) ? found.raw : plainDecimal(found.value)).replace('.', 'd');

/**
 * Search tokens of the numbers in an index view: 两万元 and 20000元 both give 20000 and 20000元, 第十二条 gives 12 and art12.
 * Only letters and digits: a decimal point is written d, a share as pct.
 */
export function numberTokens(view: string): string[] {
  return numbersOfView(view).flatMap((found) => {
    const { unit, ordinal } = found;
    const plain = asToken(found);
    if (ordinal) return unit === '条' ? [plain, `art${plain}`] : [plain, `第${plain}${unit}`];
    if (unit === '%') return [plain, `${plain}pct`];
    return unit === '' ? [plain] : [plain, `${plain}${unit}`];
  });
}

/**
 * The text with its numbers in digits and in Chinese, besides the text itself: 第十二条 -> 第十二条, 第12条;
 * 两万元 -> 两万元, 20000元, 2万元, 二万元. Words around the numbers (以上, 超过, 工作日) stay untouched.
 */
export function numberVariants(text: string): string[] {
  const numbers = findNumbers(text);
  if (numbers.length === 0) return [text];
  const rewrite = (spell: (found: FoundNumber) => string) => {
    let result = '';
    let position = 0;
    for (const found of numbers) {
      result += text.slice(position, found.start) + (isCode(found) || found.value >= 1e15 ? found.raw : spell(found));
      position = found.end;
    }
    return result + text.slice(position);
  };
  return [...new Set([text, rewrite(inDigits), rewrite(inTenThousands), rewrite(inChinese)])];
}

/** What follows the number in the raw text: its unit as written, without a 万 that belongs to the number. */
const unitAsWritten = ({ raw }: FoundNumber) => new RegExp(`(?:${unitPattern})$`, 'u').exec(raw)?.[0] ?? '';

function inDigits(found: FoundNumber): string {
  if (found.unit === '%') return `${plainDecimal(found.value)}%`;
  if (found.ordinal) return `第${plainDecimal(found.value)}${found.unit}`;
  return plainDecimal(found.value) + unitAsWritten(found);
}

function inTenThousands(found: FoundNumber): string {
  const whole = found.value >= 1e4 && found.value % 100 === 0 && !found.ordinal;
  return whole ? `${plainDecimal(tidy(found.value / 1e4))}万${unitAsWritten(found)}` : inDigits(found);
}

function inChinese(found: FoundNumber): string {
  if (found.unit === '%') return `百分之${numberToChinese(found.value)}`;
  const isYear = found.unit === '年' && Number.isInteger(found.value) && found.value >= 1000 && found.value < 10000;
  const spelled = isYear ? digitByDigit(String(found.value)) : numberToChinese(found.value);
  return found.ordinal ? `第${spelled}${found.unit}` : spelled + unitAsWritten(found);
}
