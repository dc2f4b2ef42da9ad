import type { ParsedSource } from './blocks.ts';
import { chunkSize, cutText } from './chunk.ts';
import { markerOf } from './structure/lines/markers.ts';
import { tidy } from './structure/lines/tidy.ts';
import { structureDocument } from './structure/structure.ts';
import type { ClauseDraft, StructuredDocument } from './structure/types.ts';

/** Numbered lines from which on a bare text is taken for a structured document. */
const structuredLines = 3;

/**
 * A title and one string, as data sets and letters have it. A text with numbered lines gets a clause tree; any other is packed into
 * paragraphs of about the size of a chunk, so that nothing is too small to be found.
 */
export function structureText(title: string, text: string): StructuredDocument {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map(tidy)
    .filter(Boolean);
  const document = structureDocument(parsedText(lines), title, { title });
  if (lines.filter((line) => markerOf(line)).length >= structuredLines) return document;
  return { ...document, clauses: packedClauses(title, lines), body: lines.join('\n') };
}

function parsedText(lines: string[]): ParsedSource {
  return {
    blocks: lines.map((text) => ({ type: 'paragraph', text, page: null })),
    fields: [],
    title: null,
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
}

function packedClauses(title: string, lines: string[]): ClauseDraft[] {
  const text = lines.join('\n');
  return cutText(text, chunkSize.target).map(({ start, end }, index) => ({
    path: `段${index + 1}`,
    parentPath: null,
    ordinal: index,
    kind: 'paragraph',
    headings: [title],
    text: text.slice(start, end),
    page: null,
    ocrConfidence: null,
    table: null,
    role: 'body',
  }));
}
