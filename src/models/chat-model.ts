import { SimpleChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import { ModelError } from '../domain/errors.ts';
import { type ModelEndpoint, maxChatBytes, postJson } from './http.ts';

const roles: Record<string, string> = { human: 'user', ai: 'assistant', system: 'system' };

/**
 * A chat model behind an OpenAI-compatible /chat/completions. Temperature 0; no retries: the caller falls back to the extract.
 * Failures are ModelErrors; `signal` and `timeout` of the call options are honoured besides the endpoint's own time limit.
 */
export class CompatibleChatModel extends SimpleChatModel {
  readonly #endpoint: ModelEndpoint;

  constructor(endpoint: ModelEndpoint) {
    super({});
    this.#endpoint = endpoint;
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  /** Shown to readers and kept with an answer. */
  get modelName(): string {
    return this.#endpoint.model;
  }

  override async _call(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<string> {
    const body = {
      model: this.#endpoint.model,
      messages: messages.map((message) => ({ role: roles[message.getType()] ?? 'user', content: message.text })),
      temperature: 0,
      stream: false,
      ...(options.stop && { stop: options.stop }),
    };
    const answer = await postJson(this.#endpoint, '/chat/completions', body, options.signal, maxChatBytes);
    const choices = (answer as { choices?: { message?: { content?: unknown } }[] } | null)?.choices;
    const content = Array.isArray(choices) ? choices[0]?.message?.content : undefined;
    if (typeof content !== 'string' || content.trim() === '') {
      throw new ModelError('模型服务没有返回文字。', 'no choices[0].message.content');
    }
    return content;
  }
}
