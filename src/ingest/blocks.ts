import type { Warning } from '../domain/document.ts';

/** What every format parser produces: the document as a reader sees it, top to bottom, without page furniture. */
export type Block =
  | { type: 'heading'; level: number; text: string; page: number | null }
  | { type: 'paragraph'; text: string; page: number | null; align?: 'left' | 'center' | 'right' }
  | { type: 'list_item'; text: string; page: number | null; marker: string | null }
  | { type: 'table'; table: Table; page: number | null };

/** Merged cells are repeated in every row and column they cover. The first `headerRows` rows are headers. */
export interface Table {
  caption: string | null;
  headerRows: number;
  rows: string[][];
}

/** A field that the format itself names (meta tag, page table, PDF information, sheet name). */
export interface SourceField {
  name: string;
  value: string;
  basis: 'meta_tag' | 'page_table' | 'page_notice';
}

export interface ParsedSource {
  blocks: Block[];
  fields: SourceField[];
  /** Title as the format tells it (h1, <title>, PDF title); structure decides. */
  title: string | null;
  attachments: { name: string; url: string }[];
  links: { label: string; url: string }[];
  pageCount: number | null;
  warnings: Warning[];
  /** Share of the text that was read by OCR, 0..1. */
  ocrShare: number;
}

export interface SourceFile {
  /** Relative to the ingested folder, forward slashes. */
  path: string;
  bytes: Uint8Array;
}

/** One file per format under formats/; `detect` looks at bytes, never at names alone. */
export interface FormatParser {
  readonly name: string;
  readonly mediaType: string;
  detect(bytes: Uint8Array, path: string): boolean;
  /** Throws ParseError with a reason a person understands. */
  parse(file: SourceFile): Promise<ParsedSource>;
}
