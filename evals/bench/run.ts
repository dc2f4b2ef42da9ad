import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { terminal } from '../../src/cli/output.ts';
import { Progress } from '../../src/cli/progress.ts';
import { createEmbedder } from '../../src/models/create.ts';
import { modelCache } from '../cache.ts';
import { type BenchResult, buildChild, searchChild, systems, vectorFileOf } from './child.ts';
import { ingestChild } from './ingest/child.ts';
import { embeddingChild } from './ingest/embedding.ts';
import { benchIngest } from './ingest/run.ts';
import { type ServingResult, servingChild } from './serving.ts';
import { wholeText } from './system.ts';
import { ratioTable, resultTable } from './table.ts';
import { type BenchSet, linesOf, loadBenchSet, spread } from './texts.ts';
import { benchConfig } from './wence.ts';

const usage = `Compares Wence with what a TypeScript user would otherwise take, on the same texts and the same embedding model.

  npm run bench                      search beside LangChain and MiniSearch, then serving
  npm run bench -- ask               only the time and memory of full answers over HTTP
  npm run bench -- ingest            reading files beside the plain pipeline of the same parsers, and embedding beside bare ONNX
  options: --documents N (20000)  --questions N (300)  --files FOLDER (ingest: what to read)`;

/** Runs this file again for one part, alone in its process; its last line is the result. */
function inChild<Result>(part: string, folder: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), '--part', part, '--folder', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(printed.trim().split('\n').at(-1)!) as Result);
      else reject(new Error(`${part} ended with code ${code}`));
    });
  });
}

async function runPart(part: string, folder: string): Promise<void> {
  const parts: Record<string, () => Promise<unknown>> = {
    build: () => buildChild(folder),
    serving: () => servingChild(folder),
    'ingest:wence': () => ingestChild('wence', folder),
    'ingest:plain': () => ingestChild('plain', folder),
    'ingest:embedding': () => embeddingChild(benchConfig(folder).WENCE_MODEL_FOLDER, embeddingTexts()),
  };
  const result = await (parts[part] ?? (() => searchChild(part, folder)))();
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Texts of the size of chunks. */
const embeddingTexts = () => spread(loadBenchSet(400, 1).documents, 400).map((document) => wholeText(document).slice(0, 250));

/** Embeds the rivals' texts with the same model before they run, so that nothing but their own work is in their processes. */
async function prepareVectors(folder: string, { documents }: BenchSet): Promise<void> {
  const { WENCE_MODEL_FOLDER } = benchConfig(folder);
  const embedder = await createEmbedder({ folder: WENCE_MODEL_FOLDER });
  const texts = [...new Set(documents.map(wholeText))];
  const progress = new Progress(terminal.screen, 'embedding');
  const vectors = await modelCache(embedder).embedPassages(texts, (done) => progress.update(done, texts.length));
  progress.end();
  const file = vectorFileOf(folder, embedder.dimensions);
  for (const [index, vector] of vectors.entries()) file.put(texts[index]!, vector);
  file.flush();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      documents: { type: 'string', default: '20000' },
      questions: { type: 'string', default: '300' },
      files: { type: 'string' },
      part: { type: 'string' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void console.log(usage);
  if (values.part && values.folder) return runPart(values.part, values.folder);
  if (positionals[0] === 'ingest') return ingestBench(values.files);
  const onlyAsk = positionals[0] === 'ask';
  const set = loadBenchSet(Number(values.documents), Number(values.questions));
  const folder = mkdtempSync(join(tmpdir(), 'wence-bench-'));
  try {
    writeFileSync(join(folder, 'documents.jsonl'), linesOf(set.documents));
    writeFileSync(join(folder, 'questions.jsonl'), linesOf(set.questions));
    if (!onlyAsk) await prepareVectors(folder, set);
    const built = await inChild<{ buildMs: number; chunks: number }>('build', folder);
    console.log(
      `${set.documents.length} texts (${built.chunks} chunks of Wence), ${set.questions.length} questions: ${set.note}`,
    );
    console.log(machine());
    if (!onlyAsk) await compare(folder, built.buildMs);
    await serve(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ingestBench(files: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wence-bench-'));
  try {
    console.log(machine());
    await benchIngest(folder, files, inChild);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const machine = () =>
  `${cpus()[0]?.model ?? 'processor'} x ${cpus().length}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}\n`;

async function compare(folder: string, builtMs: number): Promise<void> {
  const results: BenchResult[] = [];
  for (const name of Object.keys(systems)) {
    terminal.screen.write(`${systems[name]!.title.trim()} …\n`);
    const result = await inChild<BenchResult>(name, folder);
    results.push(name === 'wence' ? { ...result, buildMs: result.buildMs + builtMs } : result);
  }
  console.log(resultTable(results));
  console.log(`
Making the vectors counts nowhere: it is the same model for all. A question's time holds its embedding where one is needed. Build: Wence writes a
base to disk that survives (structure, clauses, full text, vectors) and opens it; the others fill memory and lose it at the end.
Memory: peak while answering, each system alone in its process together with the embedding model.
`);
  console.log(`${ratioTable(results)}\n`);
}

async function serve(folder: string): Promise<void> {
  const { questions, p50, p95, megabytes, statuses } = await inChild<ServingResult>('serving', folder);
  console.log(
    `Full answers over HTTP, one after the other: ${questions} questions, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
  );
  console.log(
    `How they ended: ${Object.entries(statuses)
      .map(([status, count]) => `${status} ${count}`)
      .join(', ')}`,
  );
  console.log(`Peak memory of serving: ${megabytes.toFixed(0)} MB`);
}

await main();
