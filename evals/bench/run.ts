import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { terminal } from '../../src/cli/output.ts';
import { askChild, buildAskBase, readAskSetting } from './ask/child.ts';
import { type AskBenchOptions, askSetting, benchAsk } from './ask/run.ts';
import { type BenchResult, buildChild, searchChild, systems } from './child.ts';
import { buildDeskBase } from './desk/base.ts';
import { deskChild, writeChild } from './desk/child.ts';
import { benchDesk } from './desk/run.ts';
import { ingestChild } from './ingest/child.ts';
import { embeddingChild } from './ingest/embedding.ts';
import { benchIngest } from './ingest/run.ts';
import { type ServingResult, servingChild } from './serving.ts';
import { wholeText } from './system.ts';
import { ratioTable, resultTable } from './table.ts';
import { linesOf, loadBenchSet, spread } from './texts.ts';
import { prepareVectors } from './vectors.ts';
import { benchConfig } from './wence.ts';

const usage = `Compares Wence with what a TypeScript user would otherwise take, on the same texts and the same embedding model.

  npm run bench                      search beside LangChain and MiniSearch, then serving
  npm run bench -- ask               whole answers with the ranker and without: time, answers a second, memory
  npm run bench -- desk              look-up as you type at an agent's desk beside MiniSearch, and what a write costs the next look-up
  npm run bench -- ingest            reading files beside the plain pipeline of the same parsers, and embedding beside bare ONNX
  options: --documents N (20000)  --questions N (300; desk: 80)  --files FOLDER (ingest: what to read)
  of ask: --documents FOLDER or --texts FILE ({id, title, text} a line), then --questions FILE too; --as-of DAY (2026-11-01)
          without them the sample base and its questions`;

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
  const deskPart = /^desk:(.+)$/.exec(part)?.[1];
  const askPart = /^ask:(.+)$/.exec(part)?.[1];
  const parts: Record<string, () => Promise<unknown>> = {
    build: () => buildChild(folder),
    serving: () => servingChild(folder),
    'ask:build': () => buildAskBase(folder, readAskSetting(folder)),
    'desk:build': () => buildDeskBase(folder),
    'desk:write': () => writeChild(folder),
    'ingest:wence': () => ingestChild('wence', folder),
    'ingest:plain': () => ingestChild('plain', folder),
    'ingest:embedding': () => embeddingChild(benchConfig(folder).WENCE_MODEL_FOLDER, embeddingTexts()),
  };
  const searched = () => {
    if (deskPart) return deskChild(deskPart, folder);
    return askPart ? askChild(askPart, folder, readAskSetting(folder)) : searchChild(part, folder);
  };
  const result = await (parts[part] ?? searched)();
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Texts of the size of chunks. */
const embeddingTexts = () => spread(loadBenchSet(400, 1).documents, 400).map((document) => wholeText(document).slice(0, 250));

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      documents: { type: 'string' },
      questions: { type: 'string' },
      texts: { type: 'string' },
      'as-of': { type: 'string', default: '2026-11-01' },
      files: { type: 'string' },
      part: { type: 'string' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return void console.log(usage);
  if (values.part && values.folder) return runPart(values.part, values.folder);
  if (positionals[0] === 'ingest') return ingestBench(values.files);
  if (positionals[0] === 'desk') return deskBench(Number(values.documents ?? 20_000), Number(values.questions ?? 80));
  if (positionals[0] === 'ask') return askBench({ ...values, asOf: values['as-of'] } as AskBenchOptions);
  return searchBench(Number(values.documents ?? 20_000), Number(values.questions ?? 300));
}

/** Runs something with a folder of its own, which goes when it ends. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wence-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const searchBench = (documents: number, questions: number) =>
  inFolder(async (folder) => {
    const set = loadBenchSet(documents, questions);
    writeFileSync(join(folder, 'documents.jsonl'), linesOf(set.documents));
    writeFileSync(join(folder, 'questions.jsonl'), linesOf(set.questions));
    await prepareVectors(folder, set.documents);
    const built = await inChild<{ buildMs: number; chunks: number }>('build', folder);
    console.log(
      `${set.documents.length} texts (${built.chunks} chunks of Wence), ${set.questions.length} questions: ${set.note}`,
    );
    console.log(machine());
    await compare(folder, built.buildMs);
    await serve(folder);
  });

const ingestBench = (files: string | undefined) =>
  inFolder(async (folder) => {
    console.log(machine());
    await benchIngest(folder, files, inChild);
  });

const deskBench = (texts: number, queries: number) =>
  inFolder(async (folder) => {
    console.log(machine());
    await benchDesk(folder, texts, queries, inChild);
  });

const askBench = (options: AskBenchOptions) =>
  inFolder(async (folder) => {
    const setting = askSetting(options);
    console.log(machine());
    await benchAsk(folder, setting, inChild);
  });

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
