import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import type { Site } from './site.ts';
import { staffVisit } from './staff.ts';

const fixture = (name: string, file: string) => readFileSync(new URL(`../fixtures/formats/${name}/${file}`, import.meta.url));
const phone = { width: 390, height: 844 };

const editor = { login: 'wenjian', name: '文编', roles: ['editor' as const] };
const reviewer = { login: 'wenshen', name: '文审', roles: ['reviewer' as const] };
const title = '示例市人民政府办公室关于印发示例市家庭医生签约服务办法的通知';

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('button', { name: '上传文件' }).click();
  await page.locator('wence-upload input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByRole('button', { name: '上传并读取' }).click();
}

const read = (page: Page) => page.getByRole('heading', { name: '要素' }).waitFor({ timeout: 60_000 });
const found = async (page: Page, words: string) => {
  const response = await page.context().request.get(`${new URL(page.url()).origin}/v1/documents?q=${encodeURIComponent(words)}`);
  return (await response.json()).documents as { title: string; validityNote: string }[];
};

export function adminDocumentTests(site: () => Site): void {
  describe('documents of the staff', () => {
    it('go from a file to what citizens find, by two people, and away again', async () => {
      const page = await staffVisit(site(), editor, '/admin#/documents');
      await page.getByRole('table').waitFor();
      expect(await violations(page)).toEqual([]);
      await upload(page, '家庭医生.pdf', fixture('pdf-notice', 'source.pdf'));
      await page.waitForURL(/#\/documents\/d/);
      await page.reload();
      await read(page);
      await page.getByText('没有读到发文字号').waitFor();
      await page.locator('wence-original img').first().waitFor();
      await expect
        .poll(
          () =>
            page
              .locator('wence-original img')
              .first()
              .evaluate((image: HTMLImageElement) => image.naturalWidth),
          { timeout: 60_000 },
        )
        .toBeGreaterThan(300);
      expect(await violations(page)).toEqual([]);

      // By keyboard: the missing number from its warning, the day from its row; Esc closes without a change.
      await page.getByRole('button', { name: /补上/ }).press('Enter');
      await page.getByLabel('更正为').fill('示府办发〔2026〕9号');
      await page.keyboard.press('Enter');
      await page.getByText('请写明依据').waitFor();
      await page.getByLabel('依据').fill('原件首页');
      await page.keyboard.press('Enter');
      await page.getByText('机器没有发现疑点').waitFor();
      await page.locator('#edit-effectiveOn').press('Enter');
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.activeElement?.shadowRoot !== null)).toBe(true);
      await page.locator('#edit-effectiveOn').press('Enter');
      await page.getByLabel('更正为').fill('2020-01-01');
      await page.getByLabel('依据').fill('原件第四条');
      await page.keyboard.press('Enter');
      await page.getByText('已失效（有效期至2024年12月31日，推定）').first().waitFor();
      expect(await found(page, '家庭医生')).toEqual([]);
      await page.getByRole('button', { name: '送审…' }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '送审', exact: true }).click();
      await page.getByText('稿件：待审核').waitFor();

      const other = await staffVisit(site(), reviewer, '/admin#/review');
      await other.getByRole('link', { name: title }).click();
      await read(other);
      await other.getByText('人工更正（2）').waitFor();
      expect(await violations(other)).toEqual([]);
      await other.getByRole('button', { name: '审核通过…' }).click();
      await other.getByRole('button', { name: '通过并发布' }).click();
      await other.getByText('库中：已发布').waitFor();
      expect(await found(other, '家庭医生')).toMatchObject([{ title, validityNote: '已失效（有效期至2024年12月31日，推定）' }]);
      await other.getByText('第 1 版').waitFor();

      await other.getByRole('button', { name: '撤下…' }).click();
      await other.getByRole('button', { name: '撤下', exact: true }).click();
      await other.getByText('请填写撤下的理由').waitFor();
      await other.getByLabel('撤下的理由').fill('印发有误');
      await other.getByRole('button', { name: '撤下', exact: true }).click();
      await other.getByText('库中：已撤下').waitFor();
      expect(await found(other, '家庭医生')).toEqual([]);
      expect([...page.errors, ...other.errors]).toEqual([]);
    }, 240_000);

    it('that cannot be read, or stand in the base already, say so', async () => {
      const page = await staffVisit(site(), editor, '/admin#/documents');
      await page.getByRole('table').waitFor();
      await upload(page, '改了名.docx', Buffer.from('%PDF-1.4'));
      await page.getByText('扩展名是“.docx”，内容却是PDF').waitFor();
      await page.getByRole('button', { name: '取消' }).click();
      await upload(page, '坏.pdf', Buffer.from('%PDF-1.4 坏了'));
      await page.getByText('没有读出来：').waitFor({ timeout: 60_000 });
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '放弃稿件' }).click();
      await page.getByRole('button', { name: '放弃', exact: true }).click();
      await page.getByRole('table').waitFor();
      expect(page.errors.filter((error) => !/status of 4\d\d/.test(error))).toEqual([]);
    }, 240_000);

    it('are not sent on without a correction that is still open, and the picker hears the keys', async () => {
      const page = await staffVisit(site(), editor, '/admin#/documents');
      await page.getByLabel('状态').selectOption('published');
      await page.locator('tbody a').first().click();
      await page.getByRole('button', { name: '更正…' }).click();
      await page.locator('#edit-expiresOn').click({ timeout: 60_000 });
      await page.getByLabel('更正为').fill('2031-12-31');
      await page.getByRole('button', { name: '送审…' }).click();
      await page.getByText('打开着的更正没有保存').waitFor();
      await page.locator('wence-confirm').getByRole('button', { name: '取消' }).click();
      expect(await page.getByLabel('更正为').inputValue()).toBe('2031-12-31');
      await page.getByRole('button', { name: '取消', exact: true }).click();
      await page.getByRole('button', { name: '添加关系' }).click();
      await page.getByLabel('从库中选对方文件').fill('办法');
      await page.locator('wence-document-picker li button').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.getByLabel('对方标题').inputValue()).toMatch(/办法/);
    }, 240_000);

    it('are read and corrected on a phone, without leaving the screen', async () => {
      const page = await staffVisit(site(), editor, '/admin#/documents', phone);
      await page.getByRole('table').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.locator('tbody a').first().click();
      await read(page);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    }, 120_000);
  });
}
