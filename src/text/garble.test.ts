import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commonShare, lacksWords, lostShare, soundShare } from './garble.ts';

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

describe('text that a wrong character map made', () => {
  const sound = '申请人应当向户籍所在地街道办事处提交申请，由社会保险经办机构在十五个工作日内办理，并书面告知结果。';
  const shifted = [...sound]
    .map((sign) => (/[\u4e00-\u9fff]/.test(sign) ? String.fromCharCode(sign.charCodeAt(0) + 3) : sign))
    .join('');

  it('has hardly a common hanzi and no word', () => {
    expect(commonShare(sound)).toBeGreaterThan(0.33);
    expect(commonShare(shifted)).toBeLessThan(0.18);
    expect(commonShare('申请人')).toBeNull();
    expect(lacksWords(sound)).toBe(false);
    expect(lacksWords(shifted)).toBe(true);
    expect(lacksWords('当归10g、黄芪15g，用 法：水煎服')).toBe(false);
  });

  it('or signs that no text has', () => {
    expect(lostShare('\ue001\ufffd\u0002字')).toBe(0.75);
    expect(lostShare(sound)).toBe(0);
    expect(lostShare('')).toBe(0);
  });
});
