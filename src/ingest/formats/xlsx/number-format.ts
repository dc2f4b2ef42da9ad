import { SSF } from '@e965/xlsx';

/** Shows numbers and days as the number format of the cell does (ISO/IEC 29500-1, 18.8.30) in a Chinese installation. */

/** Formats that every installation shows in its own way: their written form is American. */
const localFormats = new Map([
  ['m/d/yy', 'yyyy/m/d'],
  ['mm-dd-yy', 'yyyy/m/d'],
  ['m/d/yyyy', 'yyyy/m/d'],
  ['m/d/yy h:mm', 'yyyy/m/d h:mm'],
  ['m/d/yyyy h:mm', 'yyyy/m/d h:mm'],
]);

const yearMonth = 'yyyy"年"m"月"';
const monthDay = 'm"月"d"日"';
const fullDate = 'yyyy"年"m"月"d"日"';
const hourMinute = 'h"时"mm"分"';

/** Numbers of formats whose text is not in the file, as a Chinese installation has them (18.8.30). */
const chineseFormats: Record<number, string> = {
  27: yearMonth,
  28: monthDay,
  29: monthDay,
  30: 'm-d-yy',
  31: fullDate,
  32: hourMinute,
  33: 'h"时"mm"分"ss"秒"',
  34: '上午/下午h"时"mm"分"',
  35: '上午/下午h"时"mm"分"ss"秒"',
  36: yearMonth,
  50: yearMonth,
  51: monthDay,
  52: yearMonth,
  53: monthDay,
  54: monthDay,
  55: '上午/下午h"时"mm"分"',
  56: '上午/下午h"时"mm"分"ss"秒"',
  57: yearMonth,
  58: monthDay,
};

/** The text of a format that a file names by its number alone. */
export function builtInFormat(number: number): string {
  return chineseFormats[number] ?? SSF.get_table()[number] ?? 'General';
}

/** `value` is a number or, for a date format, days since 1900 (since 1904 with `date1904`). */
export function showNumber(value: number, format = 'General', date1904 = false): string {
  if (format === 'General') return plainNumber(value);
  const written = format.replace(/\[(?:\$[^\]]*|DBNum\d)\]/gi, '');
  const local = localFormats.get(written.replace(/;@$/, '').toLowerCase()) ?? written;
  // "General" is as wide as its column; a reader wants the whole number.
  if (/^(?:general|@)?$/i.test(local)) return plainNumber(value);
  try {
    return SSF.format(withWeekday(local, value), value, { date1904 }).replace(/\s+/g, ' ').trim();
  } catch {
    // A format that cannot be read shows its number plainly.
    return plainNumber(value);
  }
}

function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** aaaa and aaa are 星期三 and 三. */
function withWeekday(format: string, value: number): string {
  if (!/a{3}/i.test(format)) return format;
  const day = '日一二三四五六'[(Math.floor(value) + 6) % 7];
  return format.replace(/a{4}/gi, `"星期${day}"`).replace(/a{3}/gi, `"${day}"`);
}
