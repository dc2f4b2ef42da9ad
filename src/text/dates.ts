import { type Day, isDay } from '../domain/time.ts';
import { toIndexViewWithMap } from './normalise.ts';
import { chineseToNumber } from './numbers.ts';

export interface FoundDate {
  day: Day;
  start: number;
  end: number;
  text: string;
}

const chinese = '[〇零一二三四五六七八九十廿卅]';
const datePatterns = [
  /(?<![\d.])(?<year>(?:19|20)\d{2})\s?年\s?(?<month>\d{1,2})\s?月\s?(?<day>\d{1,2})\s?[日号]/gu,
  /(?<![\d./-])(?<year>(?:19|20)\d{2})\s?(?<sign>[-./])\s?(?<month>\d{1,2})\s?\k<sign>\s?(?<day>\d{1,2})(?![\d]|[-./]\d)/gu,
  new RegExp(
    `(?<year>[〇零一二三四五六七八九]{4})\\s?年\\s?(?<month>${chinese}{1,2})\\s?月\\s?(?<day>${chinese}{1,3})\\s?[日号]`,
    'gu',
  ),
];

/** Whole dates in every spelling of official texts; impossible days are left out. Offsets are in the input. */
export function findDates(text: string): FoundDate[] {
  const view = toIndexViewWithMap(text);
  const found = datePatterns.flatMap((pattern) =>
    [...view.text.matchAll(pattern)].flatMap((match): FoundDate[] => {
      const { year, month, day } = match.groups as Record<string, string>;
      const written = [year, month, day].map((part) => String(chineseToNumber(part!) ?? '').padStart(2, '0')).join('-');
      const start = view.map[match.index]!;
      const end = view.map[match.index + match[0].length]!;
      return isDay(written) ? [{ day: written, start, end, text: text.slice(start, end) }] : [];
    }),
  );
  return found.sort((left, right) => left.start - right.start);
}

export type DurationUnit = 'year' | 'month' | 'week' | 'day' | 'working_day' | 'hour';

export interface FoundDuration {
  number: number;
  unit: DurationUnit;
  start: number;
  end: number;
  text: string;
}

const durationUnits: Record<string, DurationUnit> = {
  周年: 'year',
  年: 'year',
  个月: 'month',
  周: 'week',
  个星期: 'week',
  个工作日: 'working_day',
  工作日: 'working_day',
  个自然日: 'day',
  自然日: 'day',
  日: 'day',
  天: 'day',
  个小时: 'hour',
  小时: 'hour',
};
/** Not a span of time: the year or day of a date, an ordinal, a school year, an age. */
const duration =
  /(?<![第\d.月年〔(〇零一二两三四五六七八九十百]|月\s)(?<number>\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)\s?(?<unit>个?工作日|个?自然日|周年|年|个月|个星期|周|日|天|个?小时)(?<andHalf>半)?(?![级岁龄检报终度初薪假]|代)|(?<half>半年)/gu;

/** Spans of time such as 5年, 三十日, 15个工作日; 半年 is 6 months, 两年半 30. Years of dates (2023年) are none. Offsets are in the input. */
export function findDurations(text: string): FoundDuration[] {
  const view = toIndexViewWithMap(text);
  return [...view.text.matchAll(duration)].flatMap((match): FoundDuration[] => {
    const groups = match.groups as Record<string, string | undefined>;
    const start = view.map[match.index]!;
    const end = view.map[match.index + match[0].length]!;
    const place = { start, end, text: text.slice(start, end) };
    if (groups.half) return [{ number: 6, unit: 'month', ...place }];
    const number = chineseToNumber(groups.number ?? '');
    const unit = durationUnits[groups.unit ?? ''];
    if (number === null || !unit || (unit === 'year' && number >= 1000)) return [];
    if (groups.andHalf && unit === 'year') return [{ number: number * 12 + 6, unit: 'month', ...place }];
    return [{ number, unit, ...place }];
  });
}

const yearsAway: Record<string, number> = { 前: -2, 去: -1, 明: 1, 后: 2 };

/**
 * 去年的, 明年度 and 明年3月 as the year they mean on a day (2025年的, 2027年度): which edition is asked for. A year that only dates what happened to the asker
 * (去年离职) is left as it is, and so is every word of a question that names a year itself.
 */
export function withEditionYears(text: string, today: Day): string {
  if (/(?:19|20)\d{2}\s*年|[〇零一二三四五六七八九]{4}年/u.test(text)) return text;
  const year = Number(today.slice(0, 4));
  return text.replace(
    /([前去明后])年(?=度|的(?!时候))|([明后])年(?=\d{1,2}月|[一二三四五六七八九十]{1,2}月)/gu,
    (word) => `${year + yearsAway[word[0]!]!}年`,
  );
}
