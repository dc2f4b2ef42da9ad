import type { Draft, EntryContent, EntryPhase, ItemRevision } from '../../domain/entry.ts';
import { phaseOn } from '../../domain/entry.ts';
import { ForbiddenError, NotFoundError } from '../../domain/errors.ts';
import { type Clock, dayOf } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import type { EntryFilter, EntryRow, StaffEntry, WaitingRow } from '../../store/contract-entries.ts';
import { authorsOfWaiting, isAuthor } from '../four-eyes.ts';
import type { Member } from '../member.ts';
import { accountNames } from '../names.ts';
import { type BasisEvidence, basisEvidence } from './basis.ts';
import { publishedContent } from './content.ts';
import { diffEntries, type FieldChange } from './differences.ts';
import { ingestedRevision } from './publish.ts';

/** A person as pages name them. */
export interface NamedPerson {
  id: string;
  name: string;
}

export interface PublishedEntry {
  item: StaffEntry;
  content: EntryContent;
  phase: EntryPhase;
}

export interface NamedRevision extends Omit<ItemRevision<EntryContent>, 'writtenBy' | 'approvedBy'> {
  writtenBy: NamedPerson[];
  approvedBy: NamedPerson | null;
}

export interface WholeEntry {
  id: string;
  published: PublishedEntry | null;
  draft: (Draft<EntryContent> & { people: NamedPerson[] }) | null;
  /** What was published when the draft was made is no longer what is. */
  overtaken: boolean;
  /** From what is published to the draft. */
  changes: FieldChange[];
  evidence: BasisEvidence[];
  revisions: Omit<NamedRevision, 'content'>[];
}

export interface WaitingEntry extends WaitingRow {
  byName: string;
  /** Names of all who wrote in it. */
  writers: string[];
  /** Written by whoever asks: somebody else has to review it. */
  own: boolean;
}

export type EntryReading = ReturnType<typeof createEntryReading>;

/** What staff read of entries, each within their units. Throws NotFoundError, ForbiddenError. */
export function createEntryReading(store: Store, clock: Clock) {
  const today = () => dayOf(clock.now());

  async function namesOf(): Promise<(id: string) => NamedPerson> {
    const nameOf = await accountNames(store);
    return (id) => ({ id, name: nameOf(id) });
  }

  async function unitNames(): Promise<(id: string) => string> {
    const names = new Map((await store.accounts.units()).map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }

  async function found(id: string, by: Member) {
    const item = await store.entries.entry(id);
    const draft = (await store.drafts.draftOfItem(id)) as Draft<EntryContent> | null;
    if (!item && draft?.kind !== 'faq') throw new NotFoundError('没有这条问答', `no entry ${id}`);
    const unitId = item ? item.entry.unitId : (draft?.unitId ?? null);
    if (!by.inScope(unitId)) throw new ForbiddenError('这条内容不属于您的单位', `${id} is out of reach of ${by.actor.id}`);
    return { item, draft };
  }

  /** Newest first; one that ingestion alone has written shows what it wrote. */
  async function revisionsOf(id: string, item: StaffEntry | null): Promise<NamedRevision[]> {
    const known = (await store.drafts.itemRevisions(id)) as ItemRevision<EntryContent>[];
    const revisions = known.length === 0 && item ? [ingestedRevision(item)] : known;
    const named = await namesOf();
    return revisions.map((revision) => ({
      ...revision,
      writtenBy: revision.writtenBy.map(named),
      approvedBy: revision.approvedBy ? named(revision.approvedBy) : null,
    }));
  }

  return {
    async list(filter: Omit<EntryFilter, 'today'>, by: Member): Promise<{ total: number; entries: EntryRow[] }> {
      const { unitIds } = filter;
      const reach = by.unitIds === null ? unitIds : (unitIds ?? by.unitIds).filter((id) => by.inScope(id));
      return store.entries.entries({ ...filter, today: today(), ...(reach && { unitIds: reach }) });
    },

    words: () => store.entries.entryWords(),

    async whole(id: string, by: Member): Promise<WholeEntry> {
      const { item, draft } = await found(id, by);
      const published = item && {
        item,
        content: publishedContent(item, (await store.drafts.itemRevisions(id))[0]),
        phase: phaseOn(item.governance, today()),
      };
      const named = await namesOf();
      const shown = draft?.content ?? published!.content;
      return {
        id,
        published,
        draft: draft && { ...draft, people: [...new Set([draft.createdBy, draft.updatedBy, ...draft.editors])].map(named) },
        overtaken: draft !== null && (item?.fingerprint ?? null) !== draft.baseFingerprint,
        changes: draft ? diffEntries(published?.content ?? null, draft.content, await unitNames()) : [],
        evidence: await basisEvidence(store, shown.basis, today()),
        revisions: (await revisionsOf(id, item)).map(withoutContent),
      };
    },

    /** One revision whole, and what became different since the one before or another one. Throws NotFoundError. */
    async revision(id: string, number: number, before: number | null, by: Member) {
      const { item } = await found(id, by);
      const revisions = await revisionsOf(id, item);
      const revision = revisions.find((one) => one.number === number);
      const earlier = revisions.find((one) => one.number === (before ?? number - 1)) ?? null;
      if (!revision || (before !== null && !earlier)) throw new NotFoundError('没有这一版', `no revision ${number} or ${before}`);
      return {
        revision,
        before: earlier?.number ?? null,
        changes: diffEntries(earlier?.content ?? null, revision.content, await unitNames()),
      };
    },

    /** What waits for a reviewer of these kinds, longest first. */
    async waiting(page: { kinds: ('document' | 'faq')[]; limit: number; offset: number }, by: Member) {
      const { total, rows } = await store.entries.waiting({ ...page, ...(by.unitIds && { unitIds: by.unitIds }) });
      const nameOf = await accountNames(store);
      const isOwn = (row: WaitingRow) => isAuthor(by.actor, authorsOfWaiting(row, nameOf));
      const writersOf = ({ by: sender, editors }: WaitingRow) => [
        ...new Set((editors.length > 0 ? editors : [sender]).map(nameOf)),
      ];
      const named = (row: WaitingRow): WaitingEntry => ({
        ...row,
        byName: nameOf(row.by),
        writers: writersOf(row),
        own: isOwn(row),
      });
      return { total, rows: rows.map(named) };
    },
  };
}

function withoutContent({ content: _content, ...revision }: NamedRevision): Omit<NamedRevision, 'content'> {
  return revision;
}
