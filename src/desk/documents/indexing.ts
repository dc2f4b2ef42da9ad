import type { Governance } from '../../domain/document.ts';
import type { DocumentDraft } from '../../ingest/document-draft.ts';
import type { Store } from '../../store/contract.ts';
import type { Embed } from '../entries/publish.ts';
import type { DraftReadings } from './readings.ts';

export interface IndexingParts {
  store: Store;
  embed: Embed;
  readings: Pick<DraftReadings, 'bundle'>;
  onFailure(error: unknown): void;
}

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
 * broke off is made at approval.
 */
export function createIndexing({ store, embed, readings, onFailure }: IndexingParts) {
  let closed = false;
  const running = new Map<string, Promise<void>>();

  async function index(draft: DocumentDraft): Promise<void> {
    const file = await store.drafts.draftFile(draft.id);
    if (!file) return;
    const { version } = await readings.bundle(draft, unpublished, file.bytes);
    for (let start = 0; start < version.chunks.length && !closed; start += together) {
      const { modelId, vectors } = await embed(version.chunks.slice(start, start + together));
      if (vectors.length > 0 && !closed) await store.apply([{ type: 'put_vectors', modelId, vectors }]);
    }
  }

  return {
    start(draft: DocumentDraft): void {
      const after = running.get(draft.id) ?? Promise.resolve();
      const done = after
        .then(() => index(draft))
        .catch(onFailure)
        .finally(() => {
          if (running.get(draft.id) === done) running.delete(draft.id);
        });
      running.set(draft.id, done);
    },

    /** Until what goes on for this draft is done; at once when nothing does. */
    async done(draftId: string): Promise<void> {
      await running.get(draftId);
    },

    close(): void {
      closed = true;
    },

    async idle(): Promise<void> {
      await Promise.all(running.values());
    },
  };
}
