import { type Correction, correctedValue } from '../../domain/correction.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../../domain/errors.ts';
import { documentIdOf, randomId, sha256 } from '../../domain/ids.ts';
import { type Clock, dayOf } from '../../domain/time.ts';
import { type DocumentContent, type DocumentDraft, staffSource } from '../../ingest/document-draft.ts';
import type { ManifestEntry } from '../../ingest/manifest.ts';
import type { Change, Store } from '../../store/contract.ts';
import type { StaffDocument } from '../../store/contract-documents.ts';
import { auditOf } from '../audit.ts';
import type { Member } from '../member.ts';
import { requireUnit } from '../units.ts';
import { requireScope } from './rules.ts';
import type { UploadedFile } from './upload.ts';

/** Media type under which a draft's bytes are kept; what they are is told by reading them. */
const bytesType = 'application/octet-stream';

const actions = {
  new: 'document.upload',
  correct: 'document.edit',
  replace: 'document.replace',
  update: 'document.replace',
} as const;

interface Beginning {
  itemId: string;
  content: DocumentContent;
  item: StaffDocument | null;
  unitId: string | null;
  file: UploadedFile;
}

/** The change set that makes a draft with its file, and the draft. */
function beginChanges({ itemId, content, item, unitId, file }: Beginning, by: Member, now: Date) {
  const at = now.toISOString();
  const draft: DocumentDraft = {
    id: randomId('t'),
    kind: 'document',
    itemId,
    title: item?.document.title ?? file.name,
    content,
    baseVersion: item?.revision ?? 0,
    baseFingerprint: item?.fingerprint ?? null,
    state: 'draft',
    unitId,
    createdBy: by.actor.id,
    editors: [by.actor.id],
    note: null,
    createdAt: at,
    updatedAt: at,
    updatedBy: by.actor.id,
    revision: 1,
  };
  const changes: Change[] = [
    { type: 'put_draft', draft, expected: 0 },
    { type: 'put_draft_file', draftId: draft.id, name: file.name, mediaType: bytesType, bytes: file.bytes },
    auditOf(now, by.actor, {
      action: actions[content.change],
      subject: itemId,
      detail: item ? `${draft.title}；${file.name}` : file.name,
      after: content.file,
    }),
  ];
  return { draft, changes };
}

const fileOf = ({ name, bytes }: UploadedFile): DocumentContent['file'] => ({
  name,
  size: bytes.length,
  sha256: sha256(bytes),
});

/** How drafts of documents come to be. Each method writes the draft with its file and returns it, unread. */
export function createBeginnings(store: Store, clock: Clock) {
  const today = () => dayOf(clock.now());

  async function begin(beginning: Beginning, by: Member): Promise<DocumentDraft> {
    const { draft, changes } = beginChanges(beginning, by, clock.now());
    await store.apply(changes);
    return draft;
  }

  return {
    /** Throws ConflictError, naming where it is, for the very file that was uploaded before. */
    async upload(file: UploadedFile, unitId: string | null, by: Member): Promise<DocumentDraft> {
      await requireUnit(store, unitId);
      requireScope(by, unitId);
      const described = fileOf(file);
      const key = `${described.sha256.slice(0, 12)}/${file.name}`;
      const itemId = documentIdOf(staffSource.id, key);
      const item = await store.documents.document(itemId);
      if (item || (await store.drafts.draftOfItem(itemId)))
        throw new ConflictError(`这个文件已经上传过：${item?.document.title ?? file.name}`, itemId);
      const content: DocumentContent = {
        change: 'new',
        sourceId: staffSource.id,
        key,
        entry: {},
        file: described,
        corrections: [],
        readOn: today(),
        summary: null,
        failure: null,
        sameAs: null,
      };
      return begin({ itemId, content, item: null, unitId, file }, by);
    },

    /** To correct a document of the base, from its original. Throws UnprocessableError where none was kept. */
    async edit(item: StaffDocument, by: Member): Promise<DocumentDraft> {
      const original = await store.documents.original(item.document.id);
      if (!original)
        throw new UnprocessableError('这份文件没有留存原件，不能在原件上更正；请用“替换文件”上传原件', 'no original was kept');
      const name = item.document.canonicalKey.split('/').at(-1) ?? item.document.title;
      return begin(await over(item, { name, bytes: original.bytes }, 'correct'), by);
    },

    /** Another file in the place of a document: the same item, so that clause ids and legal bases hold. */
    async replace(item: StaffDocument, file: UploadedFile, by: Member): Promise<DocumentDraft> {
      return begin(await over(item, file, 'replace'), by);
    },

    /** Another file for a draft that there is already. */
    async exchange(draft: DocumentDraft, expected: number, file: UploadedFile, by: Member): Promise<DocumentDraft> {
      const now = clock.now();
      const change = draft.content.change === 'new' ? ('new' as const) : ('replace' as const);
      const read = { summary: null, failure: null, sameAs: null, readOn: today() };
      const next: DocumentDraft = {
        ...draft,
        content: { ...draft.content, ...read, change, file: fileOf(file) },
        editors: [...new Set([...draft.editors, by.actor.id])],
        updatedAt: now.toISOString(),
        updatedBy: by.actor.id,
        revision: expected + 1,
      };
      await store.apply([
        { type: 'put_draft', draft: next, expected },
        { type: 'put_draft_file', draftId: draft.id, name: file.name, mediaType: bytesType, bytes: file.bytes },
        { type: 'put_draft_reading', draftId: draft.id, reading: null },
        auditOf(now, by.actor, {
          action: 'document.replace',
          subject: draft.itemId,
          detail: `${draft.title}；${file.name}`,
          before: draft.content.file,
          after: next.content.file,
        }),
      ]);
      return next;
    },
  };

  async function over(item: StaffDocument, file: UploadedFile, change: 'correct' | 'replace'): Promise<Beginning> {
    const { id, sourceId, canonicalKey } = item.document;
    const corrections = await store.corrections.ofItem(id);
    const content: DocumentContent = {
      change,
      sourceId,
      key: canonicalKey,
      entry: (item.entry as ManifestEntry | null) ?? entryFrom(item, corrections),
      file: fileOf(file),
      corrections,
      readOn: dayOf(clock.now()),
      summary: null,
      failure: null,
      sameAs: null,
    };
    return { itemId: id, content, item, unitId: correctedValue(corrections, 'unitId') ?? null, file };
  }
}

/** What the manifest must have said, from the record, in bases from before it was kept with the document. */
function entryFrom({ document, governance }: StaffDocument, corrections: Correction[]): ManifestEntry {
  const said = document.facts.filter(({ basis }) => basis === 'manifest').map(({ field, value }) => [field, value]);
  const { jurisdiction, appliesTo, tags, serviceLinks } = document;
  const beside = { jurisdiction, appliesTo, tags, serviceLinks, audiences: governance.audiences };
  const untouched = Object.entries(beside).filter(([field]) => !corrections.some((correction) => correction.field === field));
  return Object.fromEntries([...said, ...untouched]) as ManifestEntry;
}

/** Throws NotFoundError. */
export async function documentOf(store: Store, id: string): Promise<StaffDocument> {
  const item = await store.documents.document(id);
  if (!item) throw new NotFoundError('没有这份文件', `no document ${id}`);
  return item;
}
