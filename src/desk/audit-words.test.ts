import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { actionWords, things } from './audit-words.ts';

/** Actions as the program writes them: 'entry.approve'. */
function writtenActions(): string[] {
  const found = new Set<string>();
  const named = Object.keys(things).join('|');
  for (const folder of ['src/desk', 'src/ingest', 'src/api']) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.ts$/.test(file) || /\.test\.ts$|rights\.ts$|audit-words\.ts$/.test(file)) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      for (const [, action] of text.matchAll(/(?:action: |act\(|, )'([a-z]+\.[a-z_]+)'/g))
        if (new RegExp(`^(?:${named})\\.`).test(action!)) found.add(action!);
    }
  }
  return [...found];
}

it('has Chinese words for every action that is written', () => {
  const actions = writtenActions().filter((action) => !/\.(?:read|write|review|use)$/.test(action));
  expect(actions.length).toBeGreaterThan(40);
  for (const action of actions) expect([action, /[a-z]/.test(actionWords(action))]).toEqual([action, false]);
});

it('names the review of an item by what it is', () => {
  expect(actionWords('review.withdraw', 'document')).toBe('文件：撤下');
  expect(actionWords('review.withdraw', 'faq')).toBe('问答：撤下');
  expect(actionWords('review.withdraw')).toBe('审核：撤下');
  expect(actionWords('session.refused')).toBe('登录：被拒');
});
