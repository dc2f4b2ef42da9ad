import { setTimeout as wait } from 'node:timers/promises';
import type { Governance } from '../../domain/document.ts';
import { ConflictError } from '../../domain/errors.ts';
import type { DocumentDraft } from '../../ingest/document-draft.ts';
import type { Store } from '../../store/contract.ts';
import type { Embed } from '../entries/publish.ts';
import type { DraftReadings } from './readings.ts';

export interface IndexingParts {
  store: Store;
  embed: Embed;
  readings: Pick<DraftReadings, 'bundle'>;
  onFailure(error: unknown): void;
  /** Milliseconds that an approval waits for vectors before it says what it waits for. */
  patienceMs?: number | undefined;
}

interface Progress {
  done: number;
  total: number;
  /** Of the monotonic clock, in milliseconds. */
  since: number;
}

const usualPatienceMs = 3_000;
/** So many texts are a matter of seconds: an approval waits for them. */
const fewTexts = 200;

/** Texts whose vectors are made and written together. */
const together = 64;

const unpublished: Governance = {
  reviewState: 'draft',
  createdBy: '',
  reviewedBy: null,
  reviewedAt: null,
  audiences: ['public'],
  visibleFrom: null,
  visibleUntil: null,
};

/**
 * Makes the vectors of a submitted draft while it waits for its reviewer, so that approval is a matter of moments: a document of 3,000
 * articles takes minutes. A vector lies under the hash of its text and finds nothing before the text itself is published. What a stop
 * broke off is begun again at approval.
 */
export function createIndexing({ store, embed, readings, onFailure, patienceMs = usualPatienceMs }: IndexingParts) {
  let closed = false;
  const running = new Map<string, Promise<void>>();
  const progress = new Map<string, Progress>();
  /** Revisions of drafts that have their vectors, as far as this process made them. */
  const ready = new Map<string, number>();

  async function index(draft: DocumentDraft): Promise<void> {
    const file = await store.drafts.draftFile(draft.id);
    if (!file) return;
    const { version } = await readings.bundle(draft, unpublished, file.bytes);
    const total = version.chunks.length;
    const since = performance.now();
    for (let start = 0; start < total && !closed; start += together) {
      progress.set(draft.id, { done: start, total, since });
      const { modelId, vectors } = await embed(version.chunks.slice(start, start + together));
      if (vectors.length > 0 && !closed) await store.apply([{ type: 'put_vectors', modelId, vectors }]);
    }
    if (!closed) ready.set(draft.id, draft.revision);
  }

  function start(draft: DocumentDraft): Promise<void> {
    const after = running.get(draft.id) ?? Promise.resolve();
    const done = after
      .then(() => index(draft))
      .catch(onFailure)
      .finally(() => {
        progress.delete(draft.id);
        if (running.get(draft.id) === done) running.delete(draft.id);
      });
    running.set(draft.id, done);
    return done;
  }

  return {
    start(draft: DocumentDraft): void {
      void start(draft);
    },

    /**
     * For an approval: waits for the vectors of exactly this draft. Throws ConflictError, saying how far they are, when after a moment many
     * are still to be made: nobody sits before a page that stands still for minutes.
     */
    async requireDone(draft: DocumentDraft): Promise<void> {
      if (ready.get(draft.id) === draft.revision) return;
      const done = running.get(draft.id) ?? start(draft);
      for (let isDone = false; !isDone; ) {
        const stop = new AbortController();
        isDone = await Promise.race([done.then(() => true), wait(patienceMs, false, { signal: stop.signal, ref: false })]);
        stop.abort();
        const at = progress.get(draft.id);
        if (!isDone && at && at.total - at.done > fewTexts)
          throw new ConflictError(wordsOf(at), `${draft.id} has ${at.done} of ${at.total} vectors`);
      }
    },

    forget(draftId: string): void {
      ready.delete(draftId);
    },

    close(): void {
      closed = true;
    },

    async idle(): Promise<void> {
      await Promise.all(running.values());
    },
  };
}

function wordsOf({ done, total, since }: Progress): string {
  if (done === 0) return '正在为检索做准备，做好后才能发布，请过一会儿再点“通过”';
  const seconds = (((performance.now() - since) / done) * (total - done)) / 1000;
  const left = seconds < 60 ? '不到 1 分钟' : `约 ${Math.ceil(seconds / 60)} 分钟`;
  return `正在为检索做准备（${total} 段已完成 ${done} 段，还要${left}），做好后才能发布，请到时再点“通过”`;
}
