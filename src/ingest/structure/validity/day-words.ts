import { addDays, addMonths, addYears, type Day, lastDayOfMonth } from '../../../domain/time.ts';
import { findDates, findDurations } from '../../../text/dates.ts';
import { chineseToNumber } from '../../../text/numbers.ts';

export interface Period {
  years: number;
  months: number;
  days: number;
}

export interface NamedDay {
  day: Day;
  start: number;
  end: number;
}

const year = '(?<year>(?:19|20)\\d{2}|[〇○零一二三四五六七八九]{4})';
const looseEnds = [
  new RegExp(
    `${year} ?年 ?(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2}) ?月(?:份)?(?:底|末|月底)?(?! ?[\\d一二三四五六七八九十]{1,3} ?[日号])`,
    'gu',
  ),
  new RegExp(`${year} ?年(?:年?(?:底|末|度末)|度)?(?! ?[\\d一二三四五六七八九十]{1,2} ?月)`, 'gu'),
];

const numberOf = (text: string) => chineseToNumber(text.replaceAll('○', '〇'));

/**
 * Days that end something, in order: 2025年12月31日, 2025年6月底, 2025年底, 2025年. A month means its last day, a year 31 December; "零时" at the
 * end of a period means that the day before was the last.
 */
export function lastDays(text: string): NamedDay[] {
  const whole = findDates(text).map(({ day, start, end }): NamedDay => {
    const midnight = /^ ?(?:零|0{1,2}) ?(?:时|点|:00)(?! ?[起开])/.test(text.slice(end));
    return { day: midnight ? addDays(day, -1) : day, start, end };
  });
  const loose = looseEnds.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): NamedDay[] => {
      const { year: writtenYear = '', month } = match.groups as Record<string, string | undefined>;
      const yearNumber = numberOf(writtenYear);
      const monthNumber = month === undefined ? 12 : numberOf(month);
      if (yearNumber === null || yearNumber < 1900 || monthNumber === null || monthNumber < 1 || monthNumber > 12) return [];
      return [{ day: lastDayOfMonth(yearNumber, monthNumber), start: match.index, end: match.index + match[0].length }];
    }),
  );
  const kept = loose.filter(
    (day, index) => ![...whole, ...loose.slice(0, index)].some((other) => day.start < other.end && day.end > other.start),
  );
  return [...whole, ...kept].sort((a, b) => a.start - b.start);
}

/** A period that begins at most `within` characters into the text: 5年, 两年半, 6个月, 三十日; null where none does. */
export function periodAt(text: string, within: number): (Period & { end: number }) | null {
  const span = findDurations(text).find((candidate) => candidate.start <= within);
  if (!span) return null;
  const { number, unit, end } = span;
  if (unit === 'year') return { years: Math.floor(number), months: Math.round((number % 1) * 12), days: 0, end };
  if (unit === 'month') return { years: 0, months: number, days: 0, end };
  if (unit === 'day') return { years: 0, months: 0, days: number, end };
  return null;
}

/** Last day of a period that begins on a day: 有效期5年 from 4 March 2024 ends on 3 March 2029. */
export function lastDayOf(start: Day, { years, months, days }: Period): Day {
  return addDays(addMonths(addYears(start, years), months), days - 1);
}
