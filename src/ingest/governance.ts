import type { Governance } from '../domain/document.ts';
import type { ManifestEntry } from './manifest.ts';

/** Who is written down as the author of what nobody claims. */
export const ingestAuthor = 'ingest';

/**
 * Review state and audience of what comes in: a draft, unless the manifest says otherwise or a person publishes the run. What the
 * manifest calls a draft stays one.
 */
export function governanceOf(entry: ManifestEntry, publishAs: string | null, now: string): Governance {
  const base = { audiences: entry.audiences ?? (['public'] as const).slice(), visibleFrom: null, visibleUntil: null };
  const createdBy = entry.createdBy ?? ingestAuthor;
  if (entry.reviewState === 'published') {
    return { ...base, reviewState: 'published', createdBy, reviewedBy: entry.approvedBy!, reviewedAt: entry.approvedAt! };
  }
  if (mayPublish(entry, publishAs)) {
    return { ...base, reviewState: 'published', createdBy: ingestAuthor, reviewedBy: publishAs, reviewedAt: now };
  }
  return { ...base, reviewState: entry.reviewState ?? 'draft', createdBy, reviewedBy: null, reviewedAt: null };
}

/** A run publishes only what the manifest leaves open. */
export function mayPublish(entry: ManifestEntry, publishAs: string | null): publishAs is string {
  return publishAs !== null && entry.reviewState === undefined;
}
