import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../config.ts';
import { ModelError } from '../domain/errors.ts';
import { createRanker } from './create.ts';
import { openLocalRanker } from './local-ranker.ts';

const folder = join(projectRoot, 'models', 'wence-ranker');

describe('the ranker', () => {
  it('puts the sentence that answers first', async () => {
    const ranker = await openLocalRanker(folder);
    const scores = await ranker.score('高龄津贴每月多少钱', [
      '高龄津贴发放办法：本办法自2024年1月1日起施行。',
      '高龄津贴发放办法：80至89周岁每人每月100元，90至99周岁每人每月300元。',
      '临时救助：困难家庭每户一次性救助3000元。',
    ]);
    expect(scores.indexOf(Math.max(...scores))).toBe(1);
  });

  it('scores a pair the same whatever stands beside it', async () => {
    const ranker = await openLocalRanker(folder);
    const [alone] = await ranker.score('租房补贴怎么申请', ['申请人应当向街道办事处提交申请。']);
    const [, beside] = await ranker.score('租房补贴怎么申请', ['补贴按月发放。', '申请人应当向街道办事处提交申请。']);
    expect(beside).toBe(alone);
  });

  it('is none where no folder is set', async () => {
    expect(await createRanker('')).toBeNull();
  });

  it('that is damaged is a ModelError that says so', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'wence-ranker-'));
    try {
      const inner = join(copy, 'ranker');
      await mkdir(inner);
      const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
      await copyFile(join(folder, manifest.tokenizer.file), join(inner, 'tokenizer.json'));
      await writeFile(join(inner, manifest.model.file), 'no model');
      await writeFile(
        join(inner, 'manifest.json'),
        JSON.stringify({ ...manifest, tokenizer: { ...manifest.tokenizer, file: 'tokenizer.json' } }),
      );
      await expect(openLocalRanker(inner)).rejects.toThrow(/不完整/);
      await expect(openLocalRanker(join(copy, 'nowhere'))).rejects.toThrow(ModelError);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});
