import { chineseToNumber } from './chinese-number.ts';
import { toIndexView } from './normalise.ts';

/** Kinds of quantities that make a case of a rule: years of age, months, yuan, heads, square metres. */
export type QuantityKind = 'age' | 'duration' | 'money' | 'people' | 'area';

/** `low` and `high` belong to it unless open; durations in months, money in yuan. */
export interface Range {
  kind: QuantityKind;
  low: number;
  high: number;
  lowOpen?: boolean;
  highOpen?: boolean;
}

/** Bounded, so that hostile runs of digits cost little. */
const number = '(?:\\d{1,9}(?:\\.\\d{1,4})?[百千]?万?|[零〇一二两三四五六七八九十百千万半]{1,8})';
const unit =
  '(?:周岁|岁|个月|周年|个?星期|周|年半|年|天|日|万元|元|块钱|块|口人|个人|个员工|个?职工|人|名|平方米|个?平方|平米|平|㎡|m2)';

const kindOf = (unit: string): QuantityKind => {
  if (/岁/.test(unit)) return 'age';
  if (/[年月周天日星]/.test(unit)) return 'duration';
  if (/[元块]/.test(unit)) return 'money';
  return /[平㎡m]/.test(unit) ? 'area' : 'people';
};

const monthsIn = (unit: string) => (/年/.test(unit) ? 12 : /月/.test(unit) ? 1 : /[周星]/.test(unit) ? 7 / 30 : 1 / 30);

/** 一百二 is 120, as people say it; 半 is a half. */
function spoken(text: string): number | null {
  if (text === '半') return 0.5;
  const short = /^(.*[百千万])([一二三四五六七八九])$/.exec(text);
  const value = chineseToNumber(short ? `${short[1]}零${short[2]}` : text);
  if (value === null || !short) return value;
  const digit = chineseToNumber(short[2]!)!;
  return value - digit + digit * { 百: 10, 千: 100, 万: 1000 }[short[1]!.at(-1) as '百' | '千' | '万'];
}

function amountOf(text: string, unit: string): number | null {
  const value = spoken(text);
  if (value === null) return null;
  if (kindOf(unit) === 'duration') return (value + (unit === '年半' ? 0.5 : 0)) * monthsIn(unit);
  return unit === '万元' ? value * 1e4 : value;
}

const stated = new RegExp(
  `(?<near>[一二两三四五六七八九])(?=[二三四五六七八九](?:个|年|岁|天|块|口|人|平))|(?<value>${number})(?<unit>${unit})`,
  'gu',
);
/** "今年62", "我妈62了": nobody counts anything else so. */
const bareAge =
  /(?:今年|妈|爸|奶奶|爷爷|外[公婆]|阿[嫲婆公爷]|老人|老[头伴]|我)(?:都|已经?|才|刚)?(?<age>\d{2,3})(?=了|[，,。？?！!；;]|$)/gu;
/** "每个月才一百二". */
const bareMoney =
  /(?:才|只有|就|算(?:下来|出来)?)(?<money>[一二两三四五六七八九]?[百千][一二三四五六七八九]?|\d{3,6})(?=[，,。？?！!；;]|$)/gu;

/** 没干满半年, 不到三年: less than that. */
const isLess = /(?:没|不|未)[^，,。？?0-9]{0,3}[到满足]$/u;

/** What the question says of its own case: 今年62, 断了五六年, 三口人. Rates (一个月多少), days and years of the calendar are none. */
export function quantitiesIn(question: string): Range[] {
  const view = toIndexView(question).replace(/\s+/g, '');
  const found: Range[] = [];
  const add = (kind: QuantityKind, low: number | null, high = low) => {
    if (low !== null && high !== null && low > 0) found.push({ kind, low, high });
  };
  let near: string | null = null;
  for (const match of view.matchAll(stated)) {
    const { value = '', unit = '' } = match.groups as Record<string, string | undefined>;
    if (match.groups?.near) {
      near = match.groups.near;
      continue;
    }
    const from = near;
    near = null;
    if (isOfCalendar(view, match.index, value, unit)) continue;
    const before = view.slice(Math.max(0, match.index - 6), match.index);
    if (/[差缺早晚还]$/.test(before)) continue;
    const high = amountOf(value, unit);
    if (isLess.test(before)) add(kindOf(unit), high === null ? null : high * 0.9, high === null ? null : high * 0.99);
    else add(kindOf(unit), from === null ? high : amountOf(from, unit), high);
  }
  for (const { groups } of view.matchAll(bareAge)) add('age', spoken(groups!.age!));
  for (const { groups } of view.matchAll(bareMoney)) add('money', spoken(groups!.money!));
  return found;
}

/** 5月7日, 2025年, 98年; and 一个月, 一年, 一天 as what is paid by. */
function isOfCalendar(view: string, at: number, value: string, unit: string): boolean {
  const before = view.slice(Math.max(0, at - 2), at);
  if (/[日天]/.test(unit) && /[月周第]$/.test(before)) return true;
  if (/^(?:第|每)$/.test(before.at(-1) ?? '')) return true;
  if (/年/.test(unit) && /^\d{2,}$/.test(value) && Number(value) > 45) return true;
  return kindOf(unit) === 'duration' && /^[一1]$/.test(value) && !/[满了断过缴交干住晚]$/.test(before);
}

const lowerWords = '不低于|不少于|不小于|年满|满|达到|至少|超过|超出|高于|大于|多于|逾';
const upperWords = '不超过|不高于|不大于|不多于|不满|未满|不足|未达到?|低于|小于|少于|最多';
const bound = new RegExp(
  `(?<before>${upperWords}|${lowerWords})?(?:了|到)?(?:(?<from>${number})(?:${unit})?(?:至|到|-|~|—){1,2})?(?<value>${number})(?<unit>${unit})(?:\\((?:不?含)[^)]{0,8}\\))?(?<after>[及或]?以上|[及或]?以下|[及或]?以内|之内|[及或]以)?`,
  'gu',
);

/**
 * The ranges that a sentence is for: 年满60周岁不满65周岁, 断缴4年及以上的, 不足200元的. Other quantities than ages count only where 的 closes the
 * condition behind them; without it they are what is paid or how long it takes.
 */
export function rangesIn(sentence: string): Range[] {
  const view = toIndexView(sentence).replace(/\s+/g, '');
  const found: (Range & { start: number; end: number })[] = [];
  for (const match of view.matchAll(bound)) {
    const range = boundOf(match.groups as Record<string, string | undefined>);
    if (!range) continue;
    const end = match.index + match[0].length;
    const last = found.at(-1);
    const joins =
      last && last.kind === range.kind && match.index - last.end <= 4 && !/[。；;]/.test(view.slice(last.end, match.index));
    if (joins && last.high === Number.POSITIVE_INFINITY && range.low === Number.NEGATIVE_INFINITY && range.high > last.low) {
      Object.assign(last, { high: range.high, highOpen: range.highOpen, end });
    } else found.push({ ...range, start: match.index, end });
  }
  return found.filter(({ kind, end }) => kind === 'age' || /^[^,，。；;:：]{0,14}的/.test(view.slice(end)));
}

function boundOf({ before = '', from, value = '', unit = '', after = '' }: Record<string, string | undefined>): Range | null {
  const kind = kindOf(unit);
  const at = amountOf(value, unit);
  if (at === null) return null;
  const none = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  if (from !== undefined) {
    const low = amountOf(from, unit);
    return low === null || low >= at ? null : { kind, low, high: at };
  }
  const isUpper = /以下|以内|之内/.test(after) || (before !== '' && new RegExp(`^(?:${upperWords})$`).test(before));
  if (isUpper) return { ...none, kind, high: at, highOpen: /^(?:不满|未满|不足|未达到?|低于|小于|少于)$/.test(before) };
  if (!before && !after) return null;
  return { ...none, kind, low: at, lowOpen: /^(?:超过|超出|高于|大于|多于|逾)$/.test(before) };
}

/** Whether all of the case lies in the range. */
const holds = (range: Range, { low, high }: Range) =>
  (range.lowOpen ? low > range.low : low >= range.low) && (range.highOpen ? high < range.high : high <= range.high);

/** For each kind that both speak of: 1 where a range of the sentence holds the case, -1 where none does. */
export function fitOf(quantities: Range[], ranges: Range[]): Partial<Record<QuantityKind, 1 | -1>> {
  const fit: Partial<Record<QuantityKind, 1 | -1>> = {};
  for (const quantity of quantities) {
    const same = ranges.filter(({ kind }) => kind === quantity.kind);
    if (same.length > 0 && fit[quantity.kind] !== 1) fit[quantity.kind] = same.some((range) => holds(range, quantity)) ? 1 : -1;
  }
  return fit;
}
