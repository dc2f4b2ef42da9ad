/** Calendar days in Asia/Shanghai, written YYYY-MM-DD. They compare correctly as strings. */
export type Day = string;

/** The one source of "now". Everything that depends on time takes a Clock, so that tests and as-of questions can set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at noon (Shanghai) of the given day. */
export function fixedClock(day: Day): Clock {
  return { now: () => new Date(`${day}T12:00:00+08:00`) };
}

const shanghaiDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

export function dayOf(instant: Date): Day {
  return shanghaiDay.format(instant);
}

export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

/** Adds whole days; negative counts go back. */
export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** Adds whole years; 29 February becomes 28 February in a common year. */
export function addYears(day: Day, count: number): Day {
  const [year = '0', month = '01', dayOfMonth = '01'] = day.split('-');
  const target = String(Number(year) + count).padStart(4, '0');
  const same = `${target}-${month}-${dayOfMonth}`;
  return isDay(same) ? same : `${target}-02-28`;
}

/** Adds whole months; a day that the month lacks becomes its last. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const index = year * 12 + (month - 1) + count;
  const last = lastDayOfMonth(Math.floor(index / 12), (index % 12) + 1);
  return `${last.slice(0, 8)}${String(Math.min(dayOfMonth, Number(last.slice(8)))).padStart(2, '0')}`;
}

/** `month` counts from 1. */
export function lastDayOfMonth(year: number, month: number): Day {
  const next = new Date(Date.UTC(year, month, 0));
  return next.toISOString().slice(0, 10);
}

/** 2024-06-30 -> 2024年6月30日, the form used in every sentence shown to people. */
export function chineseDay(day: Day): string {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}
