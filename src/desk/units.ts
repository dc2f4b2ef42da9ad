import type { Actor, Unit } from '../domain/account.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { auditOf, changedParts } from './audit.ts';
import { unitAndBelow } from './member.ts';
import { requirePlainName } from './names.ts';

export interface UnitContent {
  name: string;
  parentId: string | null;
  contact: string | null;
}

export type Units = ReturnType<typeof createUnits>;

/** 委办局, 街道 … and which stands under which. */
export function createUnits(store: Store, clock: Clock) {
  const find = async (id: string): Promise<Unit> => {
    const unit = (await store.accounts.units()).find((known) => known.id === id);
    if (!unit) throw new NotFoundError('没有这个单位', `no unit ${id}`);
    return unit;
  };
  const requireParent = async (parentId: string | null, below: string[]) => {
    if (parentId === null) return;
    const parent = await find(parentId);
    if (below.includes(parentId)) throw new InvalidInputError('上级单位不能是本单位或它的下级', 'the units would form a circle');
    if (parent.retiredAt) throw new InvalidInputError('上级单位已停用', 'the unit above is retired');
  };
  async function put(unit: Unit, before: Unit | null, by: Actor, action: string): Promise<Unit> {
    if (unit.name !== before?.name) requirePlainName(unit.name);
    const parts = before ? changedParts(contentOf(before), contentOf(unit)) : { before: null, after: contentOf(unit) };
    const record = auditOf(clock.now(), by, { action, subject: unit.id, detail: unit.name, ...parts });
    await store.apply([{ type: 'put_unit', unit, expected: before?.revision ?? 0 }, record]);
    return { ...unit, revision: (before?.revision ?? 0) + 1 };
  }
  /** Throws ConflictError when the unit was changed since `revision`. */
  const current = async (id: string, revision: number): Promise<Unit> => {
    const unit = await find(id);
    if (unit.revision !== revision) throw new ConflictError('单位刚被别人修改过，请刷新后再改', `revision is ${unit.revision}`);
    return unit;
  };

  return {
    /** In order of name, retired ones too. */
    list: (): Promise<Unit[]> => store.accounts.units(),

    /** Throws ConflictError when the name is taken, NotFoundError for an unknown unit above. */
    async create(content: UnitContent, by: Actor): Promise<Unit> {
      await requireParent(content.parentId, []);
      return put({ id: randomId('u_'), ...content, retiredAt: null, revision: 0 }, null, by, 'unit.create');
    },

    async change(id: string, content: UnitContent, revision: number, by: Actor): Promise<Unit> {
      const unit = await current(id, revision);
      if (content.parentId !== unit.parentId)
        await requireParent(content.parentId, unitAndBelow(id, await store.accounts.units()));
      return put({ ...unit, ...content }, unit, by, 'unit.change');
    },

    /** Retired: no new account or entry is given to it. Throws ConflictError while units under it are at work. */
    async retire(id: string, retired: boolean, revision: number, by: Actor): Promise<Unit> {
      const unit = await current(id, revision);
      if (!retired) await requireParent(unit.parentId, []);
      const units = await store.accounts.units();
      const working = retired && units.find((below) => below.parentId === id && !below.retiredAt);
      if (working) throw new ConflictError(`下级单位“${working.name}”还在使用，请先停用它`, 'a unit below is not retired');
      const retiredAt = retired ? (unit.retiredAt ?? clock.now().toISOString()) : null;
      return put({ ...unit, retiredAt }, unit, by, retired ? 'unit.retire' : 'unit.restore');
    },
  };
}

const contentOf = ({ name, parentId, contact, retiredAt }: Unit) => ({ name, parentId, contact, retiredAt });

/** Throws InvalidInputError for a unit that is not in use. */
export async function requireUnit({ accounts }: Pick<Store, 'accounts'>, unitId: string | null): Promise<void> {
  const isInUse = unitId === null || (await accounts.units()).some(({ id, retiredAt }) => id === unitId && retiredAt === null);
  if (!isInUse) throw new InvalidInputError('没有这个单位，或它已停用', `unitId: no unit ${unitId} in use`);
}
