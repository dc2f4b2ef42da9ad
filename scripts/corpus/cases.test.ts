import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Governance } from '../../src/domain/document.ts';
import { readFaqList } from '../../src/ingest/faq-list.ts';
import { formatParsers } from '../../src/ingest/formats/registry.ts';
import { parseManifest } from '../../src/ingest/manifest.ts';
import { normaliseDocumentNumber } from '../../src/text/document-number.ts';
import { comparable, corpusFolder, readSampleText } from './read-text.mjs';

const caseSchema = z.strictObject({
  id: z.string().regex(/^s\d{3}$/),
  version: z.number().int().positive(),
  lang: z.enum(['zh', 'en']),
  kind: z.string().min(1),
  turns: z.array(z.string().min(1).max(500)).min(1).max(3),
  expect: z.enum(['answer', 'expired', 'refuse']),
  must: z.array(z.array(z.string().min(1)).min(1)),
  must_not: z.array(z.string().min(1)),
  gold_files: z.array(z.string()),
  gold_quotes: z.array(z.string().min(1)),
  reason: z.string().min(10),
  note: z.string().min(1),
  channel: z.enum(['web', 'hotline', 'window']).optional(),
  status: z.string().optional(),
  /** Half of every kind is kept back from tuning. */
  split: z.enum(['dev', 'heldout']),
});

const casesFile = fileURLToPath(new URL('../../evals/cases/sample.jsonl', import.meta.url));
const lines = readFileSync(casesFile, 'utf8').trim().split('\n');
const cases = lines.map((line) => caseSchema.parse(JSON.parse(line)));
const manifest = JSON.parse(readFileSync(join(corpusFolder, 'manifest.json'), 'utf8'));
const files = readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => statSync(join(corpusFolder, path)).isFile() && path !== 'manifest.json')
  .sort();

const draft: Governance = {
  reviewState: 'draft',
  createdBy: 'test',
  reviewedBy: null,
  reviewedAt: null,
  audiences: ['public'],
  visibleFrom: null,
  visibleUntil: null,
};

describe('the sample base', () => {
  test('every document stands in the manifest, and nothing else', () => {
    expect(manifest.files.map((file: { path: string }) => file.path).sort()).toEqual(files);
  });

  test('it is small and holds every format', () => {
    const bytes = files.reduce((sum, path) => sum + statSync(join(corpusFolder, path)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
    const formats = new Set(files.map((path) => path.split('.').at(-1)));
    expect([...formats].sort()).toEqual(['csv', 'docx', 'html', 'md', 'pdf', 'txt', 'xlsx']);
  });

  test('the manifest is one that ingestion takes: what is published was approved by somebody else than its author', () => {
    const read = parseManifest(JSON.stringify(manifest));
    expect(read.missing(files)).toEqual([]);
    expect(files.filter((path) => read.entryFor(path).reviewState === 'draft')).toHaveLength(1);
    expect(files.filter((path) => !read.entryFor(path).audiences?.includes('public'))).toHaveLength(1);
  });

  test('FAQ entries name the policies they rest on, that of the demo page among them', async () => {
    const basis: string[] = [];
    for (const path of files.filter((name) => name.includes('常见问题'))) {
      const bytes = readFileSync(join(corpusFolder, path));
      const parsed = await formatParsers.find((parser) => parser.detect(bytes, path))!.parse({ path, bytes });
      const list = readFaqList({ sourceId: 's', key: path, parsed, governance: draft, region: null });
      expect(list?.errors).toEqual([]);
      basis.push(...list!.bundles.flatMap(({ entry }) => entry.legalBasis));
    }
    const named = basis.map((text) => normaliseDocumentNumber(text.replace(/(?<=号).*$/, '')));
    const texts = files.map((path) => comparable(readSampleText(path)));
    for (const number of named)
      expect(
        texts.some((text) => text.includes(comparable(number!))),
        `${number} is no sample`,
      ).toBe(true);
    const page = readFileSync(join(corpusFolder, '../widget/pages/demo.html'), 'utf8');
    expect(named).toContain(/data-document-number="([^"]+)"/.exec(page)?.[1]);
  });

  test('the fact of the scan is found nowhere else', () => {
    const scan = files.filter((path) => path.endsWith('.scan.pdf'));
    const others = files.filter((path) => !path.endsWith('.scan.pdf')).map((path) => comparable(readSampleText(path)));
    expect(scan).toHaveLength(1);
    expect(others.some((text) => text.includes('加装电梯'))).toBe(false);
  });
});

describe('the cases over the sample base', () => {
  test('have unique ids, and unique questions for a channel', () => {
    expect(new Set(cases.map((item) => item.id)).size).toBe(cases.length);
    expect(new Set(cases.map((item) => `${item.channel ?? 'web'} ${item.turns.join(' ')}`)).size).toBe(cases.length);
  });

  test('are halved between tuning and keeping back', () => {
    const kept = cases.filter((item) => item.split === 'heldout').length;
    expect(Math.abs(cases.length - 2 * kept)).toBeLessThanOrEqual(4);
  });

  test('cover every kind that is promised', () => {
    const count = (kind: string) => cases.filter((item) => item.kind === kind).length;
    expect(count('multiturn')).toBeGreaterThanOrEqual(6);
    expect(count('refuse')).toBeGreaterThanOrEqual(14);
    expect(count('unsafe')).toBeGreaterThanOrEqual(4);
    for (const kind of ['expired', 'successor', 'not_yet', 'audience', 'draft', 'scan', 'personal', 'docno']) {
      expect(count(kind), kind).toBeGreaterThan(0);
    }
  });

  test.each(cases.map((item) => [item.id, item] as const))('%s rests on the documents', (_id, item) => {
    if (item.expect === 'refuse') {
      expect([item.must, item.gold_files, item.gold_quotes]).toEqual([[], [], []]);
      return;
    }
    expect(item.must.length).toBeGreaterThan(0);
    const texts = item.gold_files.map((path) => comparable(readSampleText(path)));
    const quotes = item.gold_quotes.map(comparable);
    for (const quote of quotes)
      expect(
        texts.some((text) => text.includes(quote)),
        `${quote} is in no gold file`,
      ).toBe(true);
    const joined = quotes.join('\n');
    for (const [first] of item.must) expect(joined).toContain(comparable(first!));
    for (const forbidden of item.must_not) expect(joined).not.toContain(comparable(forbidden));
  });
});
