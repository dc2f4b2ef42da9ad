import { type Correction, sameRelation } from '../../domain/correction.ts';
import type { DocumentRecord, Relation } from '../../domain/document.ts';
import { type Clock, type Day, dayOf } from '../../domain/time.ts';
import { contradictionsOn, type ValidityStatus, validityNote, validityOn } from '../../domain/validity.ts';
import type { DocumentDraft } from '../../ingest/document-draft.ts';
import type { Store } from '../../store/contract.ts';
import type { NamedDocument, StaffDocument, StaffDocumentFilter, StaffDocumentRow } from '../../store/contract-documents.ts';
import { diffVersions, type VersionDiff } from '../../text/version-diff.ts';
import type { Member } from '../member.ts';
import { accountNames } from '../names.ts';
import { documentOf } from './begin.ts';
import { differencesOf, type FieldDifference } from './differences.ts';
import type { DocumentDesk } from './documents.ts';
import type { DocumentRevision } from './publish.ts';
import { requireScope } from './rules.ts';
import { stepsOf } from './steps.ts';

export interface ShownRelation extends Relation {
  /** The document that it means; null where the base has none. */
  other: NamedDocument | null;
  /** Added by a person. */
  added: boolean;
}

export interface ValidityLine {
  status: ValidityStatus;
  /** As citizens see it. */
  note: string;
  contradictions: string[];
}

export interface ViewFilter extends StaffDocumentFilter {
  validity?: ValidityStatus;
}

/** A line of the list with how the document in the base stands today; null where there is only a draft. */
export interface DocumentLine extends StaffDocumentRow {
  validity: ValidityStatus | null;
  validityNote: string;
}

/** Lines that are read at once where the whole list is needed. */
const batch = 500;

export type DocumentViews = ReturnType<typeof createDocumentViews>;

/** Documents for the eyes of staff: what the machine read, what people set right, and what may be done next. */
export function createDocumentViews(store: Store, clock: Clock, desk: DocumentDesk) {
  async function validityLine(record: DocumentRecord, published: StaffDocument | null): Promise<ValidityLine> {
    const day = dayOf(clock.now());
    const sameNames = published?.governance.reviewState === 'published' && sameName(published.document, record);
    const effects = sameNames ? (published.document.effects ?? []) : await store.documents.effectsOn(record);
    const facts = { ...record, effects };
    return { status: validityOn(facts, day), note: validityNote(facts, day), contradictions: contradictionsOn(facts, day) };
  }

  async function relationsOf(relations: Relation[], corrections: Correction[]): Promise<ShownRelation[]> {
    const others = await store.documents.named(relations);
    const correction = corrections.find((one): one is Correction<'relations'> => one.field === 'relations');
    return relations.map((relation, index) => ({
      ...relation,
      other: others[index] ?? null,
      added: correction?.value.added.some((added) => sameRelation(added, relation)) ?? false,
    }));
  }

  async function linesOf(rows: StaffDocumentRow[], day: Day): Promise<DocumentLine[]> {
    const items = await store.documents.byIds(rows.map(({ id }) => id));
    return rows.map((row) => {
      const facts = items.get(row.id)?.document;
      return { ...row, validity: facts ? validityOn(facts, day) : null, validityNote: facts ? validityNote(facts, day) : '' };
    });
  }

  /** Throws NotFoundError where neither a document nor a draft has the id. */
  async function find(id: string, by: Member): Promise<{ draft: DocumentDraft | null; item: StaffDocument | null }> {
    const held = (await store.drafts.draft(id)) ?? (await store.drafts.draftOfItem(id));
    const draft = held ? await desk.draft(held.id, by) : null;
    const item = await store.documents.document(draft?.itemId ?? id);
    if (!draft && !item) await documentOf(store, id);
    if (item && !draft) requireScope(by, await desk.unitOf(item.document.id));
    return { draft, item };
  }

  return {
    find,

    /** Within the units of whoever asks. Validity follows the clock: with it the whole filtered list is read, in batches. */
    async list(filter: ViewFilter, by: Member): Promise<{ total: number; documents: DocumentLine[] }> {
      const { validity, ...rest } = filter;
      const asked = rest.unitIds ?? by.unitIds;
      const unitIds = asked?.filter((id) => by.inScope(id));
      const wanted: StaffDocumentFilter = { ...rest, ...(unitIds && { unitIds }) };
      const day = dayOf(clock.now());
      if (!validity) {
        const { total, documents } = await store.documents.documents(wanted);
        return { total, documents: await linesOf(documents, day) };
      }
      const matching: DocumentLine[] = [];
      for (let offset = 0; ; offset += batch) {
        const { total, documents } = await store.documents.documents({ ...wanted, limit: batch, offset });
        matching.push(...(await linesOf(documents, day)).filter((line) => line.validity === validity));
        if (offset + batch >= total) break;
      }
      const from = filter.offset ?? 0;
      return { total: matching.length, documents: matching.slice(from, from + filter.limit) };
    },

    /** Everything about one document or draft, by the id of either. */
    async one(id: string, by: Member) {
      const { draft, item } = await find(id, by);
      const reading = draft ? await desk.readings.reading(draft.id) : null;
      const itemId = draft?.itemId ?? item!.document.id;
      const corrections = draft?.content.corrections ?? (await store.corrections.ofItem(itemId));
      const record = reading?.document ?? item?.document ?? null;
      const nameOf = await accountNames(store);
      return {
        id: itemId,
        item: item && itemSummary(item),
        draft: draft && draftSummary(draft, nameOf, by),
        progress: draft ? desk.readings.progress(draft.id) : null,
        document: record,
        corrections,
        clauses: reading?.clauses ?? (item ? await store.documents.clauses(itemId) : []),
        relations: await relationsOf(reading?.relations ?? item?.relations ?? [], corrections),
        validity: record && (await validityLine(record, item)),
        publishedValidity: item && draft ? await validityLine(item.document, item) : null,
        entries: item ? await store.documents.entriesOn(itemId) : [],
        hasOriginal: draft !== null || (await store.documents.originalType(itemId)) !== null,
        unitId: draft ? draft.unitId : await desk.unitOf(itemId),
        steps: stepsOf(draft, item, by, nameOf),
      };
    },

    /** What the draft would change of what is published. */
    async differences(id: string, by: Member): Promise<{ fields: FieldDifference[]; clauses: VersionDiff | null }> {
      const { draft, item } = await find(id, by);
      const reading = draft ? await desk.readings.reading(draft.id) : null;
      if (!reading) return { fields: [], clauses: null };
      const fields = differencesOf(item, reading);
      if (!item || item.versionId === reading.versionId) return { fields, clauses: null };
      return { fields, clauses: diffVersions(await store.documents.clauses(item.document.id), reading.clauses) };
    },

    /** What was approved, newest first, with who wrote and approved it. */
    async revisions(id: string, by: Member) {
      const { item } = await find(id, by);
      const nameOf = await accountNames(store);
      const revisions = item ? await store.drafts.itemRevisions(item.document.id) : [];
      return revisions.map(({ number, content, writtenBy, approvedBy, approvedAt, note }) => ({
        number,
        ...(content as DocumentRevision),
        writtenBy: writtenBy.map(nameOf),
        approvedBy: nameOf(approvedBy),
        approvedAt,
        note,
      }));
    },

    /** Two versions of a document, whatever its state. */
    async versionDiff(id: string, from: string, to: string, by: Member): Promise<VersionDiff> {
      const { item } = await find(id, by);
      const itemId = item?.document.id ?? id;
      const [before, after] = await Promise.all([from, to].map((version) => store.documents.clauses(itemId, version)));
      return diffVersions(before!, after!);
    },

    /** The file that lies beside the reading: that of the draft where there is one. Its bytes are read when they are asked for. */
    async original(id: string, by: Member): Promise<OriginalFile | null> {
      const { draft, item } = await find(id, by);
      if (draft) {
        const { name, sha256: stamp } = draft.content.file;
        const load = async () => (await store.drafts.draftFile(draft.id))?.bytes ?? new Uint8Array();
        const mediaType = (await store.documents.draftMediaType(draft.id)) ?? 'application/octet-stream';
        return { name, mediaType, stamp, load };
      }
      const itemId = item!.document.id;
      const mediaType = await store.documents.originalType(itemId);
      if (mediaType === null) return null;
      const load = async () => (await store.documents.original(itemId))?.bytes ?? new Uint8Array();
      return { name: item!.document.canonicalKey.split('/').at(-1)!, mediaType, stamp: `${itemId} ${item!.fingerprint}`, load };
    },
  };
}

export interface OriginalFile {
  name: string;
  mediaType: string;
  /** Other bytes have another one. */
  stamp: string;
  load(): Promise<Uint8Array>;
}

const sameName = (a: DocumentRecord, b: DocumentRecord) => a.title === b.title && a.documentNumber === b.documentNumber;

function itemSummary({
  governance,
  versionId,
  fingerprint,
  withdrawnAt,
  reviewNote,
  revision,
  document,
  createdAt,
}: StaffDocument) {
  const { reviewState, createdBy, reviewedBy, reviewedAt, audiences } = governance;
  const { title, sourceId, canonicalKey, aliases } = document;
  return {
    title,
    state: reviewState,
    createdBy,
    reviewedBy,
    reviewedAt,
    audiences,
    createdAt,
    withdrawnAt,
    reviewNote,
    revision,
    versionId,
    fingerprint,
    sourceId,
    canonicalKey,
    aliases,
  };
}

function draftSummary(draft: DocumentDraft, nameOf: (account: string) => string, by: Member) {
  const { id, state, revision, note, createdAt, updatedAt, title, content, editors } = draft;
  const { change, file, summary, failure, sameAs } = content;
  return {
    id,
    title,
    state,
    revision,
    note,
    createdAt,
    updatedAt,
    createdBy: nameOf(draft.createdBy),
    updatedBy: nameOf(draft.updatedBy),
    editors: editors.map(nameOf),
    mine: editors.includes(by.actor.id),
    change,
    file,
    summary,
    failure,
    sameAs,
  };
}
