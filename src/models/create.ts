import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { CompatibleChatModel } from './chat-model.ts';
import type { Embedder, Ranker } from './contract.ts';
import { openLocalEmbedder } from './local-embedder.ts';
import { openLocalRanker } from './local-ranker.ts';
import { openRemoteEmbedder } from './remote-embedder.ts';

export interface EmbedderSettings {
  /** Folder of the local model; used when `url` is empty. */
  folder: string;
  /** Base address of an OpenAI-compatible service; empty means the local model. */
  url?: string;
  model?: string;
  key?: string;
  timeoutMs?: number;
  questionPrefix?: string;
  /** Threads for many passages; see LocalEmbedderOptions. */
  workers?: number;
}

const defaultTimeoutMs = 30_000;

/** The one place that makes an embedder. ModelError when the model is missing, damaged or out of reach. */
export function createEmbedder(settings: EmbedderSettings): Promise<Embedder> {
  if (!settings.url) return openLocalEmbedder(settings.folder, { workers: settings.workers });
  const { url, model = '', key = '', timeoutMs = defaultTimeoutMs } = settings;
  return openRemoteEmbedder({ url, model, key, timeoutMs }, settings.questionPrefix);
}

export interface ChatModelSettings {
  /** Base address of an OpenAI-compatible service; empty means no chat model. */
  url: string;
  model: string;
  key: string;
  timeoutMs: number;
}

/** The one place that makes a chat model; null when none is set. */
export function createChatModel(settings: ChatModelSettings): BaseChatModel | null {
  return settings.url ? new CompatibleChatModel(settings) : null;
}

/** The one place that makes a ranker; null when no folder is set. ModelError when it is missing or damaged. */
export async function createRanker(folder: string): Promise<Ranker | null> {
  return folder ? openLocalRanker(folder) : null;
}
