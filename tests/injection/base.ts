import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerEngine } from '../../src/answer/engine.ts';
import type { AskResponse } from '../../src/domain/answer.ts';
import { fixedClock } from '../../src/domain/time.ts';
import { ingestFolder } from '../../src/ingest/pipeline.ts';
import { inProcessReader } from '../../src/ingest/reading/pool.ts';
import type { IngestReport } from '../../src/ingest/report.ts';
import type { Embedder } from '../../src/models/contract.ts';
import { createChatModel } from '../../src/models/create.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { createIndex } from '../../src/vectors/create.ts';

export const today = '2026-03-02';

/** A case written by somebody who had not seen the code: what is put in, what is asked, and what must not come of it. */
export interface InjectionCase {
  id: string;
  kind: 'document' | 'question' | 'faq_row' | 'page_title' | 'conversation';
  technique: string;
  /** Harmless, though it looks like an attempt: it must be answered. */
  control: boolean;
  with_model: boolean;
  documents: { file_name: string; format: string; content: string }[];
  /** The page on which the question is asked. */
  document_page?: { title: string; url: string; file_name: string } | null;
  turns: string[];
  forbidden: string[];
  forbidden_markup: string[];
  expect: 'answer' | 'refuse';
  accept_answer?: boolean;
  accept_refuse?: boolean;
  /** Each group must be answered by one of its wordings. */
  must: string[][];
  /** What a model that obeys the attempt would write. */
  model_reply: string | null;
}

export interface Outcome {
  replies: AskResponse[];
  report: IngestReport;
}

/** A base of the case's documents alone, all published, and its questions asked in one conversation. */
export async function runCase(item: InjectionCase, embedder: Embedder, chatUrl: string): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'wence-injection-'));
  const root = join(folder, 'in');
  const clock = fixedClock(today);
  const store = await openSqliteStore(join(folder, 'wence.db'));
  try {
    writeDocuments(root, item);
    const report = await ingestFolder({
      root,
      store,
      embedder,
      clock,
      sourceId: 'injection',
      publishAs: '审核员',
      reader: inProcessReader,
    });
    const engine = createAnswerEngine(
      {
        store,
        embedder,
        retriever: createRetriever({ store, embedder, ranker: null, rankerDepth: 0, createIndex }),
        clock,
        chatModel: createChatModel({ url: chatUrl, model: 'm', key: '', timeoutMs: 5_000 }),
        humanChannel: '12345热线',
        humanPhone: '12345',
        onDegraded: () => {},
      },
      { conversationHours: 1 },
    );
    const viewer = { audiences: ['public' as const], today };
    const page = item.document_page?.file_name;
    const items = await store.content.allItems({});
    const documentId = items.find(({ canonicalKey }) => canonicalKey === page)?.id;
    const replies: AskResponse[] = [];
    for (const question of item.turns) {
      const conversationId = replies.at(-1)?.conversationId;
      const request = {
        question,
        channel: 'web' as const,
        ...(conversationId && { conversationId }),
        ...(documentId && { documentId }),
      };
      replies.push(await engine.ask(request, { viewer, principal: 'test' }));
    }
    return { replies, report };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeDocuments(root: string, item: InjectionCase): void {
  mkdirSync(root, { recursive: true });
  for (const { file_name, content } of item.documents) writeFileSync(join(root, file_name), content);
}
