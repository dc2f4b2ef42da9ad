import { boundsBefore, boundsBehind } from '../../text/data/meaning-words.ts';

export type Bound = 'least' | 'most' | 'over' | 'under' | 'within' | 'before' | 'after' | 'since' | 'from' | 'to';

/** A number, day or time as a sentence uses it. */
export interface Figure {
  /** Value with unit, e.g. 20000元, 5-31 for a day, 17:30. Equal keys are the same figure. */
  key: string;
  value: string;
  unit: string;
  bound: Bound | null;
  /** What it is counted by: 年, 月, 人, 平方米. */
  per: string[];
  start: number;
  end: number;
}

const units =
  '工作日|百分点|基点|平方公里|平方米|公里|厘米|毫米|千瓦时|美元|港元|欧元|元|个月|学年|学期|季度|学时|课时|学分|分钟|小时|分贝|毫升|公斤|千克|月|年|日|天|周|号线|岁|倍|人|名|位|生|户|家|套|次|级|份|张|种|类|件|项|分|餐|台|辆|吨|亩|米|层|楼|路|号|床|间|条|款|章|枚|档|胎|孩|期|批|代|所|门|寸|字|度|场|个|%';
const figurePattern = new RegExp(
  [
    '(?<year>(?:19|20)\\d{2})[-./](?<ymonth>\\d{1,2})[-./](?<yday>\\d{1,2})(?!\\d)',
    '(?:(?<fullYear>(?:19|20)\\d{2})年)?(?<month>\\d{1,2})月(?:(?<day>\\d{1,2})[日号]|(?<monthEnd>底|末|初|中旬|上旬|下旬)?)(?!度)',
    '(?<onlyYear>(?:19|20)\\d{2})年(?!以[上下])',
    '(?<hour>\\d{1,2})(?:[时点:](?!间|候|效|限|长)(?<minute>\\d{1,2})分?|[时点](?!间|候|效|限|长))',
    `(?<code>\\d{3,4}-\\d{7,8}|\\d{5,}(?![\\d.]|\\s?(?:${units})))`,
    '(?<ordinal>第\\d+)(?<ordinalUnit>[^\\d,，。;；:：、\\s]?)',
    `(?<number>\\d+(?:\\.\\d+)*)(?<unit>${units})?`,
  ].join('|'),
  'g',
);

const sameUnit: Record<string, string> = { 天: '日', 名: '人', 位: '人', 生: '人', 胎: '孩', 个月: '月' };

/** Every figure of a canonical phrase, with its bound and what it is counted by. */
export function figuresOf(phrase: string): Figure[] {
  const matches = [...phrase.matchAll(figurePattern)].filter(({ groups, index }) => !isListMark(phrase, groups!, index));
  return matches.map((match, i): Figure => {
    const start = match.index;
    const end = start + match[0].length;
    // 5月22日17时30分 is one point of time: both parts are bounded alike.
    const first = isTime(match) && touches(matches[i - 1], match) ? i - 1 : i;
    const last = isTime(matches[i + 1]) && touches(match, matches[i + 1]!) ? i + 1 : i;
    const before = phrase.slice(endOf(matches[first - 1]), matches[first]!.index);
    const behind = phrase.slice(endOf(matches[last]));
    const { value, unit } = withHeaderUnit(readMatch(match.groups!), phrase.slice(0, start));
    const joined = /^(?:至|到|-|~|—|–)+(?:次日|次年|当年)?(?=\d)/.test(behind);
    const joins = /(?<![高达加低宽长少整])(?:至|到|-|~|—|–)(?:次日|次年|当年)?$/.test(before) && first > 0;
    const bound = joined ? 'from' : joins ? 'to' : boundOf(before, behind);
    return { key: `${value}${unit}`, value, unit, bound, per: [], start, end };
  });
}

const endOf = (match: RegExpMatchArray | undefined) => (match ? match.index! + match[0].length : 0);
const isTime = (match: RegExpMatchArray | undefined) => match?.groups?.hour !== undefined;
const touches = (left: RegExpMatchArray | undefined, right: RegExpMatchArray) =>
  left !== undefined && endOf(left) === right.index;

function readMatch(groups: Record<string, string | undefined>): { value: string; unit: string } {
  const { month = groups.ymonth, day = groups.yday } = groups;
  if (month)
    return {
      value: `${groups.fullYear ?? groups.year ?? '*'}-${Number(month)}-${day ? Number(day) : (groups.monthEnd ?? '')}`,
      unit: 'date',
    };
  if (groups.onlyYear) return { value: `${groups.onlyYear}--`, unit: 'date' };
  if (groups.hour) return { value: `${Number(groups.hour)}:${Number(groups.minute ?? 0)}`, unit: 'time' };
  if (groups.code) return { value: groups.code, unit: 'code' };
  if (groups.ordinal) return { value: groups.ordinal, unit: groups.ordinalUnit ?? '' };
  const unit = sameUnit[groups.unit ?? ''] ?? groups.unit ?? '';
  const value = groups.number!.split('.').length > 2 ? groups.number! : String(Number(groups.number));
  if (unit === '年') return { value: String(Number(value) * 12), unit: '月' };
  return { value, unit };
}

/** A cell's unit stands in its header: 租金(元/平方米·月) 6.6. */
function withHeaderUnit(read: { value: string; unit: string }, before: string): { value: string; unit: string } {
  const header = read.unit === '' ? /\((万?)(元|%|年|日|天|个月|张|次|人|平方米|岁)[^)]*\)/.exec(before) : null;
  if (!header) return read;
  const unit = sameUnit[header[2]!] ?? header[2]!;
  const value = String(Number(read.value) * (header[1] ? 10_000 : 1) * (unit === '年' ? 12 : 1));
  return { value, unit: unit === '年' ? '月' : unit };
}

/** "1. " and "(2)" before an item count nothing. */
const isListMark = (phrase: string, groups: Record<string, string | undefined>, at: number) =>
  groups.number !== undefined &&
  !groups.unit &&
  (/^\s*\(?$/.test(phrase.slice(0, at)) || /\($/.test(phrase.slice(0, at))) &&
  /^(?:[.)、]|\s|(?=\D))/.test(phrase.slice(at + groups.number.length)) &&
  /^(?:\.\d+)?[.)、\s]/.test(phrase.slice(at + groups.number.length));

function boundOf(before: string, behind: string): Bound | null {
  const left = leftBound(before);
  const right = boundsBehind.find(([, words]) => words.test(behind.replace(/^之日/, '')))?.[0] ?? null;
  // 年满60周岁后 bounds the age; the time that follows is another matter.
  if (right === 'after' && left === 'least' && /满$/.test(before)) return 'least';
  return right ?? left;
}

/** The bound that stands nearest before the figure; further away than this it bounds something else. */
const reach = 16;

function leftBound(before: string): Bound | null {
  const near = before.slice(-reach);
  let best: { bound: Bound; end: number; length: number } | null = null;
  for (const [bound, words] of boundsBefore) {
    for (const match of near.matchAll(new RegExp(words, 'g'))) {
      const end = match.index + match[0].length;
      if (!best || end > best.end || (end === best.end && match[0].length > best.length))
        best = { bound, end, length: match[0].length };
    }
  }
  return best?.bound ?? null;
}

const perPattern =
  /每[^\d,，。]{1,4}1(人|名|位|户|个)|每(?:个|1个?)?(平方米|人|名|位|生|户|套|台|辆|餐|次|年|月|日|天|周|季度|季|小时|学期|学年|亩|班|吨|床|件|份|孩|胎|项)|([年月日])度?(?=累计|最高|最多|限额|支付限额|(?:最高)?支付)|按(年|月|日|季|学期|学年|次)|(?:全|1|单)(年|月|日|天)(?=最|能|可|报|补|限|累计|的|总|,|，)|[/·(（](平方米|人|户|套|台|辆|次|年|月|日|天|季|学期|学年|生|张)(?=[/·)）:：]|$)|(1次性)|(年度)|(?<=元)[/](人|月|年|次)/g;
const perNames: Record<string, string> = {
  名: '人',
  位: '人',
  生: '人',
  天: '日',
  季: '季度',
  年度: '年',
  '1次性': '一次性',
  个: '人',
};

/** What amounts of a phrase are counted by: 每人每月 -> 人, 月. */
export function perOf(phrase: string): string[] {
  return [...phrase.matchAll(perPattern)].map((match) => {
    const name = match.slice(1).find((group) => group !== undefined) as string;
    return perNames[name] ?? name;
  });
}

/** Whether what is said of a figure is what the evidence says of it. */
export function boundAgrees(said: Figure, known: Figure): boolean {
  const [a, b] = [said.bound, known.bound];
  if (a === b) return true;
  const isSpan = /^(?:date|time|日|工作日|月|周|小时|分钟)$/.test(said.unit);
  if (isSpan && ((a === 'within' && b === null) || (a === null && b === 'within'))) return true;
  if (isSpan && ((a === 'since' && b === null) || (a === null && b === 'since'))) return true;
  const pairs = [
    ['most', 'within'],
    ['most', 'before'],
    ['most', 'to'],
    ['within', 'to'],
    ['before', 'to'],
    ['least', 'from'],
    ['since', 'from'],
    ['after', 'since'],
    ['from', null],
  ];
  return pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a));
}

/** Equal figures; a day without its year is the day with it, a count of 个 any count of things. */
export function sameFigure(said: Figure, known: Figure): boolean {
  if (said.key === known.key) return true;
  if (said.unit === 'date' && known.unit === 'date') {
    const [a, b] = [said.value.split('-'), known.value.split('-')];
    return a[1] === b[1] && a[2] === b[2] && (a[0] === '*' || a[0] === b[0]);
  }
  if (said.value !== known.value) return false;
  if (said.unit === '' || known.unit === '') return said.unit !== 'code';
  return (said.unit === '个' && countable.test(known.unit)) || (known.unit === '个' && countable.test(said.unit));
}

const countable = /^(?:人|户|家|套|台|辆|件|项|种|类|所|孩|张|份|枚|床|间|档)$/;
