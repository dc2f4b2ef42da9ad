import { expect, test } from 'vitest';
import { chineseDuration, Progress, progressBar, progressText, type Screen } from './progress.ts';

function screen(isTTY: boolean): Screen & { written: string[] } {
  const written: string[] = [];
  return { written, isTTY, columns: 60, write: (text) => written.push(text) };
}

test('says how much is done, how fast and how long it will take', () => {
  expect(progressText({ done: 10, total: 40, label: '某文件.pdf', elapsedMs: 5000, reused: 0 })).toBe(
    '10/40 25% 2.0/秒 剩余15秒 某文件.pdf',
  );
  expect(progressText({ done: 1000, total: 1500, label: '', elapsedMs: 1000, reused: 900 })).toBe('1000/1500 66% 100/秒 剩余5秒');
  expect(progressBar({ done: 1, total: 2, label: '', elapsedMs: 0, reused: 0 }, 4)).toBe('[██░░] 1/2 50%');
  expect([chineseDuration(59), chineseDuration(75), chineseDuration(3700)]).toEqual(['59秒', '1分15秒', '1小时1分']);
});

test('a terminal gets one line redrawn, clipped to its width, and a fresh line at the end', () => {
  const target = screen(true);
  const bar = new Progress(target, '导入', () => 0);
  bar.update(1, 2, '很长的文件名'.repeat(10));
  bar.update(2, 2);
  bar.end();
  expect(target.written[0]).toMatch(/^\r/);
  expect(target.written.every((text) => text.length < 75)).toBe(true);
  expect(target.written.at(-1)).toBe('\n');
});

test('elsewhere a plain line comes at every tenth only', () => {
  const target = screen(false);
  const bar = new Progress(target, '导入', () => 0);
  for (let done = 0; done <= 100; done++) bar.update(done, 100);
  bar.end();
  expect(target.written).toHaveLength(11);
  expect(target.written.every((text) => text.endsWith('\n') && !text.includes('\r'))).toBe(true);
});
