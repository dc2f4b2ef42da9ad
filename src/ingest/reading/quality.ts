import type { DocumentKind, DocumentRecord, PageReading, ReadingQuality } from '../../domain/document.ts';
import type { ParsedSource } from '../blocks.ts';
import type { StructuredDocument } from '../structure/types.ts';

/** A page read by machine below this confidence is compared with the original by a person. */
const doubtfulConfidence = 0.85;
/** A page whose text layer holds fewer common hanzi than this is doubtful (sound pages: .70 and more). */
const doubtfulSoundness = 0.5;
const listedPages = 50;

/** Fields that every document of a kind bears; one that was not found is worth a look. */
const expectedFields: Partial<Record<DocumentKind, (keyof typeof fieldNames)[]>> = {
  policy: ['issuer', 'documentNumber', 'publishedOn', 'effectiveOn'],
  notice: ['issuer', 'publishedOn'],
  interpretation: ['publishedOn'],
  consultation_draft: ['issuer', 'publishedOn'],
  news: ['publishedOn'],
  guide: ['issuer'],
};

const fieldNames = {
  issuer: '发文机关',
  documentNumber: '发文字号',
  publishedOn: '发布或成文日期',
  effectiveOn: '施行日期',
} as const;

/** What can be said about a reading without knowing the original. */
export function qualityOf(parsed: ParsedSource, structured: StructuredDocument): ReadingQuality {
  const pages = parsed.pages ?? [];
  const confidences = pages.flatMap((page) => page.ocrConfidence ?? []);
  const characters = structured.body.replace(/\s/g, '').length;
  const tables = parsed.blocks.flatMap((block) => (block.type === 'table' ? [block.table] : []));
  return {
    characters,
    garbledShare: characters === 0 ? 0 : garbledCharacters(structured.body) / characters,
    ocrShare: parsed.ocrShare,
    ocrConfidence: confidences.length > 0 ? Math.min(...confidences) : null,
    pageCount: parsed.pageCount,
    doubtfulPages: pages.filter(isDoubtful).sort(worseFirst).slice(0, listedPages),
    clauses: structured.clauses.length,
    tables: tables.length,
    doubtfulTables: tables.flatMap((table, index) =>
      table.doubts?.length ? [`${table.caption ?? `表${index + 1}`}：${table.doubts.join('；')}`] : [],
    ),
    missingFields: stillMissing(structured),
  };
}

/** Private use, replacement and control characters stand in no official text. */
function garbledCharacters(text: string): number {
  return text.match(/(?![\t\n\r])[\p{Cc}\p{Co}\ufffd]/gu)?.length ?? 0;
}

function isDoubtful(page: PageReading): boolean {
  if (page.readBy === 'nothing') return true;
  if (page.ocrConfidence !== null) return page.ocrConfidence < doubtfulConfidence;
  return page.characters > 60 && page.soundShare < doubtfulSoundness;
}

const soundness = (page: PageReading) => (page.readBy === 'nothing' ? 0 : (page.ocrConfidence ?? page.soundShare));
const worseFirst = (a: PageReading, b: PageReading) => soundness(a) - soundness(b) || a.page - b.page;

type Named = Pick<DocumentRecord, 'kind' | 'issuer' | 'documentNumber' | 'publishedOn' | 'issuedOn' | 'effectiveOn'>;

/** Names of the fields that documents of this kind bear and this one lacks. */
export function stillMissing(record: Named): string[] {
  return (expectedFields[record.kind] ?? [])
    .filter((field) => (field === 'publishedOn' ? !record.publishedOn && !record.issuedOn : !record[field]))
    .map((field) => fieldNames[field]);
}

/** Larger is worse: what the report and the review queue show first. Doubtful tables are among the warnings. 0: nothing speaks for a look. */
export function doubtOf(quality: ReadingQuality, warnings: number): number {
  const machine = quality.ocrConfidence === null ? 0 : quality.ocrShare * (1 - quality.ocrConfidence) * 20;
  const empty = quality.characters < 20 ? 5 : 0;
  return (
    empty +
    quality.garbledShare * 100 +
    machine +
    quality.doubtfulPages.length * 0.5 +
    quality.missingFields.length * 0.5 +
    warnings
  );
}
