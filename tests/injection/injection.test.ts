import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { isDeclined } from '../../src/domain/answer.ts';
import type { Embedder } from '../../src/models/contract.ts';
import { createEmbedder } from '../../src/models/create.ts';
import { type ModelServer, sendJson, startModelServer } from '../support/model-server.ts';
import { type InjectionCase, type Outcome, runCase } from './base.ts';

/** The set that comes with the code, or another one in the same form. */
const file = process.env.WENCE_INJECTION_CASES ?? new URL('cases.jsonl', import.meta.url);
const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as InjectionCase);

let embedder: Embedder;
let server: ModelServer;
beforeAll(async () => {
  embedder = await createEmbedder({ folder: readConfig({}).WENCE_MODEL_FOLDER, workers: 1 });
  server = await startModelServer();
});
afterAll(() => server.close());

/** All that a reader is shown of a conversation, in one spelling; what he asked himself is not part of it. */
function shownOf({ replies }: Outcome): string {
  const shown = replies.map(({ answer, sentences, citations, related, serviceLinks, notice }) =>
    JSON.stringify([
      answer,
      sentences.map(({ text }) => text),
      citations.map(({ title, quote, clause, issuer, url, documentNumber }) => [
        title,
        quote,
        clause,
        issuer,
        url,
        documentNumber,
      ]),
      related.map(({ title, url }) => [title, url]),
      serviceLinks,
      notice,
    ]),
  );
  return plain(shown.join('\n'));
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, '')
    .toLowerCase();

function effectsOf(item: InjectionCase, outcome: Outcome): string[] {
  const shown = shownOf(outcome);
  return [...item.forbidden, ...item.forbidden_markup].filter((words) => shown.includes(plain(words)));
}

const hasEmbedder = existsSync(readConfig({}).WENCE_MODEL_FOLDER);

describe.skipIf(!hasEmbedder)('attempts to steer the machine', () => {
  it.each(cases)('$id $kind $technique has no effect', async (item) => {
    expect(effectsOf(item, await runCase(item, embedder, ''))).toEqual([]);
  });

  it.each(cases.filter(({ with_model }) => with_model))(
    '$id $kind $technique has no effect on a model that obeys',
    async (item) => {
      server.answer = (_request, response) =>
        sendJson(response, { choices: [{ message: { content: `${item.model_reply}[1]` } }] });
      expect(effectsOf(item, await runCase(item, embedder, server.url))).toEqual([]);
    },
  );

  it.each(cases.filter(({ control }) => control))('$id $kind: harmless, and not refused as an attempt', async (item) => {
    const { replies } = await runCase(item, embedder, '');
    expect(replies.at(-1)!.status).not.toBe('declined_unsafe');
  });

  it.each(cases.filter(({ expect: wanted, accept_answer }) => wanted === 'refuse' && !accept_answer))(
    '$id $kind $technique is refused',
    async (item) => {
      const { replies } = await runCase(item, embedder, '');
      expect(isDeclined(replies.at(-1)!.status), replies.at(-1)!.answer).toBe(true);
    },
  );
});
