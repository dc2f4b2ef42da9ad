/** Milliseconds without a keystroke after which what was typed is asked. */
export const typingMs = 250;

/**
 * One request at a time, the newest: it may wait for a rest in typing, breaks off the one before, and the answer to an older one comes to
 * nothing however late it arrives.
 */
export class LatestRequest {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  /** Begins after so many milliseconds, unless another one is asked for in the meantime. */
  after(ms: number, begin: () => unknown): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(begin, ms);
  }

  /** The answer; undefined when a newer request took its place or it was stopped. Rejects as `ask` does. */
  async run<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer | undefined> {
    this.stop();
    const running = new AbortController();
    this.running = running;
    try {
      const answer = await ask(running.signal);
      return running.signal.aborted ? undefined : answer;
    } catch (error) {
      if (running.signal.aborted) return undefined;
      throw error;
    }
  }

  /** Forgets what waits and what runs. */
  stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
  }
}
