import type { Actor } from '../domain/account.ts';
import type { Governance } from '../domain/document.ts';
import type { Draft, ItemRevision } from '../domain/entry.ts';
import { ForbiddenError } from '../domain/errors.ts';
import type { WaitingRow } from '../store/contract-entries.ts';
import { samePerson } from '../text/same-person.ts';

/**
 * The rule of four eyes, for everything that the staff publish: **nothing is read by anybody before a person has approved it who wrote no
 * part of it.** It carries out 先审查、后公开, 一事一审 of the open-government rules (FACTS 1): a review by the writer would be none.
 *
 * Whoever wrote any part counts as a writer, not only the last hand. A person is known by the account, and by the name as well: two
 * accounts of one person are one person, and what ingestion brought knows its author by name alone. Two people of one name are taken for
 * one; the error is on the safe side, and a name that tells them apart ends it.
 */
export interface Authors {
  /** Ids of accounts. */
  accounts: readonly string[];
  /** Names as they stand with what is published: one, or several joined by `joinedNames`. */
  names: readonly string[];
}

/** Who looks at it; at the command line the id says only that. */
export type Reviewer = Pick<Actor, 'id' | 'name'>;

type NameOf = (account: string) => string;

const separator = '、';

/** How the writers of one revision are named in its governance. */
export const joinedNames = (names: readonly string[]): string => names.join(separator);

/** Did this person write any part? */
export function isAuthor({ id, name }: Reviewer, { accounts, names }: Authors): boolean {
  // A name may hold the separator itself: it is compared whole as well.
  const people = names.flatMap((one) => [one, ...one.split(separator)]);
  return accounts.includes(id) || people.some((one) => samePerson(one, name));
}

/** `written` as in 不能审核自己写过的内容. Throws ForbiddenError for whoever wrote any part. */
export function requireOtherPerson(by: Reviewer, authors: Authors, written: string, subject: string): void {
  if (isAuthor(by, authors))
    throw new ForbiddenError(`不能审核自己${written}，请由另一人审核`, `${by.id} is an author of ${subject}`);
}

/** Those who wrote in a draft; with them whoever made the item beside it, as long as nobody has reviewed that. */
export function authorsOfDraft(draft: Pick<Draft, 'editors'>, item: PublishedItem | null, nameOf: NameOf): Authors {
  const isReviewed = item?.governance.reviewState === 'published' || item?.revision !== null;
  const makers = item && !isReviewed ? [item.governance.createdBy] : [];
  return { accounts: draft.editors, names: [...draft.editors.map(nameOf), ...makers] };
}

interface PublishedItem {
  governance: Pick<Governance, 'reviewState' | 'createdBy'>;
  /** Number of its last revision at the desk; null where ingestion alone has written it. */
  revision: number | null;
}

/** Those who wrote what stands in the base: by the name it carries, and by account where the desk has a revision of it. */
export const authorsOfItem = (
  { createdBy }: Pick<Governance, 'createdBy'>,
  last: Pick<ItemRevision, 'writtenBy'> | null,
): Authors => ({
  accounts: last?.writtenBy ?? [],
  names: [createdBy],
});

/** Those who wrote what waits in the queue: a draft, or an item that ingestion brought. */
export const authorsOfWaiting = ({ by, editors }: Pick<WaitingRow, 'by' | 'editors'>, nameOf: NameOf): Authors => ({
  accounts: editors,
  names: [by, ...editors].map(nameOf),
});
