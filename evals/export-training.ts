import { once } from 'node:events';
import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../src/config.ts';
import { InvalidInputError } from '../src/domain/errors.ts';
import type { Day } from '../src/domain/time.ts';
import { lexicalCandidates } from '../src/retrieve/candidates.ts';
import { understand } from '../src/retrieve/understand.ts';
import { rankingWeights } from '../src/retrieve/weights.ts';
import type { Wence } from '../src/wire.ts';
import { openAnswerBase } from './base.ts';
import { readJsonLines } from './cases.ts';
import type { Watch } from './watch.ts';

export interface ExportOptions {
  /** Folder of documents or a .jsonl corpus; or a base kept earlier. */
  documents: string | null;
  base: string | null;
  questions: string;
  asOf: Day;
  out: string;
  watch: Watch;
}

const questionSchema = z
  .object({
    id: z.coerce.string().optional(),
    text: z.string().optional(),
    question: z.string().optional(),
    turns: z.array(z.string()).optional(),
  })
  .transform((line) => ({ id: line.id, text: line.turns?.at(-1) ?? line.text ?? line.question ?? '' }));

/** Candidates and sentences of a question that are written down. */
const candidatesKept = 12;
const sentencesKept = 60;

/**
 * What training reads: `chunks.jsonl` and `vectors.f32` (all chunks in one order, little-endian float32), `lexical.jsonl` (the word scores of
 * every question by place in that order) and `reading.jsonl` (candidates, the sentences with their features, what the judge saw).
 */
export async function exportTraining(
  config: Config,
  options: ExportOptions,
): Promise<{ chunks: number; questions: number; out: string }> {
  mkdirSync(options.out, { recursive: true });
  const questions = readJsonLines(options.questions).map((line, index) => {
    const parsed = questionSchema.safeParse(line);
    if (!parsed.success || !parsed.data.text) throw new InvalidInputError(`${options.questions} 第 ${index + 1} 行不是问题`);
    return { id: parsed.data.id ?? String(index), text: parsed.data.text };
  });
  const { wence, close } = await openAnswerBase(config, { ...options, keepBase: null });
  try {
    const places = await writeChunks(wence, options.out, options.asOf);
    const [lexical, reading] = ['lexical.jsonl', 'reading.jsonl'].map((name) => createWriteStream(join(options.out, name))) as [
      WriteStream,
      WriteStream,
    ];
    const progress = options.watch.progress('导出');
    for (const [index, { id, text }] of questions.entries()) {
      options.watch.signal.throwIfAborted();
      progress.update(index, questions.length, id);
      lexical.write(`${JSON.stringify(await lexicalLine(wence, id, text, options.asOf, places))}\n`);
      reading.write(`${JSON.stringify(await readingLine(wence, id, text, options.asOf))}\n`);
    }
    progress.end();
    for (const stream of [lexical, reading]) {
      stream.end();
      await once(stream, 'finish');
    }
    return { chunks: places.size, questions: questions.length, out: options.out };
  } finally {
    await close();
  }
}

const viewerOn = (today: Day) => ({ audiences: ['public' as const], today });

/** Place of each chunk by its id. */
async function writeChunks({ store, embedder }: Wence, out: string, asOf: Day): Promise<Map<string, number>> {
  const viewer = viewerOn(asOf);
  const chunks = await store.search.visibleChunks(viewer);
  const keys = new Map((await store.content.allItems({})).map((item) => [item.id, item.canonicalKey]));
  const vectors = await store.content.vectors(embedder.id, [...new Set(chunks.map((chunk) => chunk.textHash))]);
  const all = new Float32Array(chunks.length * embedder.dimensions);
  for (const [index, { textHash }] of chunks.entries()) all.set(vectors.get(textHash)!, index * embedder.dimensions);
  writeFileSync(join(out, 'vectors.f32'), new Uint8Array(all.buffer));
  const stream = createWriteStream(join(out, 'chunks.jsonl'));
  for (let start = 0; start < chunks.length; start += 1000) {
    const part = chunks.slice(start, start + 1000);
    const views = await store.search.readChunks(
      part.map((chunk) => chunk.chunkId),
      viewer,
    );
    const byId = new Map(views.map((view) => [view.chunkId, view]));
    for (const { chunkId, itemId } of part) {
      const view = byId.get(chunkId);
      const text = view?.clause ? view.clause.text.slice(view.start, view.end) : '';
      stream.write(`${JSON.stringify({ document: keys.get(itemId), kind: view?.chunkKind, text })}\n`);
    }
  }
  stream.end();
  await once(stream, 'finish');
  return new Map(chunks.map((chunk, index) => [chunk.chunkId, index]));
}

async function lexicalLine({ store }: Wence, id: string, text: string, asOf: Day, places: Map<string, number>) {
  const question = understand({ question: text, asOf });
  const { scores } = await lexicalCandidates(store, question, viewerOn(asOf), rankingWeights);
  return { id, text: question.text, lexical: [...scores].map(([chunkId, score]) => [places.get(chunkId), score]) };
}

async function readingLine({ retriever }: Wence, id: string, text: string, asOf: Day) {
  const question = understand({ question: text, asOf });
  const candidates = await retriever.retrieve({ question, viewer: viewerOn(asOf), limit: 30 });
  const { features, reading } = await retriever.judge(question, candidates);
  return {
    id,
    question: question.text,
    judge: features,
    candidates: candidates.slice(0, candidatesKept).map(({ document, view, score, features: placed }) => ({
      document: document?.document.canonicalKey ?? view.itemId,
      title: document?.document.title ?? '',
      score,
      features: placed,
    })),
    facets: reading.facets.map(({ text: asked, intent }, facet) => ({
      text: asked,
      intent,
      sentences: (reading.weighed[facet]?.units ?? []).slice(0, sentencesKept).map((unit) => ({
        text: unit.text,
        heading: unit.clause.headings.at(-1) ?? unit.candidate.document?.document.title ?? '',
        document: unit.candidate.document?.document.canonicalKey,
        clause: unit.clause.id,
        start: unit.start,
        features: unit.features,
        ranker: unit.ranker,
      })),
    })),
  };
}
