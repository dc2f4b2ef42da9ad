import { type CorrectedField, type CorrectedValues, type Correction, correctedValue, evidenceOf } from '../domain/correction.ts';
import type { DocumentRecord, FieldFact } from '../domain/document.ts';
import { normaliseDocumentNumber } from '../text/document-number.ts';
import type { ManifestEntry } from './manifest.ts';
import { stillMissing } from './reading/quality.ts';
import type { KnownAbout } from './structure/structure.ts';

/** Not part of the record itself: relations and audience are kept beside it, the unit is asked for by staff alone. */
const besideRecord: readonly CorrectedField[] = ['relations', 'audiences', 'unitId'];

/** What the manifest says, with what staff set right about kind, title and audience over it: these shape the reading. */
export function entryWith(entry: ManifestEntry, corrections: readonly Correction[]): ManifestEntry {
  const { title, kind, audiences } = valuesOf(corrections);
  return { ...entry, ...(title && { title }), ...(kind && { kind }), ...(audiences && { audiences }) };
}

/** What staff set right and other fields are worked out from: the end of a period from its first day, the level from the number … */
export function knownFrom(entry: ManifestEntry, corrections: readonly Correction[]): KnownAbout {
  const { title, kind, validityYears } = entryWith(entry, corrections);
  const { documentNumber, issuer, publishedOn, issuedOn, effectiveOn } = valuesOf(corrections);
  const fields = {
    ...(documentNumber !== undefined && { documentNumber: normalised(documentNumber) }),
    ...(issuer !== undefined && { issuer }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...(issuedOn !== undefined && { issuedOn }),
  };
  return {
    ...(title !== undefined && { title }),
    ...(kind !== undefined && { kind }),
    validityYears,
    fields,
    ...(effectiveOn !== undefined && { effectiveOn }),
  };
}

/** The record with what staff set right over it; each correction is a fact of its own, before all others. Doing it again changes nothing. */
export function correctedRecord(record: DocumentRecord, corrections: readonly Correction[]): DocumentRecord {
  const own = corrections.filter(({ field }) => !besideRecord.includes(field));
  if (own.length === 0) return record;
  const values = Object.fromEntries(
    own.map(({ field, value }) => [field, field === 'documentNumber' ? normalised(value as string | null) : value]),
  ) as Partial<CorrectedValues>;
  const facts = own.map(
    (correction): FieldFact => ({
      field: correction.field,
      value: shownValue(values[correction.field]),
      basis: 'correction',
      evidence: evidenceOf(correction),
      confidence: 1,
    }),
  );
  const { relations: _1, audiences: _2, unitId: _3, ...fields } = values;
  const corrected: DocumentRecord = {
    ...record,
    ...fields,
    expiryDerived: correctedValue(own, 'expiresOn') === undefined && record.expiryDerived,
    facts: [...facts, ...record.facts.filter(({ basis }) => basis !== 'correction')],
  };
  return { ...corrected, quality: record.quality && { ...record.quality, missingFields: stillMissing(corrected) } };
}

const valuesOf = (corrections: readonly Correction[]) =>
  Object.fromEntries(corrections.map(({ field, value }) => [field, value])) as Partial<CorrectedValues>;

const normalised = (number: string | null) => number && (normaliseDocumentNumber(number) ?? number);

function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((part) => (typeof part === 'string' ? part : part.label)).join('、');
  if (typeof value === 'object') return (value as CorrectedValues['jurisdiction']).path.join('、');
  return String(value);
}
