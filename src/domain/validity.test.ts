import { describe, expect, it } from 'vitest';
import type { Effect, ValidityFacts } from './document.ts';
import { canConcern } from './effects.ts';
import { contradictionsOn, standingOn, validityNote, validityOn } from './validity.ts';

const facts = (given: Partial<ValidityFacts>): ValidityFacts => ({
  kind: 'policy',
  effectiveOn: null,
  expiresOn: null,
  repealedOn: null,
  statedStatus: null,
  expiryDerived: false,
  ...given,
});

const effect = (kind: Effect['kind'], given: Partial<Effect> = {}, by: Partial<Effect['by']> = {}): Effect => ({
  kind,
  evidence: '同时废止',
  confidence: 0.9,
  ...given,
  by: {
    documentId: 'other',
    title: '新办法',
    documentNumber: '云府规〔2024〕2号',
    kind: 'policy',
    effectiveOn: '2024-05-01',
    repealedOn: null,
    statedStatus: null,
    issuedOn: '2024-04-10',
    publishedOn: '2024-04-12',
    ...by,
  },
});

describe('validity on a day', () => {
  const cases: [name: string, facts: ValidityFacts, days: Record<string, string>][] = [
    ['begins on its first day', facts({ effectiveOn: '2024-02-29' }), { '2024-02-28': 'not_yet', '2024-02-29': 'in_force' }],
    [
      'ends with its last day',
      facts({ expiresOn: '2024-02-29' }),
      { '2024-02-28': 'in_force', '2024-02-29': 'in_force', '2024-03-01': 'expired' },
    ],
    [
      'ends on the day of its repeal',
      facts({ effectiveOn: '2020-01-01', repealedOn: '2024-01-01' }),
      { '2023-12-31': 'in_force', '2024-01-01': 'repealed', '2024-01-02': 'repealed' },
    ],
    ['never holds as a draft', facts({ kind: 'consultation_draft', effectiveOn: '2020-01-01' }), { '2024-01-01': 'unknown' }],
    [
      'ends when another one repeals it',
      facts({ effectiveOn: '2019-01-01', effects: [effect('repeals')] }),
      { '2018-12-31': 'not_yet', '2024-04-30': 'in_force', '2024-05-01': 'repealed', '2024-05-02': 'repealed' },
    ],
    [
      'ends on the day that the words of the repeal name',
      facts({ effectiveOn: '2019-01-01', effects: [effect('repeals', { effectiveOn: '2024-07-01' })] }),
      { '2024-06-30': 'in_force', '2024-07-01': 'repealed' },
    ],
    [
      'ends on the issue day of the other where nothing else is known',
      facts({ effectiveOn: '2019-01-01', effects: [effect('supersedes', {}, { effectiveOn: null })] }),
      { '2024-04-09': 'in_force', '2024-04-10': 'repealed' },
    ],
    [
      'is amended from the first day of the amendment',
      facts({ effectiveOn: '2019-01-01', effects: [effect('amends')] }),
      { '2024-04-30': 'in_force', '2024-05-01': 'amended' },
    ],
    [
      'has expired before the list that repeals it',
      facts({ effectiveOn: '2015-01-01', expiresOn: '2019-12-31', effects: [effect('repeals')] }),
      { '2019-12-31': 'in_force', '2020-01-01': 'expired', '2024-05-01': 'repealed' },
    ],
    [
      'is prolonged to a day',
      facts({ expiresOn: '2024-12-31', effects: [effect('prolongs', { until: '2026-12-31' })] }),
      { '2025-01-01': 'in_force', '2026-12-31': 'in_force', '2027-01-01': 'expired' },
    ],
    [
      'is prolonged by months, after a gap',
      facts({ expiresOn: '2024-02-29', effects: [effect('prolongs', { months: 12 })] }),
      { '2024-03-01': 'expired', '2024-05-01': 'in_force', '2025-02-28': 'in_force', '2025-03-01': 'expired' },
    ],
    [
      'goes on without an end',
      facts({ expiresOn: '2024-02-29', effects: [effect('prolongs')] }),
      { '2024-04-30': 'expired', '2024-05-01': 'in_force', '2044-05-01': 'in_force' },
    ],
  ];
  it.each(cases)('%s', (_name, given, days) => {
    expect(Object.fromEntries(Object.keys(days).map((day) => [day, validityOn(given, day)]))).toEqual(days);
  });

  it.each([
    ['a draft', effect('repeals', {}, { kind: 'consultation_draft' })],
    ['an interpretation', effect('repeals', {}, { kind: 'interpretation' })],
    ['a text that was ended before it began', effect('repeals', {}, { repealedOn: '2024-05-01' })],
    ['a text that has not begun', effect('repeals', {}, { effectiveOn: null, statedStatus: 'not_yet' })],
  ])('is not ended by %s', (_name, by) => {
    expect(validityOn(facts({ effectiveOn: '2019-01-01', effects: [by] }), '2024-12-31')).toBe('in_force');
  });

  it('stays ended when the text that ended it lapses', () => {
    const by = effect('supersedes', {}, { repealedOn: '2025-01-01' });
    expect(validityOn(facts({ effects: [by] }), '2025-06-01')).toBe('repealed');
  });

  it('a text ends only what was there before it', () => {
    expect(canConcern({ issuedOn: '2024-04-09', effectiveOn: '2024-05-01' }, effect('repeals'))).toBe(true);
    expect(canConcern({ issuedOn: '2024-04-10', effectiveOn: null }, effect('repeals'))).toBe(false);
    expect(canConcern({ issuedOn: null, effectiveOn: '2024-05-01' }, effect('repeals', {}, { issuedOn: null }))).toBe(false);
    expect(canConcern({ issuedOn: null, effectiveOn: null }, effect('repeals'))).toBe(true);
  });
});

describe('words about validity', () => {
  const ended = facts({ effectiveOn: '2019-01-01', statedStatus: 'in_force', effects: [effect('supersedes')] });

  it('name the other document and the day, and say 推定 where the day is not printed', () => {
    expect(validityNote(ended, '2024-05-01')).toBe('已废止（自2024年5月1日起由《新办法》（云府规〔2024〕2号）取代）');
    const guessed = facts({ effects: [effect('repeals', {}, { effectiveOn: null, title: '关于废止《旧办法》的决定' })] });
    expect(validityNote(guessed, '2024-05-01')).toBe(
      '已废止（自2024年4月10日起由《关于废止〈旧办法〉的决定》（云府规〔2024〕2号）废止，推定）',
    );
    expect(standingOn(ended, '2024-05-01').by?.effect.by.documentId).toBe('other');
  });

  it('tell contradictions with what was used, and none where there is none', () => {
    expect(contradictionsOn(ended, '2024-04-30')).toEqual([]);
    expect(contradictionsOn(ended, '2024-05-01')).toEqual([
      '页面标注为有效，但已自2024年5月1日起由《新办法》（云府规〔2024〕2号）取代，按已废止处理',
    ]);
    const lapsed = facts({ statedStatus: 'in_force', expiresOn: '2024-01-31', expiryDerived: true });
    expect(contradictionsOn(lapsed, '2024-02-01')).toEqual(['页面标注为有效，但有效期至2024年1月31日（推定），按已失效处理']);
    const twoDays = facts({ repealedOn: '2024-06-01', effects: [effect('repeals')] });
    expect(contradictionsOn(twoDays, '2024-07-01')[0]).toContain('以页面为准');
    const revived = facts({ statedStatus: 'expired', effects: [effect('prolongs')] });
    expect([validityOn(revived, '2024-07-01'), contradictionsOn(revived, '2024-07-01')[0]]).toEqual([
      'expired',
      '《新办法》（云府规〔2024〕2号）称其继续有效，但页面标注已失效或废止，按不再有效处理',
    ]);
  });
});
