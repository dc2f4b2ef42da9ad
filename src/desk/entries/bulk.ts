import type { Draft, EntryContent } from '../../domain/entry.ts';
import { WenceError } from '../../domain/errors.ts';
import type { Store } from '../../store/contract.ts';
import type { Member } from '../member.ts';
import type { Entries } from './entries.ts';

/** What is done to many entries alike. All but `submit` and `withdraw` write in a draft beside the entry. */
export type BulkStep =
  | { step: 'submit'; note: string | null }
  | { step: 'add_tag' | 'remove_tag'; tag: string }
  | { step: 'set_end'; until: string | null }
  | { step: 'set_unit'; unitId: string | null }
  | { step: 'withdraw'; reason: string };

/** What became of one entry; the others go on whatever it is. */
export interface BulkOutcome {
  itemId: string;
  ok: boolean;
  /** Chinese: what was done, or why not. */
  message: string;
}

/** What the steps change. */
type Touched = Pick<EntryContent, 'tags' | 'visibleUntil' | 'unitId'>;

/** Takes the step for each entry on its own, in the order given. */
export function createBulk(store: Store, entries: Entries) {
  /** Null for a draft of a document too. */
  async function draftOf(itemId: string): Promise<Draft<EntryContent> | null> {
    const draft = await store.drafts.draftOfItem(itemId);
    return draft?.kind === 'faq' ? (draft as Draft<EntryContent>) : null;
  }

  async function write(itemId: string, change: (before: Touched) => Partial<Touched>, by: Member): Promise<string> {
    const draft = await draftOf(itemId);
    const before = draft?.content ?? (await publishedOf(itemId));
    if (before && JSON.stringify({ ...before, ...change(before) }) === JSON.stringify(before)) return '已是这样，没有改动';
    const open = await entries.edit(itemId, by);
    await entries.save(open.id, { ...open.content, ...change(open.content) }, open.revision, by);
    return draft ? '已改在草稿里' : '已起草修改，送审后生效';
  }

  async function publishedOf(itemId: string): Promise<Touched | null> {
    const item = await store.entries.entry(itemId);
    return item && { tags: item.entry.tags, visibleUntil: item.governance.visibleUntil, unitId: item.entry.unitId };
  }

  async function take(itemId: string, step: BulkStep, by: Member): Promise<string> {
    switch (step.step) {
      case 'submit': {
        const draft = await draftOf(itemId);
        if (!draft) return '没有要送审的修改';
        await entries.submit(draft.id, draft.revision, step.note, by);
        return '已送审';
      }
      case 'withdraw':
        await entries.withdraw(itemId, step.reason, by);
        return '已撤下';
      case 'add_tag':
        return write(itemId, (content) => ({ tags: [...new Set([...content.tags, step.tag])] }), by);
      case 'remove_tag':
        return write(itemId, (content) => ({ tags: content.tags.filter((tag) => tag !== step.tag) }), by);
      case 'set_end':
        return write(itemId, () => ({ visibleUntil: step.until }), by);
      case 'set_unit':
        return write(itemId, () => ({ unitId: step.unitId }), by);
    }
  }

  return async (itemIds: readonly string[], step: BulkStep, by: Member): Promise<BulkOutcome[]> => {
    const outcomes: BulkOutcome[] = [];
    for (const itemId of new Set(itemIds)) {
      try {
        outcomes.push({ itemId, ok: true, message: await take(itemId, step, by) });
      } catch (error) {
        if (!(error instanceof WenceError)) throw error;
        outcomes.push({ itemId, ok: false, message: error.message });
      }
    }
    return outcomes;
  };
}
