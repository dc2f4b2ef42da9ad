import { NotFoundError } from '../src/domain/errors.ts';
import type { Store } from '../src/store/contract.ts';
import { baseName } from './text.ts';

/** Which file of the evaluated folder an item came from. */
export interface FileNames {
  /** Path relative to the folder, or the id of the corpus line. Throws when no item has this id. */
  of(itemId: string): Promise<string>;
  /** The document that came from a file, by its path or the last part of it. Throws NotFoundError. */
  idOf(file: string): Promise<string>;
}

/**
 * The first place under which a document was seen is its path in the folder; an entry of a FAQ list carries the
 * place in the list behind a "#".
 */
export function fileNames(store: Store): FileNames {
  let known: Promise<Map<string, string>> | null = null;
  const keys = () => {
    known ??= store.content.allItems({}).then((items) => new Map(items.map((item) => [item.id, item.canonicalKey])));
    return known;
  };
  return {
    async of(itemId) {
      const key = (await keys()).get(itemId);
      if (key === undefined) throw new Error(`a citation names the unknown item ${itemId}`);
      const place = key.lastIndexOf('#');
      return place > 0 ? key.slice(0, place) : key;
    },
    async idOf(file) {
      const all = [...(await keys())];
      const found = all.find(([, key]) => key === file) ?? all.find(([, key]) => baseName(key) === baseName(file));
      if (!found) throw new NotFoundError(`资料里没有这个文件：${file}`);
      return found[0];
    },
  };
}
