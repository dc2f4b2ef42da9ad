import type { PagePicture } from '../../ingest/reading/pictures.ts';
import type { DocumentReader } from '../../ingest/reading/pool.ts';
import type { OriginalFile } from './view.ts';

/** Pages that are drawn at once: who looks at one most likely looks at the next. */
const together = 4;
/** Pictures that are kept, some 200 kB each. */
const kept = 80;

/** Pictures of pages, drawn beside this process and kept for a while: the least used goes first. */
export function createPages(reader: Pick<DocumentReader, 'draw'>) {
  const pictures = new Map<string, Promise<PagePicture[]>>();
  return {
    /** Null where the file has no such page, or nothing that can be drawn. */
    async page({ name, mediaType, stamp, load }: OriginalFile, page: number): Promise<PagePicture | null> {
      const first = Math.floor((page - 1) / together) * together + 1;
      const key = `${stamp} ${first}`;
      const draw = Array.from({ length: together }, (_, index) => first + index);
      const drawAll = async () => reader.draw({ draw, path: name, bytes: await load(), mediaType });
      const batch = pictures.get(key) ?? drawAll();
      pictures.delete(key);
      pictures.set(key, batch);
      if (pictures.size > kept / together) pictures.delete(pictures.keys().next().value!);
      batch.catch(() => pictures.delete(key));
      return (await batch).find((picture) => picture.page === page) ?? null;
    },
  };
}
