import { diffArrays } from 'diff';
import type { EntryContent } from '../../domain/entry.ts';
import { type DiffPiece, diffWords } from '../../text/version-diff.ts';
import { audienceNames, channelNames, type EntryField, fieldNames } from './fields.ts';

export interface FieldChange {
  field: EntryField;
  label: string;
  /** `text`: pieces follow each other in one text; `list`: each piece is one line of a list. */
  kind: 'text' | 'list';
  pieces: DiffPiece[];
}

const listed = new Set<EntryField>(['similarQuestions', 'tags', 'basis', 'legalBasis', 'audiences', 'channels']);

/** What became different, field by field, words marked; only fields that differ. `null` before: everything is new. */
export function diffEntries(
  before: EntryContent | null,
  after: EntryContent,
  unitName: (id: string) => string = (id) => id,
): FieldChange[] {
  return (Object.keys(fieldNames) as EntryField[]).flatMap((field) => {
    const earlier = before ? linesOf(before, field, unitName) : [];
    const later = linesOf(after, field, unitName);
    if (JSON.stringify(earlier) === JSON.stringify(later)) return [];
    const kind = listed.has(field) ? 'list' : 'text';
    const pieces = kind === 'list' ? diffLines(earlier, later) : textPieces(earlier.join('\n'), later.join('\n'));
    return [{ field, label: fieldNames[field], kind, pieces }];
  });
}

function linesOf(content: EntryContent, field: EntryField, unitName: (id: string) => string): string[] {
  switch (field) {
    case 'basis':
      return content.basis.map(({ label }) => label);
    case 'audiences':
      return content.audiences.map((one) => audienceNames[one]);
    case 'channels':
      return content.channels.map((one) => channelNames[one]);
    case 'serviceLink':
      return content.serviceLink ? [`${content.serviceLink.label} ${content.serviceLink.url}`] : [];
    case 'unitId':
      return content.unitId ? [unitName(content.unitId)] : [];
    case 'similarQuestions':
    case 'tags':
    case 'legalBasis':
      return content[field];
    default:
      return content[field] ? [content[field]] : [];
  }
}

function diffLines(before: string[], after: string[]): DiffPiece[] {
  return diffArrays(before, after).flatMap(({ value, added, removed }) =>
    value.map((text): DiffPiece => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text })),
  );
}

function textPieces(before: string, after: string): DiffPiece[] {
  if (before === '') return [{ kind: 'added', text: after }];
  if (after === '') return [{ kind: 'removed', text: before }];
  return diffWords(before, after);
}
