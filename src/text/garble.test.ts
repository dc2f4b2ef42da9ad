import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { soundShare } from './garble.ts';

const reports = join(import.meta.dirname, '../../../shared/data/open-government');

describe('soundShare', () => {
  it.each([
    ['第一条为了规范管理', 1],
    ['社保 卡\n', 1],
    ['社保ab', 0.5],
    ['\ue001\ue002\u0003', 0],
    ['龘靐', 0],
    ['abc', 0],
    ['', 0],
    [' \n', 0],
  ])('of %j is %d', (text, expected) => {
    expect(soundShare(text)).toBe(expected);
  });

  it('knows both levels of GB2312 and nothing beyond', () => {
    expect(soundShare('啊座亍齄')).toBe(1);
    expect(soundShare('丂亐伱')).toBe(0);
  });

  it.skipIf(!existsSync(reports))('of real reports is high (test data present)', () => {
    for (const name of readdirSync(reports).filter((file) => file.endsWith('.txt'))) {
      expect(soundShare(readFileSync(join(reports, name), 'utf8'))).toBeGreaterThan(0.6);
    }
  });
});
