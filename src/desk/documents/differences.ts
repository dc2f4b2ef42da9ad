import type { Relation } from '../../domain/document.ts';
import type { DraftReading } from '../../ingest/document-draft.ts';
import type { StaffDocument } from '../../store/contract-documents.ts';
import { fieldsOf, type RevisedFields } from './publish.ts';

export interface FieldDifference {
  field: keyof RevisedFields | 'relations';
  before: unknown;
  after: unknown;
}

/** Field by field, what a draft would change of what stands in the base; of a new document, all of it. */
export function differencesOf(item: StaffDocument | null, reading: DraftReading): FieldDifference[] {
  const after = { ...fieldsOf(reading.document), relations: relationWords(reading.relations) };
  const before = item ? { ...fieldsOf(item.document), relations: relationWords(item.relations) } : null;
  return (Object.keys(after) as FieldDifference['field'][]).flatMap((field) => {
    const [was, is] = [before?.[field] ?? null, after[field] ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

const relationWords = (relations: Relation[]) =>
  relations.map(({ kind, targetTitle, targetNumber, effectiveOn }) => ({
    kind,
    name: targetTitle ? `《${targetTitle}》` : (targetNumber ?? ''),
    effectiveOn: effectiveOn ?? null,
  }));
