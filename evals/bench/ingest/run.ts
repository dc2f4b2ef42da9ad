import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminal } from '../../../src/cli/output.ts';
import { createReader } from '../../../src/ingest/reading/pool.ts';
import { table } from '../table.ts';
import { linesOf } from '../texts.ts';
import { type IngestResult, taskOf } from './child.ts';
import type { EmbeddingResult } from './embedding.ts';
import { type Material, materials } from './materials.ts';
import { hasPlainReader } from './plain.ts';

type InChild = <Result>(part: string, folder: string) => Promise<Result>;

/** Pages a second and memory by format beside the plain pipeline, then both cores together, then the embedding. */
export async function benchIngest(folder: string, documents: string | undefined, inChild: InChild): Promise<void> {
  const groups = await materials(documents);
  const rows: string[][] = [
    ['', 'files', 'pages', 'pages/s', 'memory', 'plain pages/s', 'plain memory', 'ratio pages/s', 'ratio memory'],
  ];
  const pages = new Map<string, number>();
  for (const [format, files] of groups) {
    terminal.screen.write(`${format} …\n`);
    const place = join(folder, format);
    mkdirSync(place);
    writeFileSync(join(place, 'materials.jsonl'), linesOf(files));
    const ours = await inChild<IngestResult>('ingest:wence', place);
    const plain = hasPlainReader(format) ? await inChild<IngestResult>('ingest:plain', place) : null;
    pages.set(format, ours.pages);
    rows.push(rowOf(format, files.length, ours, plain));
  }
  console.log(table(rows));
  console.log(`
A page is a page of a PDF, else a thousand characters. Ours: text, layout, tables, fields, clause tree, validity, relations, chunks with their
search terms. Plain: the text by the usual parser (pdf-parse, cheerio, JSZip, exceljs), cut by RecursiveCharacterTextSplitter. One process each.
`);
  await together(
    [...groups.values()].flat(),
    [...pages.values()].reduce((sum, count) => sum + count, 0),
  );
  const embedding = await inChild<EmbeddingResult>('ingest:embedding', folder);
  console.log(
    `Embedding: ${embedding.texts} texts, ${embedding.ours.toFixed(1)} texts/s; a bare ONNX session on the same texts ${embedding.bare.toFixed(1)} texts/s; ` +
      `ratio ${embedding.ratio.toFixed(2)} (median of rounds measured by turns)`,
  );
}

function rowOf(format: string, files: number, ours: IngestResult, plain: IngestResult | null): string[] {
  const figures = (result: IngestResult) => [result.pagesPerSecond.toFixed(1), `${result.megabytes.toFixed(0)} MB`];
  const ratios = plain && [
    (ours.pagesPerSecond / plain.pagesPerSecond).toFixed(2),
    (ours.megabytes / plain.megabytes).toFixed(2),
  ];
  return [
    format,
    String(files),
    ours.pages.toFixed(0),
    ...figures(ours),
    ...(plain ? figures(plain) : ['—', '—']),
    ...(ratios ?? ['—', '—']),
  ];
}

/** All files by the pool of reading processes, as `wence ingest` reads them. */
async function together(files: Material[], pages: number): Promise<void> {
  const reader = createReader();
  const readAll = () => Promise.all(files.map((file) => reader.read(taskOf(file, null))));
  try {
    await readAll();
    const startedAt = performance.now();
    const readings = await readAll();
    const seconds = (performance.now() - startedAt) / 1000;
    const failed = readings.filter((reading) => reading.type === 'failed').length;
    console.log(
      `${reader.width} reading processes together: ${files.length} files, ${pages.toFixed(0)} pages, ${(pages / seconds).toFixed(1)} pages/s (${failed} not readable)`,
    );
  } finally {
    await reader.close();
  }
}
