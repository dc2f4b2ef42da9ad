import { ApiError } from '../../shared/api.ts';
import type { EntryContent } from '../admin-entries/entry-types.ts';

export type SaveState = 'saved' | 'typing' | 'saving' | 'failed' | 'conflict';

export interface SaverHooks {
  /** Writes to the server; rejects with a 409 when somebody else was faster. */
  save(content: EntryContent, expected: number): Promise<{ revision: number }>;
  /** Keeps what is typed in this browser until it is on the server; null forgets it. */
  keep(content: EntryContent | null): void;
  /** Something about the state became different. */
  changed(): void;
}

/** Saved so long after the last key, at the latest so long after the first; tried again so long after a failure. Milliseconds. */
const restMs = 2_000;
const mostMs = 8_000;
const againMs = 10_000;

/** Saves what is typed by itself, one save at a time, each from the revision the last one gave. */
export class DraftSaver {
  state: SaveState = 'saved';
  savedAt: Date | null = null;
  /** Why the last save failed, in words for the reader. */
  problem = '';
  revision: number;
  private content: EntryContent;
  private readonly hooks: SaverHooks;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstKeyAt = 0;
  private running: Promise<void> | null = null;

  constructor(content: EntryContent, revision: number, hooks: SaverHooks) {
    this.content = content;
    this.revision = revision;
    this.hooks = hooks;
  }

  /** True while something typed is not on the server. */
  get pending(): boolean {
    return this.state !== 'saved';
  }

  typed(content: EntryContent): void {
    this.content = content;
    this.hooks.keep(content);
    if (this.state === 'conflict') return;
    if (this.state === 'saved') this.firstKeyAt = Date.now();
    if (this.state !== 'saving') this.state = 'typing';
    this.plan(Math.max(0, Math.min(restMs, this.firstKeyAt + mostMs - Date.now())));
    this.hooks.changed();
  }

  /** Saves at once what is not saved; resolves when the server has it or said no. True when it has it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    if (this.state === 'typing' || this.state === 'failed') await this.run();
    return this.state === 'saved';
  }

  /** After a conflict was settled: goes on from the other's revision; `content` null takes what the other wrote. */
  settle(content: EntryContent | null, revision: number): void {
    this.revision = revision;
    this.state = 'saved';
    if (content) this.typed(content);
    else this.hooks.keep(null);
    this.hooks.changed();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.running) void this.run();
    }, ms);
  }

  private run(): Promise<void> {
    this.running = this.write().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async write(): Promise<void> {
    const { content } = this;
    this.state = 'saving';
    this.hooks.changed();
    try {
      this.revision = (await this.hooks.save(content, this.revision)).revision;
      this.savedAt = new Date();
      this.problem = '';
      if (this.content === content) {
        this.state = 'saved';
        this.hooks.keep(null);
      } else {
        this.state = 'typing';
        this.firstKeyAt = Date.now();
        this.plan(restMs);
      }
    } catch (error) {
      this.problem = error instanceof Error ? error.message : '没有保存成功';
      if (error instanceof ApiError && error.status === 409) this.state = 'conflict';
      else {
        this.state = 'failed';
        this.plan(againMs);
      }
    }
    this.hooks.changed();
  }
}
