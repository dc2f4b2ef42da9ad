import type { Governance } from '../../domain/document.ts';
import type { Basis, ItemRevision } from '../../domain/entry.ts';
import { ConflictError, ForbiddenError, NotFoundError, UnprocessableError } from '../../domain/errors.ts';
import { type Clock, dayOf } from '../../domain/time.ts';
import { entryBundle } from '../../ingest/faq/bundle.ts';
import type { Change, Store } from '../../store/contract.ts';
import type { StaffEntry } from '../../store/contract-entries.ts';
import { auditOf } from '../audit.ts';
import { basisHash, staffViewer } from '../entries/basis.ts';
import { ingestedRevision } from '../entries/publish.ts';
import { authorsOfItem, requireOtherPerson } from '../four-eyes.ts';
import { writtenContent } from '../import/export-rows.ts';
import type { Member } from '../member.ts';

/**
 * “仍然正确”: a person who did not write the entry has read it again, with what it rests on as that stands today. A new revision with the
 * same words, reviewed now; its basis takes the present words of the clauses.
 */
export function createConfirm(store: Store, clock: Clock) {
  /** Null where the clause is not there any more. */
  async function refreshed(basis: Basis): Promise<Basis | null> {
    const clauses = await store.content.clauses(basis.documentId, staffViewer(dayOf(clock.now())));
    const meant = basis.clauseId === null ? clauses : clauses.filter(({ id }) => id === basis.clauseId);
    return meant.length === 0 ? null : { ...basis, textHash: basisHash(meant) };
  }

  /** Throws ForbiddenError for whoever wrote it, ConflictError when it changed meanwhile or has a draft, UnprocessableError without its basis. */
  return async (itemId: string, fingerprint: string, note: string | null, by: Member): Promise<{ number: number }> => {
    const item = await store.entries.entry(itemId);
    if (item?.governance.reviewState !== 'published')
      throw new NotFoundError('没有这条已发布的问答', `no published entry ${itemId}`);
    if (!by.inScope(item.entry.unitId)) throw new ForbiddenError('这条内容不属于您的单位', `${itemId} is out of reach`);
    if (item.fingerprint !== fingerprint)
      throw new ConflictError('这条问答已有变化，请先看过新的内容', `${itemId} is not what it was`);
    if (await store.drafts.draftOfItem(itemId))
      throw new ConflictError('这条问答正在修改中，请随那份草稿一起审核', `${itemId} has a draft`);
    const [last] = await store.drafts.itemRevisions(itemId);
    requireOtherPerson(by.actor, authorsOfItem(item.governance, last ?? null), '写的问答', itemId);
    const basis = await Promise.all(item.entry.basis.map(refreshed));
    if (basis.some((one) => one === null))
      throw new UnprocessableError('所依据的条款已不在库里，不能直接确认，请修改问答', `${itemId} rests on what is gone`);
    const now = clock.now();
    const changes = changesOf(item, basis as Basis[], by, now.toISOString());
    const content = { ...(await writtenContent(store, item))!, basis: basis as Basis[] };
    const number = (last?.number ?? 0) + 1;
    const revision: ItemRevision = {
      itemId,
      number,
      content,
      writtenBy: last && last.number > 0 ? last.writtenBy : [item.governance.createdBy],
      approvedBy: by.actor.id,
      approvedAt: now.toISOString(),
      note: `复核：仍然正确${note ? `；${note}` : ''}`,
    };
    const revisions = last ? [revision] : [ingestedRevision(item), revision];
    await store.apply([
      ...changes,
      ...revisions.map((one): Change => ({ type: 'put_item_revision', revision: one })),
      auditOf(now, by.actor, {
        action: 'entry.confirm',
        subject: itemId,
        detail: `${item.entry.question}；第 ${number} 版${note ? `；${note}` : ''}`,
        before: { reviewedAt: item.governance.reviewedAt, basis: item.entry.basis },
        after: { reviewedAt: now.toISOString(), basis },
      }),
    ]);
    return { number };
  };
}

function changesOf({ entry, governance, fingerprint }: StaffEntry, basis: Basis[], by: Member, at: string): Change[] {
  const reviewed: Governance = { ...governance, reviewedBy: by.actor.name, reviewedAt: at };
  return [
    {
      type: 'set_review',
      itemId: entry.id,
      from: ['published'],
      to: 'published',
      by: by.actor.name,
      at,
      note: null,
      fingerprint,
    },
    { type: 'put_faq', bundle: entryBundle({ ...entry, basis }, reviewed) },
  ];
}
