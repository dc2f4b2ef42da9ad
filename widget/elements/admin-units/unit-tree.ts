import type { Unit } from '../../shared/staff-types.ts';

export interface UnitRow {
  unit: Unit;
  /** 0: under no other. */
  depth: number;
}

/** Every unit below the one it stands under, in order of name. */
export function unitTree(units: readonly Unit[]): UnitRow[] {
  const known = new Set(units.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): UnitRow[] =>
    units
      .filter((unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null) === parentId)
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}

/** For a select: names indented by their place in the tree. */
export const unitOptions = (units: readonly Unit[]) =>
  unitTree(units).map(({ unit, depth }) => ({ value: unit.id, label: `${'　'.repeat(depth)}${unit.name}` }));
