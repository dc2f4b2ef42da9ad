import type { Store } from '../src/store/contract.ts';

/** Which file of the evaluated folder an item came from. */
export interface FileNames {
  /** Path relative to the folder, or the id of the corpus line. Throws when no item has this id. */
  of(itemId: string): Promise<string>;
}

/**
 * The first place under which a document was seen is its path in the folder; an entry of a FAQ list carries the
 * place in the list behind a "#".
 */
export function fileNames(store: Store): FileNames {
  let known: Promise<Map<string, string>> | null = null;
  return {
    async of(itemId) {
      known ??= store.content.allItems({}).then((items) => new Map(items.map((item) => [item.id, item.canonicalKey])));
      const key = (await known).get(itemId);
      if (key === undefined) throw new Error(`a citation names the unknown item ${itemId}`);
      const place = key.lastIndexOf('#');
      return place > 0 ? key.slice(0, place) : key;
    },
  };
}
