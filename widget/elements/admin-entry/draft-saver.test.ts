import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../shared/api.ts';
import type { EntryContent } from '../admin-entries/entry-types.ts';
import { DraftSaver } from './draft-saver.ts';

const typed = (answer: string) => ({ answer }) as EntryContent;

describe('saving while typing', () => {
  let sent: { answer: string; expected: number }[];
  let kept: (string | null)[];
  let answerWith: () => Promise<{ revision: number }>;
  let saver: DraftSaver;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    kept = [];
    answerWith = async () => ({ revision: (sent.at(-1)?.expected ?? 0) + 1 });
    saver = new DraftSaver(typed(''), 1, {
      save: (content, expected) => {
        sent.push({ answer: content.answer, expected });
        return answerWith();
      },
      keep: (content) => kept.push(content?.answer ?? null),
      changed: () => {},
    });
  });
  afterEach(() => vi.useRealTimers());

  it('waits for a rest, then sends the last text once, and forgets the copy', async () => {
    saver.typed(typed('一'));
    await vi.advanceTimersByTimeAsync(1_500);
    saver.typed(typed('一二'));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(sent).toEqual([]);
    expect(saver.pending).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent).toEqual([{ answer: '一二', expected: 1 }]);
    expect([saver.state, saver.revision, kept.at(-1)]).toEqual(['saved', 2, null]);
  });

  it('does not wait for ever for somebody who never rests', async () => {
    for (let key = 0; key < 9; key++) {
      saver.typed(typed('字'.repeat(key + 1)));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(sent.length).toBeGreaterThan(0);
  });

  it('sends what was typed during a save from the revision that the save gave', async () => {
    let done: (answer: { revision: number }) => void = () => {};
    answerWith = () => new Promise((resolve) => (done = resolve));
    saver.typed(typed('一'));
    await vi.advanceTimersByTimeAsync(2_000);
    saver.typed(typed('一二'));
    done({ revision: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect([saver.state, kept.at(-1)]).toEqual(['typing', '一二']);
    answerWith = async () => ({ revision: 3 });
    expect(await saver.flush()).toBe(true);
    expect(sent).toEqual([
      { answer: '一', expected: 1 },
      { answer: '一二', expected: 2 },
    ]);
  });

  it('keeps the text and tries again where the network fails', async () => {
    answerWith = () => Promise.reject(new ApiError('网络连接不上', 'network'));
    saver.typed(typed('一'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect([saver.state, saver.problem, kept.at(-1)]).toEqual(['failed', '网络连接不上', '一']);
    answerWith = async () => ({ revision: 2 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect([saver.state, kept.at(-1)]).toEqual(['saved', null]);
  });

  it('stops at a conflict until it is settled', async () => {
    answerWith = () => Promise.reject(new ApiError('王五刚改过', 'conflict', 409));
    saver.typed(typed('我的'));
    expect(await saver.flush()).toBe(false);
    saver.typed(typed('我的又一句'));
    await vi.advanceTimersByTimeAsync(30_000);
    expect([sent.length, saver.state]).toEqual([1, 'conflict']);
    answerWith = async () => ({ revision: 6 });
    saver.settle(typed('合起来的'), 5);
    expect(await saver.flush()).toBe(true);
    expect(sent.at(-1)).toEqual({ answer: '合起来的', expected: 5 });
  });
});
