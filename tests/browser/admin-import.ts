import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { xlsxOf } from '../../src/desk/import/write-table.ts';
import { violations } from './axe.ts';
import type { Site } from './site.ts';
import { type StaffPerson, staffVisit } from './staff.ts';

const zhao: StaffPerson = { login: 'zhaoshi', name: '赵十', roles: ['editor'] };
const wu: StaffPerson = { login: 'wushiyi', name: '吴十一', roles: ['reviewer'] };
const zheng: StaffPerson = { login: 'zhengshier', name: '郑十二', roles: ['auditor'] };
const wang: StaffPerson = { login: 'wangshisan', name: '王十三', roles: ['administrator'] };

const phone = { width: 390, height: 844 };
/** Pixels by which the page is wider than the screen. */
const overflow = (page: Page) => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);

const list = {
  name: '问答清单.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(
    xlsxOf({
      sheet: '问答',
      header: ['问题*', '答案*', '依据', '标签', '结束日期'],
      rows: [
        ['共享菜园怎么认领？', '到社区服务站登记认领。', '《示例市共享菜园办法》第三条', '社区', '2030-12-31'],
        ['共享菜园收费吗？', '', '', '社区', ''],
        ['共享菜园几点开门？', '早上六点开门。', '《示例市共享菜园办法》第五条', '社区', '2030-02-30'],
      ],
    }),
  ),
};

async function approve(site: Site, question: string): Promise<void> {
  const page = await staffVisit(site, wu, '/admin#/review');
  await page.getByRole('link', { name: question }).click();
  await page.getByRole('heading', { name: question, exact: true }).waitFor();
  await page.getByRole('button', { name: '通过并发布' }).click();
  await page.getByText(/已发布第 \d+ 版/).waitFor();
}

export function adminImportTests(site: () => Site): void {
  describe('import, upkeep, audit and settings at /admin', () => {
    it('a list is looked at, its faults are named by row and column, and the good rows go in', async () => {
      const page = await staffVisit(site(), zhao, '/admin#/import');
      await page.getByText('还没有选文件').waitFor();
      expect(await violations(page)).toEqual([]);
      const template = page.waitForEvent('download');
      await page.getByRole('button', { name: '下载模板' }).first().click();
      expect((await template).suggestedFilename()).toBe('问答导入模板.xlsx');

      await page.getByLabel(/选择文件|换一个文件/).setInputFiles(list);
      await page.getByText('“问答清单.xlsx”共 3 行：1 条新增，0 条改动已有的，2 行有问题').waitFor();
      await page.getByText('B 列“答案*”：缺少答案，必须填写').waitFor();
      await page.getByText('没有这一天：请核对年月日').waitFor();
      expect(await violations(page)).toEqual([]);
      const faults = page.waitForEvent('download');
      await page.getByRole('button', { name: '下载有问题的行（附原因）' }).click();
      expect((await faults).suggestedFilename()).toBe('有问题的行.xlsx');
      await page.getByRole('button', { name: '导入 1 条' }).click();
      await page.getByText('1 条已送审，0 条存为草稿。2 行有问题，没有导入。').waitFor();
      await page.getByRole('link', { name: '去问答列表' }).click();
      await page.getByRole('link', { name: '共享菜园怎么认领？' }).waitFor();
      expect(page.errors).toEqual([]);
    });

    it('fits a phone', async () => {
      const page = await staffVisit(site(), zhao, '/admin#/import', phone);
      await page.getByLabel(/选择文件|换一个文件/).setInputFiles(list);
      await page.getByText(/共 3 行/).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });

    it('many entries of the list take a step at once, each with its own outcome', async () => {
      const page = await staffVisit(site(), zhao, '/admin#/entries');
      await page.getByLabel('选中：共享菜园怎么认领？').check();
      await page.getByRole('button', { name: '加标签' }).click();
      await page.getByRole('dialog', { name: '加标签：1 条' }).waitFor();
      const dialog = page.locator('wence-dialog');
      await dialog.getByLabel('标签', { exact: true }).fill('菜园');
      await dialog.getByRole('button', { name: '加标签' }).click();
      await dialog.getByText('共享菜园怎么认领？：已送审，先收回再改').waitFor();
      await dialog.getByRole('button', { name: '好' }).click();
      await page.getByText('已选 1 条').waitFor({ state: 'detached' });
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: '导出 CSV' }).click();
      expect((await saved).suggestedFilename()).toBe('问答.csv');
    });

    it('entries that were read one by one are approved together', async () => {
      const twins = ['共享菜园能种花吗？', '共享菜园可以种花吗？'];
      const rows = [
        ...twins.map((one) => [one, '可以种花。', '《示例市共享菜园办法》第四条']),
        ['共享菜园有水吗？', '有。', '《办法》第六条'],
      ];
      const buffer = Buffer.from(xlsxOf({ sheet: '问答', header: ['问题', '答案', '依据'], rows }));
      const writer = await staffVisit(site(), zhao, '/admin#/import');
      await writer.getByLabel(/选择文件|换一个文件/).setInputFiles({ ...list, buffer });
      await writer.getByRole('button', { name: /^导入/ }).click();
      await writer.getByText('3 条已送审').waitFor();

      const page = await staffVisit(site(), wu, '/admin#/review');
      for (const [question] of rows) await page.getByLabel(`选中：${question}`).check();
      await page.getByText('已选 3 条').waitFor();
      await page.getByRole('button', { name: '通过所选…' }).click();
      const dialog = page.locator('wence-dialog');
      const approve = dialog.getByRole('button', { name: '通过并发布 3 条' });
      await approve.click();
      await dialog.getByText('请逐条读过并打勾').waitFor();
      await dialog.getByText('共享菜园有水吗？').first().click();
      await dialog.getByText('《办法》第六条').waitFor();
      expect(await violations(page)).toEqual([]);
      for (const [question] of rows) await dialog.getByLabel(`已读：${question}`).check();
      await approve.click();
      await dialog.getByText('3 条完成。').waitFor();
      expect(await violations(page)).toEqual([]);
      await dialog.getByRole('button', { name: '好' }).click();
      await page.getByRole('link', { name: '共享菜园有水吗？' }).waitFor({ state: 'detached' });
      expect(page.errors).toEqual([]);
    });

    it('while an entry is written, a duplicate and a figure that does not agree are shown', async () => {
      await approve(site(), '共享菜园怎么认领？');
      const page = await staffVisit(site(), zhao, '/admin#/entries/new');
      await page.getByLabel('问题', { exact: true }).fill('共享菜园怎样认领？');
      await page.getByLabel('答案', { exact: true }).fill('到社区服务站登记，5个工作日内答复。');
      await page.getByText('可能重复').first().waitFor();
      await page.getByRole('link', { name: '共享菜园怎么认领？' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(page.errors).toEqual([]);
    });

    it('pages of upkeep teach when they are empty, and fit a phone', async () => {
      const page = await staffVisit(site(), wu, '/admin#/upkeep');
      for (const [tab, words] of [
        ['需复核', /没有需要复核的问答|仍然正确/],
        ['即将到期', /没有快到期的问答|先到期在前/],
        ['久未复核', /没有久未复核的问答|最久的在前/],
        ['更正清单', /没有要更正的答复|未处理的在前/],
      ] as const) {
        await page.getByRole('navigation', { name: '到期与复核' }).getByRole('link', { name: tab }).click();
        await page.getByText(words).first().waitFor();
        expect(await violations(page)).toEqual([]);
      }
      await page.setViewportSize(phone);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(page.errors).toEqual([]);
    });

    it('the auditor reads who did what, and that the chain is whole', async () => {
      const page = await staffVisit(site(), zheng, '/admin#/audit');
      await page.getByText('问答：审核通过').first().waitFor();
      await page.getByRole('button', { name: '核验审计链' }).click();
      await page.getByText(/审计链完整，共 \d+ 条/).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('操作人').fill('吴');
      await page.getByText('问答：批量导入').first().waitFor({ state: 'detached' });
      await page.getByText('前后对照').first().click();
      await page.getByLabel('操作人').fill('');
      await page.getByLabel('查找').fill('共享菜园怎么认领 没有这样的词');
      await page.getByText('没有符合条件的记录').waitFor();
      await page.getByLabel('查找').fill('共享菜园怎么认领');
      await page.getByText('问答：审核通过').first().waitFor();
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: '导出 CSV' }).click();
      expect((await saved).suggestedFilename()).toBe('审计记录.csv');
      await page.setViewportSize(phone);
      expect(await page.getByLabel('从', { exact: true }).isVisible()).toBe(false);
      await page.getByRole('button', { name: '筛选条件' }).click();
      await page.getByLabel('从', { exact: true }).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(page.errors).toEqual([]);
    });

    it('the auditor is told in words what is for others only', async () => {
      const page = await staffVisit(site(), zheng, '/admin#/entries/new');
      await page.getByRole('heading', { name: '打不开这个页面' }).waitFor();
      await page.goto(`${site().url}/admin#/accounts/new`);
      await page.getByRole('heading', { name: '打不开这个页面' }).waitFor();
      await page.goto(`${site().url}/admin#/entries/f00000000000000000000`);
      await page.getByText('没有这条问答').waitFor();
      await page.getByRole('link', { name: '回到问答列表' }).click();
      await page.getByRole('table').waitFor();
      expect(await violations(page)).toEqual([]);
    });

    it('the administrator changes a setting, and can take it back', async () => {
      const page = await staffVisit(site(), wang, '/admin#/settings');
      const stale = page.getByRole('spinbutton', { name: '多久未复核算陈旧' });
      await stale.fill('10');
      await stale.press('Enter');
      await page.getByText('“多久未复核算陈旧”的值不对：不能小于 30').waitFor();
      await stale.fill('180');
      await stale.press('Enter');
      await page.getByText('“多久未复核算陈旧”已改为 180 天。').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByText('“多久未复核算陈旧”已改为 365 天。').waitFor();
      await page.setViewportSize(phone);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    });
  });
}
