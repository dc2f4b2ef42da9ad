import { describe, expect, it } from 'vitest';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

/** Monday 5 October to Wednesday 7 October 2026 are free, Saturday 10 October is worked for it. */
const calendar = { holidays: ['2026-10-05', '2026-10-06', '2026-10-07'], makeUpDays: ['2026-10-10'] };
const plain = { holidays: [], makeUpDays: [] };

describe('working days', () => {
  it('are Monday to Friday, but for holidays and days that make up for them', () => {
    expect(['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05'].map((day) => isWorkingDay(day, plain))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(['2026-10-05', '2026-10-08', '2026-10-10', '2026-10-11'].map((day) => isWorkingDay(day, calendar))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('end a limit, the first day not counted', () => {
    expect(addWorkingDays('2026-10-02', 5, plain)).toBe('2026-10-09');
    expect(addWorkingDays('2026-10-02', 5, calendar)).toBe('2026-10-13');
    expect(addWorkingDays('2026-10-03', 1, plain)).toBe('2026-10-05');
    expect(addWorkingDays('2026-10-03', 0, plain)).toBe('2026-10-03');
  });

  it('are counted between two days', () => {
    expect(workingDaysBetween('2026-10-02', '2026-10-13', calendar)).toBe(5);
    expect(workingDaysBetween('2026-10-02', '2026-10-02', plain)).toBe(0);
    expect(workingDaysBetween('2026-10-09', '2026-10-02', plain)).toBe(0);
  });
});
