import { addDays, type Day } from './time.ts';

/**
 * Working days as the State Council's yearly notice of holidays makes them: Monday to Friday but for the holidays, and the weekend days
 * that are worked to make up for them. Both lists are a setting, entered each year.
 */
export interface WorkingCalendar {
  holidays: readonly Day[];
  makeUpDays: readonly Day[];
}

export function isWorkingDay(day: Day, { holidays, makeUpDays }: WorkingCalendar): boolean {
  if (makeUpDays.includes(day)) return true;
  if (holidays.includes(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day of a limit of so many working days; the day it begins on is not counted (civil code, article 201). */
export function addWorkingDays(from: Day, count: number, calendar: WorkingCalendar): Day {
  let day = from;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkingCalendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count++;
  return count;
}
