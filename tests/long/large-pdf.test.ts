import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ReaderPool } from '../../src/ingest/reading/pool.ts';
import { textPdf } from '../support/text-pdf.ts';

const childFile = new URL('../../dist/src/ingest/reading/child.js', import.meta.url);
const pageCount = process.env.WENCE_LONG ? 1000 : 100;
/** A reading process that holds more MiB than this is ended; the bare process with the PDF library takes about 150. */
const memoryMegabytes = 512;

it.skipIf(!existsSync(fileURLToPath(childFile)))(
  `reads a PDF of ${pageCount} pages within ${memoryMegabytes} MiB (needs a build in dist/)`,
  { timeout: 600_000 },
  async () => {
    const nameOf = (number: number) => [...String(number)].map((digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)]).join('');
    const page = (number: number) => [
      `第${number}条 本市对${nameOf(number)}类项目给予补贴，标准为每项${number * 100}元。`,
      ...Array.from(
        { length: 24 },
        (_, line) => `申请${nameOf(number * 31 + line)}项目的单位应当提交第${line + 1}项材料，并对其真实性负责。`,
      ),
    ];
    const bytes = textPdf(Array.from({ length: pageCount }, (_, index) => page(index + 1)));
    const pool = new ReaderPool({ processes: 1, silenceSeconds: 120, memoryMegabytes }, childFile);
    const seen: number[] = [];
    const governance = { reviewState: 'draft' as const, createdBy: '', reviewedBy: null, reviewedAt: null, audiences: [] };
    const reading = await pool.read(
      {
        root: '',
        path: '大.pdf',
        bytes,
        sourceId: 'long',
        entry: {},
        governance: { ...governance, visibleFrom: null, visibleUntil: null },
        inputHash: '',
        pictures: false,
        recordAsOf: '2026-01-01',
      },
      (done) => seen.push(done),
    );
    await pool.close();
    expect(reading).toMatchObject({ type: 'document' });
    if (reading.type !== 'document') return;
    const articles = reading.record!.clauses.filter((clause) => /^第\d+条$/.test(clause.path));
    expect(articles).toHaveLength(pageCount);
    expect(articles.map((clause) => clause.page)).toEqual(Array.from({ length: pageCount }, (_, index) => index + 1));
    expect(seen.length).toBeGreaterThan(0);
  },
);
