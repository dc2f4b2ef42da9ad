import type { PageReading, PageStart, Warning } from '../domain/document.ts';

/** What every format parser produces: the document as a reader sees it, top to bottom, without page furniture. */
export type Block = (
  | { type: 'heading'; level: number; text: string; page: number | null }
  | { type: 'paragraph'; text: string; page: number | null; align?: 'left' | 'center' | 'right' }
  | { type: 'list_item'; text: string; page: number | null; marker: string | null }
  /** Stands below the paragraph that names it; `marker` as printed, e.g. "1" or "①". */
  | { type: 'footnote'; text: string; page: number | null; marker: string }
  | { type: 'table'; table: Table; page: number | null }
) &
  Placed;

/** Where a block stands and how it was read; left out where the format does not know. */
export interface Placed {
  box?: Box;
  /** 0..1, mean confidence of the machine reading; left out where the text was not read from a picture. */
  ocrConfidence?: number;
  /** Where the text goes on over other pages. */
  pageStarts?: PageStart[];
}

/** In points (1/72 inch) from the top left corner of its page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Merged cells are repeated in every row and column they cover. The first `headerRows` rows are headers. */
export interface Table {
  caption: string | null;
  headerRows: number;
  rows: string[][];
  /** Leading columns that name the row; left out where the format does not say. */
  headerColumns?: number;
  /** As printed beside the caption: "万元" of "单位：万元". */
  unit?: string;
  /** Notes printed under the table: "注：…". */
  notes?: string[];
  /** Chinese, why a person should look at it: columns guessed, a cell cut by a page break … */
  doubts?: string[];
  /** Not shown to readers, as a hidden sheet is. */
  hidden?: boolean;
  /** Number of each row in its sheet, from 1; left out where rows have none. */
  rowNumbers?: number[];
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
  /** Left out where the format has no pages. */
  pages?: PageReading[];
}

export interface SourceFile {
  /** Relative to the ingested folder, forward slashes. */
  path: string;
  bytes: Uint8Array;
  /** Called when a page is done: long files show that they go on. */
  onPage?: (done: number, total: number) => void;
}

/** One file per format under formats/; `detect` looks at bytes, never at names alone. */
export interface FormatParser {
  readonly name: string;
  readonly mediaType: string;
  detect(bytes: Uint8Array, path: string): boolean;
  /** Throws ParseError with a reason a person understands. */
  parse(file: SourceFile): Promise<ParsedSource>;
}
