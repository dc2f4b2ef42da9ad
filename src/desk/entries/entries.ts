import { type Draft, type EntryContent, entryContentSchema } from '../../domain/entry.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError, UnprocessableError } from '../../domain/errors.ts';
import { randomId } from '../../domain/ids.ts';
import { type Clock, dayOf } from '../../domain/time.ts';
import type { Change, Store } from '../../store/contract.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import { auditOf, changedParts } from '../audit.ts';
import { authorsOfDraft, requireOtherPerson } from '../four-eyes.ts';
import { answersGaps } from '../gaps.ts';
import type { Member } from '../member.ts';
import { accountNames } from '../names.ts';
import { noteOf, reasonOf } from '../reasons.ts';
import { basisProblems } from './basis.ts';
import { checkContent, type EntryProblem, unitProblems } from './check.ts';
import { draftContentSchema, emptyContent, publishedContent, tidied, titleOf } from './content.ts';
import { type EntryField, fieldNames } from './fields.ts';
import { approvalChanges, type Embed } from './publish.ts';

export interface EntryParts {
  store: Store;
  clock: Clock;
  embed: Embed;
  /** Asked at each check, so that a changed setting counts at once. */
  settings: { values(): Promise<{ entryWithoutBasis: boolean; entryWithoutUnit: boolean }> };
}

export type Entries = ReturnType<typeof createEntries>;
export type EntryDraft = Draft<EntryContent>;

/**
 * The life of a FAQ entry: draft -> submitted -> returned | approved by somebody else, which publishes it; edits of what is published are
 * a draft beside it. Every step is one atomic change with its audit record, made from the revision that was looked at (ConflictError
 * else), within the units of whoever acts (ForbiddenError else). Throws NotFoundError for what is not there, ConflictError for a draft that is not there any more.
 */
export function createEntries(parts: EntryParts) {
  const { store, clock, embed, settings } = parts;

  async function draftOf(id: string, by: Member): Promise<EntryDraft> {
    const draft = await store.drafts.draft(id);
    if (draft?.kind !== 'faq')
      throw new ConflictError('没有这份草稿了：可能已审核通过，或被放弃', `no draft of an entry with the id ${id}`);
    requireScope(by, draft.unitId);
    return draft as EntryDraft;
  }

  async function itemOf(id: string, by: Member): Promise<StaffEntry> {
    const item = await store.entries.entry(id);
    if (!item) throw new NotFoundError('没有这条问答', `no entry ${id}`);
    requireScope(by, item.entry.unitId);
    return item;
  }

  /** The draft one revision on; the store refuses it when somebody else was faster. */
  async function put(draft: EntryDraft, change: Partial<EntryDraft>, expected: number, by: Member, act: string, note?: string) {
    const now = clock.now();
    const at = now.toISOString();
    const next: EntryDraft = { ...draft, ...change, updatedAt: at, updatedBy: by.actor.id, revision: expected + 1 };
    // Typing is saved every few seconds: the record names what was touched, the texts stand in the submission and in the revisions.
    const touched = Object.keys(changedParts(draft.content, next.content).after) as EntryField[];
    const words = touched.length > 0 ? `改了 ${touched.map((field) => fieldNames[field]).join('、')}` : '';
    await store.apply([
      { type: 'put_draft', draft: next, expected },
      auditOf(now, by.actor, {
        action: act,
        subject: draft.itemId,
        detail: [next.title, words, note].filter(Boolean).join('；'),
        before: { state: draft.state, revision: draft.revision },
        after: { state: next.state, revision: next.revision },
      }),
    ]);
    return next;
  }

  /** What keeps it from being submitted; empty when nothing does. */
  async function check(content: EntryContent): Promise<EntryProblem[]> {
    const today = dayOf(clock.now());
    const { entryWithoutBasis, entryWithoutUnit } = await settings.values();
    return [
      ...checkContent(tidied(content), { today, entryWithoutBasis }),
      ...(await basisProblems(store, content, today)),
      ...unitProblems(content.unitId, await store.accounts.units(), { entryWithoutUnit }),
    ];
  }

  async function requireSound(content: EntryContent): Promise<EntryContent> {
    const problems = await check(content);
    if (problems.length > 0)
      throw new UnprocessableError(problems.map(({ message }) => message).join('；'), `${problems.length} problems`);
    return entryContentSchema.parse(tidied(content));
  }

  return {
    check,

    /** A new entry, from what is given, or empty; `also` makes what is written with it, in the same change set. */
    async begin(
      given: Partial<EntryContent>,
      by: Member,
      also: (itemId: string) => Promise<Change[]> = async () => [],
    ): Promise<EntryDraft> {
      const content = parsed({ ...emptyContent(by.account.unitId), ...given });
      requireScope(by, content.unitId);
      const itemId = randomId('f');
      return beginDraft({ itemId, content, item: null }, by, await also(itemId));
    },

    /** The draft beside an entry, published or withdrawn: the one there is, else a new one. */
    async edit(itemId: string, by: Member): Promise<EntryDraft> {
      const known = await store.drafts.draftOfItem(itemId);
      if (known) return draftOf(known.id, by);
      const item = await itemOf(itemId, by);
      const [last] = await store.drafts.itemRevisions(itemId);
      return beginDraft({ itemId, content: publishedContent(item, last), item }, by);
    },

    /** Keeps what was typed, whole or not. Throws InvalidInputError for what is no entry at all, ConflictError once it is submitted. */
    async save(id: string, content: unknown, expected: number, by: Member): Promise<EntryDraft> {
      const draft = await draftOf(id, by);
      requireState(draft, ['draft', 'returned'], '已送审，先收回再改');
      const typed = parsed(content);
      requireScope(by, typed.unitId);
      const editors = [...new Set([...draft.editors, by.actor.id])];
      return put(draft, { content: typed, title: titleOf(typed), unitId: typed.unitId, editors }, expected, by, 'entry.save');
    },

    /** Throws UnprocessableError with everything that is missing or wrong. */
    async submit(id: string, expected: number, note: string | null, by: Member): Promise<EntryDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['draft', 'returned'], '已经送审');
      const content = await requireSound(draft.content);
      const item = await store.entries.entry(draft.itemId);
      // From here on it is compared with what is published now, and that is what the reviewer sees.
      const base = { baseFingerprint: item?.fingerprint ?? null, baseVersion: item?.revision ?? 0 };
      const words = noteOf(note);
      const change = { ...base, content, title: titleOf(content), state: 'submitted' as const, note: words };
      return put(draft, change, expected, by, 'entry.submit', words ?? undefined);
    },

    /** The writers take it back before it is looked at. */
    async recall(id: string, expected: number, by: Member): Promise<EntryDraft> {
      const draft = await draftOf(id, by);
      requireState(draft, ['submitted'], '没有在送审');
      return put(draft, { state: 'draft', note: null }, expected, by, 'entry.recall');
    },

    async return(id: string, expected: number, reason: string, by: Member): Promise<EntryDraft> {
      const draft = await draftOf(id, by);
      requireState(draft, ['submitted'], '没有在送审');
      const note = reasonOf(reason);
      return put(draft, { state: 'returned', note }, expected, by, 'entry.return', note);
    },

    /** Publishes exactly the revision that was looked at. Throws ForbiddenError for whoever wrote in it. */
    async approve(id: string, expected: number, note: string | null, by: Member): Promise<{ itemId: string; number: number }> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['submitted'], '没有在送审');
      const { itemId } = draft;
      const item = await store.entries.entry(itemId);
      const nameOf = await accountNames(store);
      requireOtherPerson(by.actor, authorsOfDraft(draft, item, nameOf), '写过的内容', draft.id);
      const writers = draft.editors.map(nameOf);
      if ((item?.fingerprint ?? null) !== draft.baseFingerprint)
        throw new ConflictError('送审之后，已发布的内容又变了，请退回编辑比较后再送审', `${itemId} is not what it was`);
      const content = await requireSound(draft.content);
      const units = await store.accounts.units();
      const unit = units.find(({ id: unitId }) => unitId === content.unitId)?.name ?? null;
      const lastNumber = (await store.drafts.itemRevisions(itemId))[0]?.number ?? null;
      const now = clock.now();
      const at = now.toISOString();
      const words = noteOf(note);
      const approval = { draft, content, item, lastNumber, unit, writers, reviewer: by.actor, note: words, at };
      const { changes, act } = await approvalChanges(approval, embed);
      await store.apply([...changes, answersGaps(itemId, by.actor, at), auditOf(now, by.actor, act)]);
      return { itemId, number: (lastNumber ?? 0) + 1 };
    },

    /** Gives up a draft; what is published stays as it is. */
    async discard(id: string, expected: number, by: Member): Promise<void> {
      const draft = await draftOf(id, by);
      requireState(draft, ['draft', 'returned'], '已送审，先收回再放弃');
      const now = clock.now();
      await store.apply([
        { type: 'delete_draft', id, expected },
        auditOf(now, by.actor, {
          action: 'entry.discard',
          subject: draft.itemId,
          detail: draft.title,
          before: draft.content,
          after: null,
        }),
      ]);
    },

    /** Gone at the next request, everywhere. Comes back only by an edit that another person approves. */
    async withdraw(itemId: string, reason: string, by: Member): Promise<void> {
      const { entry, governance } = await itemOf(itemId, by);
      const note = reasonOf(reason);
      const now = clock.now();
      const at = now.toISOString();
      await store.apply([
        { type: 'set_review', itemId, from: ['published'], to: 'withdrawn', by: by.actor.name, at, note },
        auditOf(now, by.actor, {
          action: 'entry.withdraw',
          subject: itemId,
          detail: `${entry.question}；${note}`,
          before: { reviewState: governance.reviewState },
          after: { reviewState: 'withdrawn' },
        }),
      ]);
    },
  };

  async function beginDraft(
    made: { itemId: string; content: EntryContent; item: StaffEntry | null },
    by: Member,
    more: Change[] = [],
  ) {
    const { itemId, content, item } = made;
    const now = clock.now();
    const at = now.toISOString();
    const draft: EntryDraft = {
      id: randomId('t'),
      kind: 'faq',
      itemId,
      title: titleOf(content),
      content,
      baseVersion: item?.revision ?? 0,
      baseFingerprint: item?.fingerprint ?? null,
      state: 'draft',
      unitId: content.unitId,
      createdBy: by.actor.id,
      editors: [by.actor.id],
      note: null,
      createdAt: at,
      updatedAt: at,
      updatedBy: by.actor.id,
      revision: 1,
    };
    await store.apply([
      { type: 'put_draft', draft, expected: 0 },
      auditOf(now, by.actor, { action: item ? 'entry.edit' : 'entry.begin', subject: itemId, detail: draft.title }),
      ...more,
    ]);
    return draft;
  }
}

function parsed(content: unknown): EntryContent {
  const result = draftContentSchema.safeParse(content);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new InvalidInputError(`内容不完整或格式不对：${issue?.path.join('.')}`, result.error.message);
}

function requireScope(by: Member, unitId: string | null): void {
  if (!by.inScope(unitId))
    throw new ForbiddenError('这条内容不属于您的单位', `${unitId ?? 'the whole city'} is out of reach of ${by.actor.id}`);
}

function requireState(draft: EntryDraft, allowed: Draft['state'][], message: string): void {
  if (!allowed.includes(draft.state)) throw new ConflictError(message, `draft ${draft.id} is ${draft.state}`);
}

/** Named before anything is worked out from it; the store checks again when it writes. */
function requireRevision(draft: EntryDraft, expected: number): void {
  if (draft.revision !== expected)
    throw new ConflictError('草稿已被改过，请先看过新的内容再操作', `draft ${draft.id} is at revision ${draft.revision}`);
}
