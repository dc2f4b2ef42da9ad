import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import type { Site } from './site.ts';
import { type StaffPerson, staffVisit } from './staff.ts';

const zhang: StaffPerson = { login: 'zhangsan', name: '张三', roles: ['editor'] };
const zhou: StaffPerson = { login: 'zhouba', name: '周八', roles: ['editor'] };
const li: StaffPerson = { login: 'lisi', name: '李四', roles: ['reviewer'] };
const qian: StaffPerson = { login: 'qianjiu', name: '钱九', roles: ['auditor'] };

const box = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const saved = (page: Page) => page.getByText(/^已保存 \d\d:\d\d/).waitFor();
const phone = { width: 390, height: 844 };
/** Pixels by which the page is wider than the screen. */
const overflow = (page: Page) => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);

/** Id of the focused element, through all shadow roots. */
function focusedId(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.id ?? '';
}

/** Words of the focused element. */
function focusedWords(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.textContent?.trim() ?? '';
}

async function begin(site: Site, question: string, answer: string) {
  const page = await staffVisit(site, zhang, '/admin#/entries/new');
  await box(page, '问题').fill(question);
  await box(page, '答案').fill(answer);
  await page.getByLabel('依据文字').fill('《示例市测试办法》第一条');
  return page;
}

async function approve(site: Site, question: string): Promise<Page> {
  const page = await staffVisit(site, li, '/admin#/review');
  await page.getByRole('link', { name: question }).click();
  await page.getByRole('heading', { name: question, exact: true }).waitFor();
  await page.getByText('依据的条款').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/已发布第 \d+ 版/).waitFor();
  return page;
}

export function adminEntriesTests(site: () => Site): void {
  describe('entries at /admin', () => {
    it('saves by itself, keeps its place, and says when', async () => {
      const page = await begin(site(), '图书漂流角怎么登记？', '在社区登记。');
      await saved(page);
      expect(page.url()).toMatch(/#\/entries\/f[0-9a-f]{32}$/);
      expect(await box(page, '答案').inputValue()).toBe('在社区登记。');
      // What is typed while it is saved the first time is there, too, and the focus stays.
      await page.getByLabel('口径').pressSequentially('您好，在社区登记。', { delay: 20 });
      await page.keyboard.press('Control+s');
      await saved(page);
      await page.reload();
      await page.getByLabel('口径').waitFor();
      expect(await page.getByLabel('口径').inputValue()).toBe('您好，在社区登记。');
      expect(page.errors).toEqual([]);
    });

    it('says beside the field and in the bar what is wrong, and saves all the same', async () => {
      const page = await begin(site(), '共享菜园怎么报名？', '联系张女士，身份证11010519491231002X。');
      await page.getByLabel('办事入口网址').fill('见官网');
      await page.getByLabel('开始日期').fill('2031-12-31');
      await page.getByLabel('结束日期').fill('2031-12-01');
      await page.keyboard.press('Control+s');
      await saved(page);
      await page.getByText(/“答案”第 \d+ 个字起疑似身份证号/).waitFor();
      await page.getByText('“结束日期”早于“开始日期”').waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: '还有 3 处要改' }).click();
      await expect.poll(() => page.evaluate(focusedId)).toBe('answer');
      await box(page, '答案').fill('在社区报名。');
      await page.getByRole('button', { name: '还有 2 处要改' }).waitFor();
    });

    it('leads from a line under the question to likely duplicates', async () => {
      const page = await begin(site(), '补缴的社保费能不能领灵活就业补贴？', '能领。');
      await page.getByRole('button', { name: /^可能重复 \d+ 条/ }).waitFor();
      await page.keyboard.press('Alt+j');
      await page.getByText('可能重复', { exact: true }).first().waitFor();
      await expect
        .poll(() =>
          page.getByRole('heading', { name: '边写边查' }).evaluate((one) => one.getBoundingClientRect().top < innerHeight / 2),
        )
        .toBe(true);
    });

    it('loses nothing when the session ends while somebody types', async () => {
      const page = await begin(site(), '邻里食堂几点开门？', '早上七点。');
      await saved(page);
      await page.context().clearCookies();
      await box(page, '答案').fill('早上六点半。');
      await page.getByRole('dialog', { name: '请重新登录' }).waitFor();
      await page.reload();
      await page.getByLabel('登录名').fill(zhang.login);
      await page.getByLabel('密码', { exact: true }).fill('晨跑时看见三只白鹭-2026');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByText(/已恢复 .* 没来得及保存的文字/).waitFor();
      expect(await box(page, '答案').inputValue()).toBe('早上六点半。');
      await saved(page);
    });

    it('shows both texts when two write at once, and loses neither', async () => {
      const mine = await begin(site(), '健身步道几点关灯？', '晚上十点。');
      await saved(mine);
      const theirs = await staffVisit(site(), zhou, new URL(mine.url()).pathname + new URL(mine.url()).hash);
      await box(theirs, '答案').fill('晚上十一点。');
      await theirs.getByLabel('口径').fill('您好，十一点。');
      await theirs.keyboard.press('Control+s');
      await saved(theirs);
      await box(mine, '答案').fill('晚上九点半。');
      await mine.getByLabel('内部提示').fill('冬季提前');
      await mine.keyboard.press('Control+s');
      await mine.getByRole('dialog', { name: '周八同时改了这份草稿' }).waitFor();
      const window = mine.locator('wence-admin-entry-conflict');
      expect(await window.locator('mark').allTextContents()).not.toEqual([]);
      expect(await window.getByRole('group').count()).toBe(1);
      expect(await window.getByRole('radio', { checked: true }).count()).toBe(0);
      expect(await violations(mine)).toEqual([]);
      await mine.keyboard.press('Escape');
      await mine.getByText(/同时改了相同的地方/).waitFor();
      await mine.getByRole('button', { name: '比较并选定' }).click();
      await window.getByRole('button', { name: '按选定的保存' }).click();
      await window.getByText('请选一个').waitFor();
      if (process.env.WENCE_SHOTS) await mine.screenshot({ path: `${process.env.WENCE_SHOTS}/conflict.png` });
      await window.getByRole('group', { name: '答案' }).getByLabel('周八的').check();
      await window.getByRole('button', { name: '按选定的保存' }).click();
      await saved(mine);
      expect(await box(mine, '答案').inputValue()).toBe('晚上十一点。');
      expect(await mine.getByLabel('口径').inputValue()).toBe('您好，十一点。');
      await theirs.reload();
      await box(theirs, '答案').waitFor();
      expect(await theirs.getByLabel('内部提示').inputValue()).toBe('冬季提前');
    });

    it('keeps lists and addresses of what is pasted, names what is dropped, and loses no focus', async () => {
      const page = await begin(site(), '公共自行车怎么租？', '先开卡。');
      await saved(page);
      await box(page, '答案').focus();
      await page.keyboard.press('Control+a');
      await box(page, '答案').evaluate((input) => {
        const data = new DataTransfer();
        const word = '<p style="mso-list:l0 level1"><span style="mso-list:Ignore">·<span>&nbsp; </span></span>带身份证</p>';
        const rest = '<ol><li>开卡</li><li>到<a href="https://bike.shili.example/">预约页</a>预约</li></ol><img src="x.png">';
        data.setData('text/html', word + rest);
        input.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, composed: true, cancelable: true }),
        );
      });
      const pasted = '- 带身份证\n1. 开卡\n2. 到预约页（https://bike.shili.example/）预约';
      await expect.poll(() => box(page, '答案').inputValue()).toBe(pasted);
      await page.getByText('没有带进来：图片 1 处。').waitFor();
      if (process.env.WENCE_SHOTS) await page.screenshot({ path: `${process.env.WENCE_SHOTS}/paste.png` });
      await page.getByRole('button', { name: '预览' }).click();
      await page.getByRole('dialog', { name: '预览' }).waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => page.evaluate(focusedWords)).toBe('预览');
    });

    it('leads a reviewer to the text that was changed while it was read, and approves that one', async () => {
      const editor = await begin(site(), '社区图书角几点关门？', '办理需5个工作日。');
      await saved(editor);
      await editor.keyboard.press('Control+Enter');
      await editor.getByText('已送审，等另一人审核').first().waitFor();
      await expect.poll(() => editor.evaluate(focusedWords)).toBe('社区图书角几点关门？');
      const reviewer = await staffVisit(site(), li, '/admin#/review');
      await reviewer.getByRole('link', { name: '社区图书角几点关门？' }).click();
      await reviewer.getByText('办理需5个工作日。').waitFor();
      await editor.getByRole('button', { name: '收回修改' }).click();
      await box(editor, '答案').fill('办理需15个工作日。');
      await saved(editor);
      await editor.keyboard.press('Control+Enter');
      await editor.getByText('已送审，等另一人审核').first().waitFor();
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByRole('alert').getByText('稿件在您看的时候被改过').waitFor();
      expect(await reviewer.getByRole('button', { name: '通过并发布' }).isDisabled()).toBe(true);
      expect(await violations(reviewer)).toEqual([]);
      if (process.env.WENCE_SHOTS) await reviewer.screenshot({ path: `${process.env.WENCE_SHOTS}/review.png` });
      await reviewer.getByRole('button', { name: '看新的稿件' }).click();
      await reviewer.getByText('办理需15个工作日。').waitFor();
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByText(/已发布第 1 版/).waitFor();
    });

    it('names what is missing, leads there, and refuses personal data with its place', async () => {
      const page = await begin(site(), '旧衣回收点在哪里？', '联系13912345678。');
      await page.getByLabel('依据文字').fill('');
      await page.keyboard.press('Control+Enter');
      const problems = page.getByRole('alert').filter({ hasText: '处才能送审' });
      await problems.getByText('“答案”第 3 个字起疑似手机号，请删去公民个人信息').waitFor();
      await problems.getByText(/请至少写一处依据/).click();
      await expect.poll(() => page.evaluate(focusedId)).toBe('legalBasis');
      expect(await violations(page)).toEqual([]);
    });

    it('asks before leaving what is not saved, and before a draft is given up', async () => {
      const page = await begin(site(), '共享雨伞怎么还？', '还到任一网点。');
      await page.route('**/v1/staff/drafts/**', (route) => route.abort());
      await page.route('**/v1/staff/entries', (route) => route.abort());
      await page.getByText(/没有保存（文字已留在本机/).waitFor({ timeout: 20_000 });
      await page.getByRole('link', { name: '审核', exact: true }).click();
      await page.locator('wence-confirm').getByRole('button', { name: '取消' }).click();
      expect(await box(page, '答案').inputValue()).toBe('还到任一网点。');
      await page.unroute('**/v1/staff/drafts/**');
      await page.unroute('**/v1/staff/entries');
      await page.keyboard.press('Control+s');
      await saved(page);
      await page.getByRole('button', { name: '放弃草稿' }).click();
      await page.locator('wence-confirm').getByRole('button', { name: '放弃草稿' }).click();
      await page.getByText('草稿已放弃').waitFor();
      await page.getByRole('button', { name: '撤销' }).click();
      await box(page, '答案').waitFor();
      expect(await box(page, '答案').inputValue()).toBe('还到任一网点。');
    });

    it('goes through review with differences word by word, and keeps the history', async () => {
      const question = '便民雨棚怎么报修？';
      const page = await begin(site(), question, '拨打物业电话，三日内修好。');
      await page.keyboard.press('Control+Enter');
      await page.getByText('已送审').first().waitFor();
      await approve(site(), question);
      await page.reload();
      await page.getByRole('button', { name: '修改' }).click();
      await box(page, '答案').fill('拨打物业电话，五日内修好。');
      await page.keyboard.press('Control+Enter');
      await page.getByText('已送审').first().waitFor();
      const reviewer = await staffVisit(site(), li, '/admin#/review');
      await reviewer.getByRole('link', { name: question }).click();
      await reviewer.locator('del').getByText('三日').or(reviewer.locator('del').getByText('三')).first().waitFor();
      expect(await violations(reviewer)).toEqual([]);
      await reviewer.keyboard.press('Control+Enter');
      await reviewer.getByText('已发布第 2 版').waitFor();
      const auditor = await staffVisit(site(), qian, new URL(page.url()).pathname + new URL(page.url()).hash);
      await auditor.getByRole('link', { name: '历史（2 版）' }).click();
      await auditor.getByText('与第 1 版相比').waitFor();
      await auditor.getByRole('link', { name: /第 1 版/ }).click();
      await auditor.getByText('这一版是最初的内容').waitFor();
      expect(await violations(auditor)).toEqual([]);
      expect(await auditor.getByRole('button', { name: /修改|撤下/ }).count()).toBe(0);
    });

    it('lets nobody approve their own, and says so', async () => {
      const question = '楼道灯坏了找谁？';
      const both: StaffPerson = { login: 'sunshi', name: '孙十', roles: ['editor', 'reviewer'] };
      const page = await staffVisit(site(), both, '/admin#/entries/new');
      await box(page, '问题').fill(question);
      await box(page, '答案').fill('找物业。');
      await page.getByLabel('依据文字').fill('《示例市测试办法》第二条');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('link', { name: '去审核' }).click();
      await page.getByText('您写过这份草稿，须由另一人审核').waitFor();
      expect(await page.getByRole('button', { name: '通过并发布' }).isDisabled()).toBe(true);
    });

    it('finds entries by words and state, on a phone too', async () => {
      const page = await staffVisit(site(), zhang, '/admin#/entries', phone);
      await page.getByText(/^共 \d+ 条$/).waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await page.getByLabel('查找').fill('失业 标准');
      await expect.poll(() => page.getByText(/^共 \d+ 条$/).textContent()).toMatch(/^共 [1-9] 条$/);
      await page.getByLabel('查找').fill('没有这样的词');
      await page.getByText('没有符合条件的问答').waitFor();
      await page.getByRole('button', { name: '去掉全部条件' }).click();
      await page.getByText(/^共 \d\d+ 条$/).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${site().url}/admin#/entries/new`);
      await box(page, '问题').waitFor();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      const queue = await staffVisit(site(), li, '/admin#/review', phone);
      await queue.getByRole('heading', { name: '审核' }).waitFor();
      expect(await overflow(queue)).toBeLessThanOrEqual(0);
      expect(await violations(queue)).toEqual([]);
    });

    it('shows how it will look to citizens and agents', async () => {
      const page = await begin(site(), '晾衣绳能拉在外墙吗？', '不能。');
      await page.getByLabel('口径').fill('您好，不能。');
      await page.getByRole('button', { name: '预览' }).click();
      const preview = page.locator('wence-admin-entry-preview');
      await preview.getByText('口径（可直接念）').waitFor();
      await preview.getByText('人工审核答复').first().waitFor();
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'detached' });
    });
  });
}
