import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { sha256 } from '../domain/ids.ts';
import { openWence, type Wence } from '../wire.ts';
import { createApp } from './app.ts';
import type { ApiApp, ApiDependencies, ApiOptions, ApiSettings } from './contract.ts';
import { chunkTexts, clock, sampleChanges } from './test-base.ts';

/** The whole product over the sample base, in a folder of its own. */
export async function openTestWence(): Promise<{ wence: Wence; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'wence-api-'));
  const config = readConfig({ WENCE_DATA: folder, WENCE_LOG_LEVEL: 'silent', WENCE_RATE_PER_MINUTE: '0' });
  const wence = await openWence({ ...config, WENCE_RATE_PER_MINUTE: 0 }, { clock });
  const { id, embedPassage } = bound(wence.embedder);
  const vectors = [];
  for (const { textHash, embedText } of chunkTexts) vectors.push({ textHash, vector: await embedPassage(embedText) });
  await wence.store.apply([...sampleChanges, { type: 'put_vectors', modelId: id, vectors }]);
  return {
    wence,
    async remove() {
      await wence.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const bound = (embedder: Wence['embedder']) => ({ id: embedder.id, embedPassage: (text: string) => embedder.embedPassage(text) });

/** The app over the whole product, with some settings or parts exchanged. */
export function appOf(
  wence: Wence,
  changes: { settings?: Partial<ApiSettings>; parts?: Partial<ApiDependencies>; options?: Partial<ApiOptions> } = {},
): ApiApp {
  const { store } = wence;
  const keys = {
    async authenticate(secret: string) {
      const key = await store.access.keyByHash(sha256(secret));
      return key && !key.revokedAt ? key : null;
    },
  };
  const feedback = { give: async () => ({ id: 'b1' }) };
  const dependencies = { ...wence, keys, feedback, ...changes.parts, config: { ...wence.config, ...changes.settings } };
  return createApp(dependencies, changes.options);
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

export const withKey = (secret: string) => ({ headers: { Authorization: `Bearer ${secret}` } });
