import { describe, expect, it } from 'vitest';
import type { Unit } from '../../shared/staff-types.ts';
import { unitOptions, unitTree } from './unit-tree.ts';

const unit = (id: string, parentId: string | null): Unit => ({
  id,
  name: id,
  parentId,
  contact: null,
  retiredAt: null,
  revision: 1,
});

describe('unitTree', () => {
  it('puts every unit below the one it stands under, and loses none', () => {
    const units = [unit('乙局', null), unit('乙一处', '乙局'), unit('甲局', null), unit('孤', '不在'), unit('乙一科', '乙一处')];
    expect(unitTree(units).map(({ unit: { id }, depth }) => [id, depth])).toEqual([
      ['乙局', 0],
      ['乙一处', 1],
      ['乙一科', 2],
      ['甲局', 0],
      ['孤', 0],
    ]);
    expect(unitOptions(units)[2]).toEqual({ value: '乙一科', label: '　　乙一科' });
  });
});
