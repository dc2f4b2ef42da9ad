import type { EntryContent } from '../../domain/entry.ts';
import { clip } from '../import/cells.ts';
import type { Member } from '../member.ts';
import { createEntryCheck, type EntryCheckParts } from './entry-check.ts';

/**
 * What speaks against approving an entry together with others: somebody asks the same already, or its figures are not those of what it
 * rests on or stands beside. Which known questions it would change is left out: a reviewer sees that where one entry is looked at.
 */
export function createDoubts(parts: Omit<EntryCheckParts, 'cases' | 'patienceMs'>) {
  const check = createEntryCheck({ ...parts, cases: async () => [], patienceMs: 0 });

  return async (content: EntryContent, itemId: string, by: Member): Promise<string[]> => {
    const { near, figures, unsupported } = await check(content, itemId, by.inScope);
    const [same] = near.filter(({ duplicate }) => duplicate);
    const [figure] = figures;
    const [bare] = unsupported;
    return [
      ...(same ? [`可能与“${clip(same.label)}”重复`] : []),
      ...(figure ? [`“${figure.said}”与“${clip(figure.label)}”的“${figure.known}”不一致`] : []),
      ...(bare ? [`“${bare.value}”在依据里没有找到`] : []),
    ];
  };
}
