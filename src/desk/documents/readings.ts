import { extname } from 'node:path';
import type { Correction } from '../../domain/correction.ts';
import type { DocumentBundle, Governance } from '../../domain/document.ts';
import { ConflictError, UnprocessableError } from '../../domain/errors.ts';
import { inputHashOf } from '../../ingest/bundle.ts';
import { entryWith } from '../../ingest/corrections.ts';
import {
  type DocumentContent,
  type DocumentDraft,
  type DraftReading,
  readingOf,
  summaryOf,
} from '../../ingest/document-draft.ts';
import type { DocumentReader } from '../../ingest/reading/pool.ts';
import type { Reading, ReadTask } from '../../ingest/reading/read-document.ts';
import type { Change, Store } from '../../store/contract.ts';

export interface ReadingProgress {
  page: number;
  /** 0 until the first page is done, and for formats without pages. */
  pages: number;
}

export interface ReadingParts {
  store: Store;
  reader: Pick<DocumentReader, 'read'>;
  /** Called when what was read could not be kept. */
  onFailure(error: unknown): void;
}

/** Files that are read at once; the others wait in the base, not in memory. */
const together = 2;
/** What somebody wrote meanwhile is read again and taken along; so often at most. */
const attempts = 5;

const unpublished: Governance = {
  reviewState: 'draft',
  createdBy: '',
  reviewedBy: null,
  reviewedAt: null,
  audiences: ['public'],
  visibleFrom: null,
  visibleUntil: null,
};

export type DraftReadings = ReturnType<typeof createDraftReadings>;

/**
 * Reads the files of drafts in processes beside this one. What was parsed is kept with the draft, so that a correction runs the rules
 * again and no page. A reading that a stop broke off leaves its draft unread; it is begun anew when somebody looks at the draft.
 */
export function createDraftReadings({ store, reader, onFailure }: ReadingParts) {
  let closed = false;
  let busy = 0;
  const waiting: (() => void)[] = [];
  const running = new Map<string, { progress: ReadingProgress; done: Promise<void> }>();

  /** One after another beyond `together`. */
  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (busy === together) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy++;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy--;
    }
  }

  async function read(id: string, progress: ReadingProgress): Promise<void> {
    for (let kept = false; !kept && !closed; ) {
      const draft = (await store.drafts.draft(id)) as DocumentDraft | null;
      const file = await store.drafts.draftFile(id);
      if (!draft || !file) return;
      const onPage = (page: number, pages: number) => void Object.assign(progress, { page, pages });
      const reading = await reader.read({ ...taskOf(draft.content), bytes: file.bytes, keepParsed: true }, onPage);
      // A reading that a stop broke off is no reading: the draft stays unread.
      kept = closed || (await keep(draft, reading));
    }
  }

  /** Writes what was read beside whatever people wrote in the draft meanwhile; false when its file was exchanged by then. */
  async function keep(readFrom: DocumentDraft, first: Reading): Promise<boolean> {
    let [reading, corrections] = [first, readFrom.content.corrections];
    for (let attempt = 1; ; attempt++) {
      const draft = (await store.drafts.draft(readFrom.id)) as DocumentDraft | null;
      if (!draft) return true;
      if (draft.content.file.sha256 !== readFrom.content.file.sha256) return false;
      if (reading.type === 'document' && JSON.stringify(corrections) !== JSON.stringify(draft.content.corrections)) {
        corrections = draft.content.corrections;
        reading = await reader.read({ ...taskOf(draft.content), parsed: reading.parsed!, keepParsed: true });
      }
      try {
        await store.apply(await readChanges(draft, reading));
        return true;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === attempts) throw error;
      }
    }
  }

  async function readChanges(draft: DocumentDraft, reading: Reading): Promise<Change[]> {
    const result = resultOf(draft.content, reading);
    if ('failure' in result) {
      const content: DocumentContent = { ...draft.content, summary: null, sameAs: null, failure: result.failure };
      return [{ type: 'put_draft', draft: { ...draft, content, revision: draft.revision + 1 }, expected: draft.revision }];
    }
    const content = { ...draft.content, ...(await foundOf(draft.itemId, result.kept)), failure: null };
    const next = { ...draft, title: result.kept.document.title, content, revision: draft.revision + 1 };
    return [
      { type: 'put_draft', draft: next, expected: draft.revision },
      { type: 'put_draft_reading', draftId: draft.id, reading: result.kept },
    ];
  }

  async function foundOf(itemId: string, kept: DraftReading): Promise<Pick<DocumentContent, 'summary' | 'sameAs'>> {
    const twins = await store.documents.withText(kept.textHash);
    const twin = twins.find((other) => other.id !== itemId);
    return { summary: summaryOf(kept.document), sameAs: twin ? { id: twin.id, title: twin.title } : null };
  }

  const readingOfDraft = async (id: string) => (await store.documents.draftReading(id)) as DraftReading | null;

  return {
    /** How far the reading of a draft is; null when none goes on. */
    progress: (id: string): ReadingProgress | null => running.get(id)?.progress ?? null,

    /** Begins to read, or joins the reading that goes on. The promise never rejects. */
    start(id: string): Promise<void> {
      const known = running.get(id);
      if (known) return known.done;
      const progress: ReadingProgress = { page: 0, pages: 0 };
      const done = inTurn(() => read(id, progress))
        .catch(onFailure)
        .finally(() => running.delete(id));
      running.set(id, { progress, done });
      return done;
    },

    reading: readingOfDraft,

    /** What the corrected draft says, by the rules alone. Throws UnprocessableError. */
    async again(
      draft: DocumentDraft,
      before: DraftReading,
      corrections: Correction[],
    ): Promise<{ reading: DraftReading; content: DocumentContent }> {
      const content = { ...draft.content, corrections };
      const result = resultOf(content, await reader.read({ ...taskOf(content), parsed: before.parsed, keepParsed: true }));
      if ('failure' in result) throw new UnprocessableError(result.failure.reason, result.failure.code);
      return { reading: result.kept, content: { ...content, ...(await foundOf(draft.itemId, result.kept)) } };
    },

    /**
     * The whole document that a draft becomes. Throws ConflictError when it is not what was looked at, because the rules of reading have
     * changed since.
     */
    async bundle(draft: DocumentDraft, governance: Governance, bytes: Uint8Array): Promise<DocumentBundle> {
      const { content } = draft;
      const seen = await readingOfDraft(draft.id);
      if (!seen) throw new ConflictError('文件还没有读完', `draft ${draft.id} is not read yet`);
      const { entry, corrections } = content;
      const { audiences = ['public'] } = entryWith(entry, corrections);
      const reading = await reader.read({
        ...taskOf(content),
        governance: { ...governance, audiences },
        inputHash: inputHashOf(bytes, entry, corrections),
        parsed: seen.parsed,
      });
      if (reading.type !== 'document')
        throw new ConflictError('这份文件现在读不出来，请重新读取', JSON.stringify(reading).slice(0, 200));
      const { bundle } = reading;
      const same = bundle.version.id === seen.versionId && JSON.stringify(bundle.document) === JSON.stringify(seen.document);
      if (!same)
        throw new ConflictError('读取规则已更新，与审核时看到的不同，请退回编辑重新读取', `draft ${draft.id} reads differently`);
      return { ...bundle, original: { mediaType: bundle.document.mediaType, bytes } };
    },

    /** Nothing is written any more; what is being read is read again after the next start. */
    close(): void {
      closed = true;
    },

    /** Waits for all readings that go on. */
    async idle(): Promise<void> {
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };

  function taskOf(content: DocumentContent): ReadTask {
    const { file, key, sourceId, entry, corrections, readOn } = content;
    return {
      root: '',
      path: file.name,
      key,
      bytes: null,
      sourceId,
      entry,
      corrections,
      governance: unpublished,
      inputHash: '',
      pictures: false,
      readOn,
      recordAsOf: null,
    };
  }
}

type Result = { kept: DraftReading } | { failure: { code: string; reason: string } };

function resultOf({ file }: DocumentContent, reading: Reading): Result {
  if (reading.type === 'failed') return { failure: { code: reading.code, reason: reading.reason } };
  if (reading.type === 'faq')
    return { failure: { code: 'faq_list', reason: `这是一张问答表（${reading.bundles.length} 条），请到“问答”里批量导入` } };
  const wrong = misnamed(file.name, reading.bundle.document.mediaType);
  if (wrong) return { failure: { code: 'misnamed', reason: wrong } };
  return { kept: readingOf(reading.bundle, reading.parsed!, reading.textHash) };
}

/** Containers look alike from outside: only reading tells a workbook under .docx. */
const endings: Record<string, string[]> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx', '.doc', '.wps'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx', '.xls', '.et'],
};

function misnamed(name: string, mediaType: string): string | null {
  const ending = extname(name).toLowerCase();
  const fitting = endings[mediaType];
  return fitting && !fitting.includes(ending) ? `扩展名是“${ending}”，内容却是 ${fitting[0]} 文件，请改名后重新上传` : null;
}
