import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../config.ts';
import type { ClauseReference } from '../../domain/document.ts';
import type { Block, ParsedSource, SourceField } from '../blocks.ts';
import { structureDocument } from './structure.ts';
import type { StructuredDocument } from './types.ts';

/**
 * Text in, structure out. `input.txt`: a line is a paragraph, "# " a heading, "|a|b" a table row, ">name：value" a page field;
 * `title.txt`: the title as the format tells it. `expected.txt` is written by hand or with WENCE_GOLDEN=write and then read through.
 */
const folder = join(projectRoot, 'tests/fixtures/structure');

function parseInput(text: string, title: string | null): ParsedSource {
  const blocks: Block[] = [];
  const fields: SourceField[] = [];
  for (const line of text.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const field = /^>(.+?)：(.+)$/.exec(line);
    const last = blocks.at(-1);
    if (field) fields.push({ name: field[1]!, value: field[2]!, basis: 'page_table' });
    else if (!line.startsWith('|')) {
      const level = /^(#+) /.exec(line)?.[1]?.length;
      if (level) blocks.push({ type: 'heading', level, text: line.slice(level + 1), page: null });
      else blocks.push({ type: 'paragraph', text: line, page: null });
    } else {
      const row = line.slice(1).split('|');
      if (last?.type === 'table') last.table.rows.push(row);
      else blocks.push({ type: 'table', table: { caption: null, headerRows: 0, rows: [row] }, page: null });
    }
  }
  return { blocks, fields, title, attachments: [], links: [], pageCount: null, warnings: [], ocrShare: 0 };
}

const wordsAt = ({ clauses }: StructuredDocument, { clausePath, start, end }: ClauseReference) =>
  `${clausePath}: ${clauses.find((clause) => clause.path === clausePath)!.text.slice(start, end)}`;

const targetOf = ({ targetTitle, targetNumber, targetPath }: ClauseReference) =>
  [targetTitle, targetNumber, targetPath].filter((part) => part !== null).join(' ');

/** One line a fact, then one line a clause: kind, path, headings below the title, text with ⏎ for line breaks. */
function render(document: StructuredDocument): string {
  const { effectiveOn, expiresOn, expiryDerived, statedStatus, repealedOn } = document;
  return [
    `title: ${document.title}`,
    `wrapped: ${document.wrappedTitle}`,
    `number: ${document.documentNumber}`,
    `issuer: ${document.issuer}`,
    `kind: ${document.kind} ${document.authority}`,
    `days: published ${document.publishedOn} issued ${document.issuedOn}`,
    `validity: from ${effectiveOn} until ${expiresOn}${expiryDerived ? ' (derived)' : ''} repealed ${repealedOn} stated ${statedStatus}`,
    ...document.relations.map(({ kind, targetNumber, targetTitle }) => `relation: ${kind} ${targetNumber} ${targetTitle}`),
    ...document.warnings.map(({ code }) => `warning: ${code}`),
    ...document.references.map((reference) => `reference: ${wordsAt(document, reference)} -> ${targetOf(reference)}`),
    ...document.definitions.map((definition) => `definition: ${definition.term} in ${definition.clausePath}`),
    '',
    ...document.clauses.map(
      ({ kind, path, headings, text }) => `${kind} | ${path} | ${headings.slice(1).join(' > ')} | ${text.replaceAll('\n', '⏎')}`,
    ),
    '',
  ].join('\n');
}

describe('structure of official documents', () => {
  for (const name of readdirSync(folder).sort()) {
    it(name, () => {
      const at = (file: string) => join(folder, name, file);
      const title = existsSync(at('title.txt')) ? readFileSync(at('title.txt'), 'utf8').trim() : null;
      const document = structureDocument(parseInput(readFileSync(at('input.txt'), 'utf8'), title), name);
      if (process.env.WENCE_GOLDEN === 'write') writeFileSync(at('expected.txt'), render(document));
      expect(render(document)).toBe(readFileSync(at('expected.txt'), 'utf8'));
      const paths = document.clauses.map((clause) => clause.path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const { parentPath } of document.clauses) if (parentPath !== null) expect(paths).toContain(parentPath);
    });
  }
});
