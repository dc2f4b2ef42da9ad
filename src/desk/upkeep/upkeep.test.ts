import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRecord, documentBundle, source, versionOf } from '../../../tests/contracts/items.ts';
import type { Citation } from '../../domain/answer.ts';
import type { DocumentRecord } from '../../domain/document.ts';
import { ConflictError, ForbiddenError, UnprocessableError } from '../../domain/errors.ts';
import { clauseIdOf } from '../../domain/ids.ts';
import type { Clock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import { basisHash } from '../entries/basis.ts';
import { entriesOf, memberIn, published, sound, unitChange } from '../entries/test-desk.ts';
import type { Member } from '../member.ts';
import { createSettings } from '../settings.ts';
import { createConfirm } from './confirm.ts';
import { createFlags } from './flags.ts';
import { createRecalls } from './recalls.ts';
import { createRetention } from './retention.ts';

let now = new Date('2025-03-01T04:00:00Z');
const clock: Clock = { now: () => now };
const on = (day: string) => {
  now = new Date(`${day}T04:00:00Z`);
};

let store: Store;
let writer: Member;
let reviewer: Member;
beforeEach(async () => {
  on('2025-03-01');
  store = await openSqliteStore(':memory:', { clock });
  await store.apply([...source, unitChange('u_a'), unitChange('u_b')]);
  writer = await memberIn(store, { id: 'editor', name: '编辑甲一' });
  reviewer = await memberIn(store, { id: 'reviewer', name: '审核乙一' });
});
afterEach(() => store.close());

const parts = () => {
  const settings = createSettings(store, clock);
  const flags = createFlags(store, clock, settings);
  return { settings, flags, recalls: createRecalls(store, clock, flags), confirm: createConfirm(store, clock) };
};

/** Writes the document with these clauses and facts. */
async function document(texts: string[], facts: Partial<DocumentRecord> = {}) {
  const bundle = documentBundle('办法', { texts, record: { kind: 'policy', effectiveOn: '2020-01-01', ...facts } });
  await store.apply([{ type: 'put_document', bundle }]);
  return bundle.document.id;
}

async function entryOn(documentId: string, text: string, more: object = {}) {
  const clauseId = clauseIdOf(documentId, '第1条');
  const basis = [{ documentId, clauseId, label: '《办法》第1条', textHash: basisHash([{ text }]) }];
  return published(entriesOf(store, clock), { ...sound, legalBasis: [], basis, ...more }, writer, reviewer);
}

describe('entries that rest on what changed', () => {
  it('are flagged with the words as they were and as they are', async () => {
    const id = await document(['每月发放 1000 元。', '其他。']);
    const item = await entryOn(id, '每月发放 1000 元。');
    const { flags } = parts();
    expect(await flags.flagged(writer)).toEqual([]);
    on('2025-04-01');
    await document(['每月发放 1200 元。', '其他。']);
    expect(await flags.flagged(writer)).toMatchObject([
      {
        itemId: item,
        question: sound.question,
        draft: null,
        reasons: [
          {
            kind: 'changed',
            label: '《办法》第1条',
            since: '2025-04-01T04:00:00.000Z',
            oldText: '每月发放 1000 元。',
            newText: '每月发放 1200 元。',
          },
        ],
      },
    ]);
  });

  it('are not flagged for another clause, nor for blanks and signs', async () => {
    const id = await document(['每月发放 1000 元。', '其他。']);
    await entryOn(id, '每月发放 1000 元。');
    await document(['每月发放1000元', '另外的话。']);
    expect(await parts().flags.flagged(writer)).toEqual([]);
  });

  it('are flagged when the clause or the document is gone or withdrawn', async () => {
    const id = await document(['甲。', '乙。']);
    await entryOn(id, '甲。');
    const { flags } = parts();
    const bundle = documentBundle('办法', { texts: ['甲。', '乙。'] });
    const version = versionOf(id, ['关于办法的通知'], ['甲。', '乙。']);
    const second = { ...version, id: `${version.id}x`, clauses: version.clauses.slice(1), chunks: version.chunks.slice(1) };
    await store.apply([{ type: 'put_document', bundle: { ...bundle, version: second } }]);
    expect((await flags.flagged(writer))[0]?.reasons).toMatchObject([{ kind: 'gone', oldText: '甲。', newText: null }]);
    on('2025-05-01');
    const at = now.toISOString();
    await store.apply([{ type: 'set_review', itemId: id, from: ['published'], to: 'withdrawn', by: '丙', at, note: '误' }]);
    expect((await flags.flagged(writer))[0]?.reasons).toMatchObject([{ kind: 'withdrawn', since: at }]);
    await store.apply([{ type: 'delete_item', itemId: id }]);
    expect((await flags.flagged(writer))[0]?.reasons).toMatchObject([{ kind: 'gone', since: null }]);
  });

  it('are flagged when the document lapses by the clock, and announced before', async () => {
    const id = await document(['甲。'], { expiresOn: '2025-06-30' });
    const item = await entryOn(id, '甲。');
    const { flags } = parts();
    on('2025-05-30');
    expect((await flags.expiring(writer)).entries).toEqual([]);
    on('2025-06-10');
    expect((await flags.expiring(writer)).entries).toMatchObject([
      { itemId: item, lastDay: '2025-06-30', because: '《办法》第1条：已失效（有效期至2025年6月30日）' },
    ]);
    on('2025-06-30');
    expect(await flags.flagged(writer)).toEqual([]);
    on('2025-07-01');
    expect((await flags.flagged(writer))[0]?.reasons).toMatchObject([
      { kind: 'lapsed', since: '2025-06-30T16:00:00.000Z', words: '所依据的文件已失效（有效期至2025年6月30日）' },
    ]);
  });

  it('are flagged when another document repeals theirs, also when that is learned late', async () => {
    const id = await document(['甲。'], { title: '示例市旧办法', documentNumber: '示府〔2020〕1号' });
    on('2025-04-01');
    await entryOn(id, '甲。');
    on('2025-05-01');
    const { flags } = parts();
    const repeal = documentBundle('新办法', {
      texts: ['自2025年2月1日起施行，旧办法同时废止。'],
      record: { kind: 'policy', title: '示例市新办法', effectiveOn: '2025-02-01' },
      relations: [
        {
          kind: 'repeals',
          targetNumber: '示府〔2020〕1号',
          targetTitle: '示例市旧办法',
          targetKey: null,
          evidence: '同时废止',
          confidence: 0.9,
        },
      ],
    });
    await store.apply([{ type: 'put_document', bundle: repeal }]);
    expect((await flags.flagged(writer))[0]?.reasons).toMatchObject([{ kind: 'lapsed', since: '2025-05-01T04:00:00.000Z' }]);
  });

  it('are flagged when they name the document only in words', async () => {
    await document(['甲。'], { title: '示例市高龄津贴办法', expiresOn: '2025-06-30' });
    const item = await published(entriesOf(store, clock), sound, writer, reviewer);
    on('2025-07-02');
    expect(await parts().flags.flagged(writer)).toMatchObject([{ itemId: item, reasons: [{ kind: 'lapsed', clauseId: null }] }]);
  });

  it('stay within the units of whoever asks', async () => {
    const id = await document(['甲。']);
    await entryOn(id, '甲。', { unitId: 'u_a' });
    await document(['乙。']);
    const [own, other] = [await memberIn(store, { id: 'a', unitId: 'u_a' }), await memberIn(store, { id: 'b', unitId: 'u_b' })];
    const { flags } = parts();
    expect([(await flags.flagged(own)).length, (await flags.flagged(other)).length]).toEqual([1, 0]);
  });
});

describe('an entry confirmed as still right', () => {
  it('has a new revision, the present words of its basis, and is flagged no more', async () => {
    const id = await document(['每月发放 1000 元。']);
    const item = await entryOn(id, '每月发放 1000 元。');
    on('2025-04-01');
    await document(['每月 15 日前发放 1000 元。']);
    const { flags, confirm } = parts();
    expect(await flags.flagged(reviewer)).toHaveLength(1);
    const before = await store.entries.entry(item);
    await expect(confirm(item, before!.fingerprint, null, writer)).rejects.toThrow(ForbiddenError);
    await expect(confirm(item, 'other', null, reviewer)).rejects.toThrow(ConflictError);
    expect(await confirm(item, before!.fingerprint, '已核对', reviewer)).toEqual({ number: 2 });
    expect(await flags.flagged(reviewer)).toEqual([]);
    const [last] = await store.drafts.itemRevisions(item);
    expect(last).toMatchObject({ number: 2, writtenBy: ['editor'], approvedBy: 'reviewer', note: '复核：仍然正确；已核对' });
    const after = await store.entries.entry(item);
    expect([after?.entry.answer, after?.governance.reviewedAt]).toEqual([sound.answer, now.toISOString()]);
    expect((await store.audit.list({ action: 'entry.confirm' })).total).toBe(1);
    await expect(confirm(item, before!.fingerprint, null, reviewer)).rejects.toThrow(ConflictError);
  });

  it('cannot be, beside a draft or without what it rests on', async () => {
    const id = await document(['甲。']);
    const item = await entryOn(id, '甲。');
    const { confirm } = parts();
    const fingerprint = (await store.entries.entry(item))!.fingerprint;
    const draft = await entriesOf(store, clock).edit(item, writer);
    await expect(confirm(item, fingerprint, null, reviewer)).rejects.toThrow('正在修改中');
    await entriesOf(store, clock).discard(draft.id, draft.revision, writer);
    await store.apply([{ type: 'delete_item', itemId: id }]);
    await expect(confirm(item, fingerprint, null, reviewer)).rejects.toThrow(UnprocessableError);
  });
});

describe('entries that end or grow old', () => {
  it('are listed by the days of the settings', async () => {
    const entries = entriesOf(store, clock);
    const soon = await published(entries, { ...sound, visibleUntil: '2025-03-20' }, writer, reviewer);
    await published(entries, { ...sound, question: '别的问题', visibleUntil: '2026-03-20' }, writer, reviewer);
    const { flags, settings } = parts();
    expect((await flags.expiring(writer)).entries.map(({ itemId }) => itemId)).toEqual([soon]);
    await settings.put('warnDays', 5, 0, writer.actor);
    expect((await flags.expiring(writer)).entries).toEqual([]);
    on('2026-02-28');
    expect((await flags.stale(writer)).entries).toEqual([]);
    on('2026-03-03');
    expect((await flags.stale(writer)).entries).toHaveLength(2);
    await settings.put('staleDays', 400, 0, writer.actor);
    expect((await flags.stale(writer)).entries).toEqual([]);
  });
});

describe('answers to be corrected', () => {
  /** An answer of this moment that cites one clause. */
  function answer(id: string, documentId: string, versionId: string, path = '第1条') {
    const plain = answerRecord(id);
    const citation: Citation = {
      n: 1,
      kind: 'document',
      documentId,
      title: '办法',
      documentNumber: null,
      issuer: null,
      validity: 'in_force',
      validityNote: '',
      clause: path,
      clauseId: clauseIdOf(documentId, path),
      versionId,
      page: null,
      quote: '',
      url: null,
      machineRead: false,
    };
    const response = { ...plain.response, citations: [citation] };
    return store.apply([{ type: 'put_answer', answer: { ...plain, response, askedAt: now.toISOString() } }]);
  }

  it('are those given from words that changed, each with both wordings; once handled they stay handled', async () => {
    const id = await document(['每月发放 1000 元。', '其他。']);
    const first = versionOf(id, ['关于办法的通知'], ['每月发放 1000 元。', '其他。']).id;
    await answer('a1', id, first);
    await answer('a2', id, first, '第2条');
    const { recalls } = parts();
    expect(await recalls.list(writer)).toEqual([]);
    on('2025-04-01');
    await document(['每月发放 1200 元。', '其他。']);
    const [recall, ...others] = await recalls.list(writer);
    expect(others).toEqual([]);
    expect(recall).toMatchObject({
      cause: 'words',
      itemId: id,
      place: '第1条',
      oldText: '每月发放 1000 元。',
      newText: '每月发放 1200 元。',
      answers: 1,
      open: 1,
    });
    await answer('a3', id, versionOf(id, ['关于办法的通知'], ['每月发放 1200 元。', '其他。']).id);
    const listed = await recalls.answers(recall!.id, writer, {});
    expect(listed?.answers.map(({ answerId }) => answerId)).toEqual(['a1']);
    expect(new TextDecoder().decode(await recalls.csv(writer))).toContain('每月发放 1200 元。');
    expect(await recalls.handle(recall!.id, { answerIds: null, note: '已电话告知13912345678', undo: false }, writer)).toBe(1);
    expect((await recalls.list(writer))[0]).toMatchObject({ answers: 1, open: 0 });
    expect((await recalls.answers(recall!.id, writer, {}))?.answers[0]).toMatchObject({
      handledBy: '编辑甲一',
      note: '已电话告知〔手机号〕',
    });
    expect(await recalls.handle(recall!.id, { answerIds: ['a1'], note: null, undo: true }, writer)).toBe(1);
    expect((await recalls.list(writer))[0]?.open).toBe(1);
    expect((await store.audit.list({ action: 'recall' })).total).toBe(2);
  });

  it('are those given from an entry whose basis changed, and those of an entry that was withdrawn', async () => {
    const id = await document(['甲。']);
    const item = await entryOn(id, '甲。');
    await answer('a1', item, (await store.entries.entry(item))!.versionId, 'answer');
    const { recalls } = parts();
    expect(await recalls.list(writer)).toEqual([]);
    await document(['乙。']);
    expect(await recalls.list(writer)).toMatchObject([
      { cause: 'basis', itemId: item, oldText: '甲。', newText: '乙。', open: 1 },
    ]);
    await entriesOf(store, clock).withdraw(item, '有误', reviewer);
    expect(await recalls.list(writer)).toMatchObject([{ cause: 'withdrawn', itemId: item, newText: null, open: 1 }]);
  });

  it('are those given from a document before it lapsed', async () => {
    const id = await document(['甲。'], { expiresOn: '2025-06-30' });
    const version = versionOf(id, ['关于办法的通知'], ['甲。']).id;
    on('2025-06-30');
    await answer('a1', id, version);
    on('2025-07-02');
    await answer('a2', id, version);
    const { recalls } = parts();
    const [recall] = await recalls.list(writer);
    expect(recall).toMatchObject({ cause: 'lapsed', answers: 1 });
    expect((await recalls.answers(recall!.id, writer, {}))?.answers.map(({ answerId }) => answerId)).toEqual(['a1']);
  });

  it('are kept beyond their days until they are handled; the audit is kept whatever the days', async () => {
    const id = await document(['甲。', '乙。']);
    const version = versionOf(id, ['关于办法的通知'], ['甲。', '乙。']).id;
    await answer('a1', id, version);
    await answer('a2', id, version, '第2条');
    await document(['丙。', '乙。']);
    const { recalls } = parts();
    const forget = createRetention(store, clock);
    await store.apply([await forget()]);
    expect(await store.activity.answer('a2')).not.toBeNull();
    on('2026-03-05');
    await store.apply([await forget()]);
    expect([await store.activity.answer('a1'), await store.activity.answer('a2')].map((one) => one?.response.id)).toEqual([
      'a1',
      undefined,
    ]);
    const [recall] = await recalls.list(writer);
    await recalls.handle(recall!.id, { answerIds: null, note: null, undo: false }, writer);
    await store.apply([await forget()]);
    expect(await store.activity.answer('a1')).toBeNull();
    expect(await store.audit.verify()).toMatchObject({ records: 1, broken: null });
  });
});
