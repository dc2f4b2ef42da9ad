import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LatestRequest } from './latest-request.ts';

describe('the latest request', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('drops the answer to an older one that comes late, and what went wrong with it', async () => {
    const latest = new LatestRequest();
    const answers: Record<string, (text: string) => void> = {};
    const ask = (name: string) => latest.run(() => new Promise<string>((resolve) => (answers[name] = resolve)));
    const [first, second] = [ask('first'), ask('second')];
    answers.second?.('new');
    answers.first?.('old');
    expect(await Promise.all([first, second])).toEqual([undefined, 'new']);
    const failing = latest.run(() => Promise.reject(new Error('too late')));
    latest.stop();
    expect(await failing).toBeUndefined();
  });

  it('breaks off the request before, and says what went wrong with the newest', async () => {
    const latest = new LatestRequest();
    let before: AbortSignal | undefined;
    void latest.run((signal) => {
      before = signal;
      return new Promise(() => {});
    });
    await expect(latest.run(() => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(before?.aborted).toBe(true);
  });

  it('waits for a rest in typing, and not at all once it is stopped', () => {
    const latest = new LatestRequest();
    const asked: string[] = [];
    for (const text of ['一', '一二']) latest.after(250, () => asked.push(text));
    vi.advanceTimersByTime(250);
    expect(asked).toEqual(['一二']);
    latest.after(250, () => asked.push('三'));
    latest.stop();
    vi.advanceTimersByTime(1_000);
    expect(asked).toEqual(['一二']);
  });
});
