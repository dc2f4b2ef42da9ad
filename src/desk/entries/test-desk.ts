import type { Role } from '../../domain/account.ts';
import type { EntryContent } from '../../domain/entry.ts';
import type { Clock } from '../../domain/time.ts';
import type { Change, Store } from '../../store/contract.ts';
import { type Member, memberOf } from '../member.ts';
import { createEntries } from './entries.ts';

/** Accounts and a desk over a real store, for tests. Without a model: entries are found by their words. */

const since = '2025-01-01T00:00:00.000Z';

export interface TestPerson {
  id: string;
  name?: string;
  roles?: Role[];
  unitId?: string | null;
}

/** Writes the account and gives back what the guard would. */
export async function memberIn(store: Store, { id, name = id, roles = ['editor', 'reviewer'], unitId = null }: TestPerson) {
  const account = {
    id,
    login: id,
    name,
    unitId,
    roles,
    desks: [],
    mustChangePassword: false,
    hasPassword: true,
    hasTotp: false,
    disabledAt: null,
    createdAt: since,
    lastLoginAt: null,
    revision: 1,
  };
  await store.apply([{ type: 'put_account', account, expected: 0 }]);
  const session = { tokenHash: id, accountId: id, createdAt: since, lastSeenAt: since, expiresAt: '2099-01-01', from: 'test' };
  return memberOf({ account, session }, await store.accounts.units(), '10.0.0.1');
}

export const unitChange = (id: string, parentId: string | null = null): Change => ({
  type: 'put_unit',
  unit: { id, name: `${id}局`, parentId, contact: null, retiredAt: null, revision: 1 },
  expected: 0,
});

export const entriesOf = (store: Store, clock: Clock, entryWithoutBasis = true, entryWithoutUnit = true) =>
  createEntries({
    store,
    clock,
    embed: async () => ({ modelId: 'none', vectors: [] }),
    settings: { values: async () => ({ entryWithoutBasis, entryWithoutUnit }) },
  });

export const sound: Partial<EntryContent> = {
  question: '高龄津贴每月几号发',
  answer: '每月十五日前发放到社会保障卡。',
  script: '您好，每月十五日前到账。',
  legalBasis: ['《示例市高龄津贴办法》第三条'],
};

/** Begins, submits and has it approved; gives back the entry's id. */
export async function published(
  entries: ReturnType<typeof createEntries>,
  content: Partial<EntryContent>,
  writer: Member,
  reviewer: Member,
) {
  const draft = await entries.begin(content, writer);
  const submitted = await entries.submit(draft.id, draft.revision, null, writer);
  return (await entries.approve(draft.id, submitted.revision, null, reviewer)).itemId;
}
