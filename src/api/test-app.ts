import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { createFeedback } from '../desk/feedback.ts';
import { createKeys } from '../desk/keys.ts';
import { createSessions } from '../desk/sessions.ts';
import type { Audience } from '../domain/access.ts';
import { openWence, type Wence } from '../wire.ts';
import { createApp } from './app.ts';
import type { ApiApp, ApiDependencies, ApiOptions, ApiSettings } from './contract.ts';
import { chunkTexts, clock, sampleChanges } from './test-base.ts';

export interface TestWence {
  wence: Wence;
  /** One for each kind of caller; `revoked` was valid once. */
  secrets: Record<'hotline' | 'window' | 'metrics' | 'evaluator' | 'revoked', string>;
  remove(): Promise<void>;
}

/** The whole product over the sample base, in a folder of its own. The model is shared by the tests of a file. */
export async function openTestWence(): Promise<TestWence> {
  const folder = await mkdtemp(join(tmpdir(), 'wence-api-'));
  const config = readConfig({ WENCE_DATA: folder, WENCE_LOG_LEVEL: 'silent', WENCE_RATE_PER_MINUTE: '0' });
  const wence = await openWence(config, { clock });
  const vectors = [];
  for (const { textHash, embedText } of chunkTexts)
    vectors.push({ textHash, vector: await wence.embedder.embedPassage(embedText) });
  await wence.store.apply([...sampleChanges, { type: 'put_vectors', modelId: wence.embedder.id, vectors }]);
  return {
    wence,
    secrets: await makeKeys(wence),
    async remove() {
      await wence.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeKeys({ store }: Wence): Promise<TestWence['secrets']> {
  const keys = createKeys(store, clock);
  const make = (name: string, audiences: Audience[], scopes: string[] = []) =>
    keys.create({ name, audiences, scopes, by: '测试' });
  const revoked = await make('旧密钥', ['hotline']);
  await keys.revoke(revoked.key.id, '测试');
  return {
    hotline: (await make('热线', ['hotline'])).secret,
    window: (await make('窗口', ['window'])).secret,
    metrics: (await make('监控', [], ['metrics'])).secret,
    evaluator: (await make('评测', ['hotline'], ['evaluate'])).secret,
    revoked: revoked.secret,
  };
}

interface Changes {
  settings?: Partial<ApiSettings>;
  parts?: Partial<ApiDependencies>;
  options?: Partial<ApiOptions>;
}

/** The app over the whole product, with some settings or parts exchanged. */
export function appOf(wence: Wence, { settings, parts, options }: Changes = {}): ApiApp {
  const { clock, store, answers, lookup, retriever, embedder, embed, entries } = wence;
  const { documents, documentViews, documentPages } = wence;
  const desk = {
    keys: createKeys(store, clock),
    sessions: createSessions(store, clock),
    feedback: createFeedback(store, clock),
  };
  return createApp(
    {
      clock,
      store,
      answers,
      lookup,
      retriever,
      embedder,
      embed,
      entries,
      documents,
      documentViews,
      documentPages,
      ...desk,
      ...parts,
      config: { ...wence.config, ...settings },
    },
    options,
  );
}

/** A JSON POST. */
export function post(app: ApiApp, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return Promise.resolve(
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

export const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
