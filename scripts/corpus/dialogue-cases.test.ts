import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCases } from '../../evals/cases.ts';
import { answerStatuses } from '../../src/domain/answer.ts';
import { comparable, corpusFolder, readSampleText } from './read-text.mjs';

const path = fileURLToPath(new URL('../../evals/cases/dialogue.jsonl', import.meta.url));
const cases = readCases(path);
const lines = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the cases of conversation', () => {
  it('cover what a conversation may bring', () => {
    const count = (kind: string) => cases.filter((item) => item.kind === kind).length;
    expect(count('follow_up')).toBeGreaterThanOrEqual(15);
    expect(count('new_topic')).toBeGreaterThanOrEqual(10);
    for (const kind of ['clarify', 'yes_no', 'own_record', 'opinion', 'unsafe', 'scope']) {
      expect(count(kind), kind).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(lines.map((item) => [item.id, item] as const))('%s rests on the documents', (_id, item) => {
    if (item.status) expect(answerStatuses).toContain(item.status);
    for (const file of item.gold_files) expect(existsSync(join(corpusFolder, file)), file).toBe(true);
    const texts: string[] = item.gold_files.map((file: string) => comparable(readSampleText(file)));
    for (const quote of item.gold_quotes) {
      expect(
        texts.some((text) => text.includes(comparable(quote))),
        quote,
      ).toBe(true);
    }
    if (item.expect === 'refuse') expect([item.must, item.gold_files]).toEqual([[], []]);
    if (item.expect === 'answer') expect(item.must.length).toBeGreaterThan(0);
  });
});
