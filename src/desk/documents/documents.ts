import { type Correction, correctedValue } from '../../domain/correction.ts';
import type { Governance } from '../../domain/document.ts';
import { ConflictError, InvalidInputError, UnprocessableError } from '../../domain/errors.ts';
import type { Clock, Day } from '../../domain/time.ts';
import type { DocumentContent, DocumentDraft } from '../../ingest/document-draft.ts';
import type { DocumentReader } from '../../ingest/reading/pool.ts';
import type { Change, Store } from '../../store/contract.ts';
import type { StaffDocument } from '../../store/contract-documents.ts';
import { type Act, auditOf } from '../audit.ts';
import type { Embed } from '../entries/publish.ts';
import { authorsOfDraft, joinedNames, requireOtherPerson } from '../four-eyes.ts';
import { answersGaps } from '../gaps.ts';
import type { Member } from '../member.ts';
import { accountNames } from '../names.ts';
import { noteOf, reasonOf } from '../reasons.ts';
import { createReview } from '../review.ts';
import { requireUnit } from '../units.ts';
import { createBeginnings, documentOf } from './begin.ts';
import { createIndexing } from './indexing.ts';
import { approvalChanges } from './publish.ts';
import { createDraftReadings } from './readings.ts';
import { requireRevision, requireScope, requireState } from './rules.ts';
import { checkedUpload, type UploadedFile } from './upload.ts';
import { type WantedCorrection, withCorrection, withSuccession } from './wanted.ts';

export interface DocumentParts {
  store: Store;
  clock: Clock;
  reader: Pick<DocumentReader, 'read'>;
  embed: Embed;
  /** Bytes of the largest file that is taken. */
  largestFile: number;
  /** Told when what was read of a file could not be kept. */
  onFailure(error: unknown): void;
  /** Milliseconds that an approval waits for vectors before it says what it waits for. */
  patienceMs?: number | undefined;
}

/** What takes the place of a document, from which day on; without a day, from the successor's own first day in force. */
export interface Succession {
  /** Id of a document or of a draft. */
  byId: string;
  effectiveOn: Day | null;
  reason: string;
}

export type DocumentDesk = ReturnType<typeof createDocumentDesk>;

/**
 * The life of a document at the desk: uploaded or taken up again -> read -> corrected -> submitted -> returned | approved by somebody else,
 * which publishes it. Each step is one atomic change with its audit record, made from the revision that was looked at (ConflictError
 * else), within the units of whoever acts (ForbiddenError else). Throws NotFoundError for what is not there, ConflictError for a draft that is not there any more.
 */
export function createDocumentDesk(parts: DocumentParts) {
  const { store, clock, embed, largestFile } = parts;
  const readings = createDraftReadings(parts);
  const indexing = createIndexing({ ...parts, readings });
  const beginnings = createBeginnings(store, clock);
  const review = createReview(store, clock);

  /** By the id of the draft or of its item. */
  async function draftOf(id: string, by: Member): Promise<DocumentDraft> {
    const draft = (await store.drafts.draft(id)) ?? (await store.drafts.draftOfItem(id));
    if (draft?.kind !== 'document')
      throw new ConflictError('没有这份稿件了：可能已审核通过，或被放弃', `no draft of a document: ${id}`);
    requireScope(by, draft.unitId);
    return draft as DocumentDraft;
  }

  async function itemOf(id: string, by: Member): Promise<StaffDocument> {
    const item = await documentOf(store, id);
    requireScope(by, await unitOf(id));
    return item;
  }

  const unitOf = async (id: string) => correctedValue(await store.corrections.ofItem(id), 'unitId') ?? null;

  async function put(
    draft: DocumentDraft,
    change: Partial<DocumentDraft>,
    by: Member,
    act: Omit<Act, 'subject'>,
    more: Change[] = [],
  ) {
    const now = clock.now();
    const { revision } = draft;
    const written = { updatedAt: now.toISOString(), updatedBy: by.actor.id, revision: revision + 1 };
    const next: DocumentDraft = { ...draft, ...change, ...written };
    await store.apply([
      { type: 'put_draft', draft: next, expected: revision },
      ...more,
      auditOf(now, by.actor, { ...act, subject: draft.itemId }),
    ]);
    return next;
  }

  /** Begins to read it unless that was done or goes on. */
  function started(draft: DocumentDraft): DocumentDraft {
    if (draft.content.summary === null && draft.content.failure === null) void readings.start(draft.id);
    return draft;
  }

  async function edit(itemId: string, by: Member): Promise<DocumentDraft> {
    const known = (await store.drafts.draft(itemId)) ?? (await store.drafts.draftOfItem(itemId));
    if (known) return started(await draftOf(known.id, by));
    return started(await beginnings.edit(await itemOf(itemId, by), by));
  }

  async function correct(draft: DocumentDraft, wanted: WantedCorrection[], by: Member): Promise<DocumentDraft> {
    requireState(draft, ['draft', 'returned'], '已送审，先收回再改');
    const at = clock.now().toISOString();
    const before = draft.content.corrections;
    const corrections = wanted.reduce((list, one) => withCorrection(list, one, by.actor.name, at), before);
    const unitId = correctedValue(corrections, 'unitId');
    if (unitId !== undefined) {
      if (wanted.some(({ field }) => field === 'unitId')) await requireUnit(store, unitId);
      requireScope(by, unitId);
    }
    const was = await readings.reading(draft.id);
    // While its file is being read, the correction waits for the end of the reading.
    const again = was ? await readings.again(draft, was, corrections) : null;
    const document = again?.reading.document;
    const change = {
      content: again?.content ?? { ...draft.content, corrections },
      title: document?.title ?? draft.title,
      editors: [...new Set([...draft.editors, by.actor.id])],
      ...(unitId !== undefined && { unitId }),
    };
    const valueIn = (document: object | undefined, field: string) => (document as Record<string, unknown> | undefined)?.[field];
    const fields = wanted.map(({ field }) => field);
    const pick = (document: object | undefined, list: Correction[]) =>
      Object.fromEntries(fields.map((field) => [field, valueIn(document, field) ?? correctedValue(list, field) ?? null]));
    const act = {
      action: 'document.correct',
      detail: `${change.title}；${wanted.map(({ reason }) => reason).join('；')}`,
      before: pick(was?.document, before),
      after: pick(document, corrections),
    };
    const more: Change[] = again ? [{ type: 'put_draft_reading', draftId: draft.id, reading: again.reading }] : [];
    return put(draft, change, by, act, more);
  }

  return {
    readings,
    largestFile,

    /** Stops what goes on in the background; it goes on after the next start. */
    close(): void {
      readings.close();
      indexing.close();
    },

    /** Waits for what goes on in the background. */
    async idle(): Promise<void> {
      await readings.idle();
      await indexing.idle();
    },

    unitOf,

    /** The draft of a document, its reading begun anew where a stop broke it off. */
    async draft(id: string, by: Member): Promise<DocumentDraft> {
      return started(await draftOf(id, by));
    },

    async upload(file: UploadedFile, unitId: string | null, by: Member): Promise<DocumentDraft> {
      return started(await beginnings.upload(checkedUpload(file, largestFile), unitId, by));
    },

    /** The draft beside a document of the base: the one there is, else a new one from its original. */
    edit,

    /** Another file in the place of a document, or of the draft that lies beside it. */
    async replace(id: string, expected: number | null, file: UploadedFile, by: Member): Promise<DocumentDraft> {
      const checked = checkedUpload(file, largestFile);
      const known = (await store.drafts.draft(id)) ?? (await store.drafts.draftOfItem(id));
      if (!known) return started(await beginnings.replace(await itemOf(id, by), checked, by));
      const draft = await draftOf(known.id, by);
      requireState(draft, ['draft', 'returned'], '已送审，先收回再换文件');
      if (expected === null) throw new ConflictError('这份文件已有一份稿件，请在稿件里换文件', `draft ${draft.id} exists`);
      requireRevision(draft, expected);
      return started(await beginnings.exchange(draft, expected, checked, by));
    },

    /** Reads the file again, for instance after the program was updated. */
    async readAgain(id: string, expected: number, by: Member): Promise<DocumentDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['draft', 'returned'], '已送审，先收回再读');
      const content: DocumentContent = { ...draft.content, summary: null, failure: null, sameAs: null };
      return started(await put(draft, { content }, by, { action: 'document.read', detail: draft.title }));
    },

    /** Throws InvalidInputError for a value that the field cannot have. */
    async correct(id: string, expected: number, wanted: WantedCorrection[], by: Member): Promise<DocumentDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      return correct(draft, wanted, by);
    },

    /**
     * Says in the draft of the successor, made where there is none, that it takes the place of a document from a day on. The document is
     * shown as ended once that draft is approved.
     */
    async supersede(itemId: string, { byId, effectiveOn, reason }: Succession, by: Member): Promise<DocumentDraft> {
      const { document } = await itemOf(itemId, by);
      if (byId === itemId) throw new InvalidInputError('文件不能取代自己', 'a document cannot supersede itself');
      for (let attempt = 1; ; attempt++) {
        const draft = await edit(byId, by);
        const value = withSuccession(draft.content.corrections, document, effectiveOn);
        try {
          return await correct(draft, [{ field: 'relations', value, reason }], by);
        } catch (error) {
          // Its reading may have come to its end meanwhile.
          if (!(error instanceof ConflictError) || draft.state === 'submitted' || attempt === 3) throw error;
        }
      }
    },

    /** Throws ConflictError while it is read, UnprocessableError where it could not be read or stands in the base already. */
    async submit(id: string, expected: number, note: string | null, by: Member): Promise<DocumentDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['draft', 'returned'], '已经送审');
      const { summary, failure, sameAs } = draft.content;
      if (failure) throw new UnprocessableError(`文件没有读出来：${failure.reason}`, failure.code);
      if (!summary) throw new ConflictError('文件还没有读完，请稍候', `draft ${draft.id} is not read yet`);
      if (sameAs) throw new UnprocessableError(`库里已有文字完全相同的文件：《${sameAs.title}》，不必重复发布`, sameAs.id);
      const item = await store.documents.document(draft.itemId);
      const base = { baseFingerprint: item?.fingerprint ?? null, baseVersion: item?.revision ?? 0 };
      const words = noteOf(note);
      const detail = words ? `${draft.title}；${words}` : draft.title;
      const submitted = await put(draft, { ...base, state: 'submitted', note: words }, by, { action: 'document.submit', detail });
      indexing.start(submitted);
      return submitted;
    },

    /** The writers take it back before it is looked at. */
    async recall(id: string, expected: number, by: Member): Promise<DocumentDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['submitted'], '没有在送审');
      return put(draft, { state: 'draft', note: null }, by, { action: 'document.recall', detail: draft.title });
    },

    async return(id: string, expected: number, reason: string, by: Member): Promise<DocumentDraft> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['submitted'], '没有在送审');
      const note = reasonOf(reason);
      return put(draft, { state: 'returned', note }, by, { action: 'document.return', detail: `${draft.title}；${note}` });
    },

    /** Publishes exactly the revision that was looked at. Throws ForbiddenError for whoever wrote in it. */
    async approve(id: string, expected: number, note: string | null, by: Member): Promise<{ itemId: string; number: number }> {
      const draft = await draftOf(id, by);
      requireRevision(draft, expected);
      requireState(draft, ['submitted'], '没有在送审');
      const { itemId } = draft;
      const item = await store.documents.document(itemId);
      const nameOf = await accountNames(store);
      requireOtherPerson(by.actor, authorsOfDraft(draft, item, nameOf), '上传或更正的文件', draft.id);
      if ((item?.fingerprint ?? null) !== draft.baseFingerprint)
        throw new ConflictError('送审之后，库里的文件又变了，请退回编辑重新核对', `${itemId} is not what it was`);
      const file = await store.drafts.draftFile(draft.id);
      if (!file) throw new ConflictError('稿件的文件不在了，请退回编辑重新上传', `draft ${draft.id} has no file`);
      await indexing.requireDone(draft);
      const now = clock.now();
      const at = now.toISOString();
      const governance: Governance = {
        reviewState: 'published',
        createdBy: joinedNames(draft.editors.map(nameOf)),
        reviewedBy: by.actor.name,
        reviewedAt: at,
        audiences: ['public'],
        visibleFrom: null,
        visibleUntil: null,
      };
      const bundle = await readings.bundle(draft, governance, file.bytes);
      const lastNumber = (await store.drafts.itemRevisions(itemId))[0]?.number ?? null;
      const approval = { draft, bundle, item, lastNumber, reviewer: by.actor, note: noteOf(note), at };
      const { changes, act } = await approvalChanges(approval, embed);
      await store.apply([...changes, answersGaps(itemId, by.actor, at), auditOf(now, by.actor, act)]);
      indexing.forget(draft.id);
      return { itemId, number: (lastNumber ?? 0) + 1 };
    },

    /** Gives up a draft; what stands in the base stays as it is. */
    async discard(id: string, expected: number, by: Member): Promise<void> {
      const draft = await draftOf(id, by);
      requireState(draft, ['draft', 'returned'], '已送审，先收回再放弃');
      const { file, corrections } = draft.content;
      const act = {
        action: 'document.discard',
        subject: draft.itemId,
        detail: draft.title,
        before: { file, corrections },
        after: null,
      };
      await store.apply([{ type: 'delete_draft', id: draft.id, expected }, auditOf(clock.now(), by.actor, act)]);
    },

    /** Gone at the next request, everywhere. Comes back only by an edit that another person approves. */
    async withdraw(itemId: string, reason: string, by: Member): Promise<void> {
      const { governance } = await itemOf(itemId, by);
      if (governance.reviewState === 'withdrawn') throw new ConflictError('已经撤下', `${itemId} is withdrawn`);
      await review.withdraw(itemId, by.actor, reasonOf(reason));
    },
  };
}
