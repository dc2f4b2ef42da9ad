import {
  chineseDigits,
  chineseToNumber,
  chineseUnits,
  digitByDigit,
  numberToChinese,
  plainDecimal,
  tidy,
} from './chinese-number.ts';
import { toIndexViewWithMap } from './normalise.ts';

export { chineseToNumber, numberToChinese };

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
const unitWords =
  '个工作日 工作日 个自然日 自然日 平方米 平方公里 公里 个百分点 个小时 小时 分钟 个月 个季度 个年度 周岁 周年 学分 课时 ' +
  '年 月 日 天 岁 元 倍 人 名 户 套 家 次 级 孩 周 吨 亩 米 层 台 辆';
const ordinalUnits = '编章节条款项类档批期季度级号';
const unitPattern = unitWords.replaceAll(' ', '|');
const digits = chineseDigits;
const units = chineseUnits;
/** No real number is longer; the bound keeps hostile runs of digits cheap. */
const chineseNumber = `[${digits}${units}]{1,24}(?:点[${digits}]{1,12})?`;
const amount = `(?:\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[百千]?[万亿]?|${chineseNumber}`;

const numberPattern = new RegExp(
  [
    `第\\s?(?<ordinal>\\d+|[${digits}${units}]{1,12})\\s?(?<ordinalUnit>[${ordinalUnits}])`,
    `百分之(?<percent>\\d+(?:\\.\\d+)?|${chineseNumber})`,
    `(?<percentDigits>\\d+(?:\\.\\d+)?)\\s?[%﹪]`,
    `(?<range>${amount})(?=(?:至|到|-|~|—)(?:${amount})\\s?(?:${unitPattern}))`,
    `(?<amount>${amount})\\s?余?(?<unit>${unitPattern})`,
    `(?<spelled>[${digits}十][${digits}${units}]{0,23}[万亿])`,
    '(?<plain>(?:\\d+(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)[万亿]?)',
  ].join('|'),
  'gu',
);
/** Every number begins with one of these signs: a quick look before the pattern is tried. */
const numberSign = new RegExp(`[第\\d${digits}${units}]`, 'u');
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

/** One of these holds the number itself. */
const numberGroups = ['ordinal', 'percent', 'percentDigits', 'range', 'amount', 'spelled', 'plain'];

/** The same for a text that is an index view already. */
export function numbersOfView(view: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  if (!numberSign.test(view)) return found;
  for (const match of view.matchAll(numberPattern)) {
    const groups = match.groups as Record<string, string | undefined>;
    const written = numberGroups.reduce<string | undefined>((first, name) => first ?? groups[name], undefined)!;
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
