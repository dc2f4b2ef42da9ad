import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { totpCode } from '../../src/desk/totp.ts';
import { violations } from './axe.ts';
import type { Site } from './site.ts';

const ownPassword = '晨雾里的老码头 harbour';
const phone = { width: 390, height: 844 };

type Visitor = Page & { errors: string[] };
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const wider = (page: Page) => page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth);

/** An account with the one-time password that the terminal shows. */
async function account(site: Site, login: string, role: string, more: string[] = []): Promise<string> {
  const made = await site.command('user', 'create', login, '--name', `${login}的姓名`, '--role', role, ...more);
  return String(made.password);
}

/** By keyboard only, as far as the page that comes after. */
async function signIn(page: Page, login: string, password: string): Promise<void> {
  await field(page, '登录名').waitFor();
  await expect.poll(() => focusedName(page)).toBe('login');
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
}

const focusedName = (page: Page) =>
  page.evaluate(() => {
    let focused: Element | null | undefined = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return (focused as HTMLInputElement | null)?.name ?? focused?.tagName;
  });

/** Signed in at `path` with an own password. */
async function enter(site: Site, login: string, role: string, path = '/admin', size?: typeof phone): Promise<Visitor> {
  const password = await account(site, login, role, role === 'agent' ? ['--desk', 'hotline'] : []);
  const page = await site.visit(path, size);
  await signIn(page, login, password);
  await field(page, '新密码').fill(ownPassword);
  await field(page, '再输一次').fill(ownPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '退出' }).waitFor();
  return page;
}

export function adminAccountsTests(site: () => Site): void {
  describe('the staff’s accounts', () => {
    it('lets somebody in with a one-time password, by keyboard only, once it is changed to a good one', async () => {
      const password = await account(site(), 'chief', 'administrator');
      const page = await site().visit('/admin');
      await signIn(page, 'chief', 'not this one');
      await page.getByRole('alert').getByText('登录名、密码或验证码不正确').waitFor();
      await field(page, '登录名').fill('');
      await field(page, '登录名').focus();
      await signIn(page, 'chief', password);
      await field(page, '新密码').waitFor();
      await expect.poll(() => focusedName(page)).toBe('next');
      for (const [next, again, words] of [
        ['password1', 'password1', '太常见'],
        [ownPassword, 'something else', '不一样'],
      ] as const) {
        await field(page, '新密码').fill(next);
        await field(page, '再输一次').fill(again);
        await page.keyboard.press('Enter');
        await page.getByRole('alert').getByText(words).waitFor();
      }
      await field(page, '再输一次').fill(ownPassword);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '退出' }).waitFor();
      // The page is remembered over a reload, and forgotten by leaving.
      await page.reload();
      await page.getByRole('button', { name: '退出' }).click();
      await field(page, '登录名').waitFor();
      await page.reload();
      await field(page, '登录名').waitFor();
      expect(page.errors.filter((error) => !/status of (401|422)/.test(error))).toEqual([]);
    });

    it('sets up the second factor, and asks for it at the next login', async () => {
      const page = await enter(site(), 'secure', 'reviewer', '/admin#/me');
      await heading(page, '我的账号').waitFor();
      await page.getByText('建议现在就设置').waitFor();
      await page.getByRole('button', { name: '设置动态验证码' }).click();
      const window = page.locator('wence-dialog');
      await window.getByLabel('现在的密码').fill(ownPassword);
      await page.keyboard.press('Enter');
      const secret = ((await window.locator('code').textContent()) ?? '').replace(/\s/g, '');
      expect(await violations(page), 'QR').toEqual([]);
      await window.getByLabel('验证码', { exact: true }).fill('000000');
      await page.keyboard.press('Enter');
      await window.getByText('验证码不正确').waitFor();
      await window.getByLabel('验证码', { exact: true }).fill(totpCode(secret, new Date()));
      await page.keyboard.press('Enter');
      await window.getByText('动态验证码已启用').waitFor();
      const codes = await window.locator('li code').allTextContents();
      expect(new Set(codes).size).toBe(10);
      await window.getByRole('button', { name: '我已存好' }).click();
      await page.getByText('恢复码还剩 10 个').waitFor();
      await page.getByRole('button', { name: '退出' }).click();
      await signIn(page, 'secure', ownPassword);
      await field(page, '动态验证码').waitFor();
      await expect.poll(() => focusedName(page)).toBe('code');
      await page.keyboard.type(codes[0] ?? '');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '退出' }).waitFor();
    });

    it('makes an account; the new colleague sees what the role allows; disabling ends it at once', async () => {
      const page = await enter(site(), 'head', 'administrator', '/admin#/accounts');
      await page.getByRole('link', { name: '新建账号' }).click();
      await page.getByRole('textbox', { name: '登录名', exact: true }).fill('colleague');
      await field(page, '姓名').fill('新同事');
      await page.getByRole('button', { name: '建立账号' }).click();
      await page.getByRole('alert').getByText('至少选择一个角色').waitFor();
      await page.getByRole('checkbox', { name: /^审计员/ }).check();
      expect(await page.getByRole('checkbox', { name: /^编辑/ }).isDisabled()).toBe(true);
      await page.getByRole('checkbox', { name: /^审计员/ }).uncheck();
      await page.getByRole('checkbox', { name: /^编辑/ }).check();
      await page.getByRole('button', { name: '建立账号' }).click();
      const password = (await page.locator('code.password').textContent()) ?? '';
      await page.keyboard.press('Escape');
      expect(await page.locator('code.password').count(), 'Esc does not throw a password away').toBe(1);
      await page.getByRole('button', { name: '已记下，关闭' }).click();

      const colleague = await site().visit('/admin');
      await signIn(colleague, 'colleague', password);
      await field(colleague, '新密码').fill(ownPassword);
      await field(colleague, '再输一次').fill(ownPassword);
      await colleague.keyboard.press('Enter');
      await colleague.getByRole('button', { name: '退出' }).waitFor();
      expect(await colleague.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '账号' }).count()).toBe(0);
      await colleague.goto(`${site().url}/admin#/accounts`);
      await heading(colleague, '打不开这个页面').waitFor();

      await page.reload();
      await page.getByRole('link', { name: 'colleague' }).click();
      await page.getByRole('button', { name: '停用账号' }).click();
      await page.locator('wence-confirm').getByRole('button', { name: '停用', exact: true }).click();
      await page.getByText('新同事 的账号已停用。').waitFor();
      await colleague.goto(`${site().url}/admin#/me`);
      await heading(colleague, '请重新登录').waitFor();
      expect(page.errors.filter((error) => !/status of 400/.test(error))).toEqual([]);
    });

    it('loses nothing typed when the session ends, and goes on with what was asked', async () => {
      const page = await enter(site(), 'slow', 'administrator', '/admin#/units/new');
      await field(page, '名称').fill('示例市园林局');
      await page.getByLabel('转接时告诉市民').fill('0000-7654321');
      await page.context().clearCookies();
      await page.getByRole('button', { name: '建立单位' }).click();
      await heading(page, '请重新登录').waitFor();
      expect(await violations(page), 'login over the page').toEqual([]);
      await signIn(page, 'slow', ownPassword);
      await page.getByText('单位已建立。').waitFor();
      await page.getByRole('link', { name: '示例市园林局' }).waitFor();
      expect(await page.getByText('0000-7654321').count()).toBe(1);
      await page.getByRole('link', { name: '示例市园林局' }).click();
      await page.getByRole('button', { name: '停用单位' }).click();
      await page.getByText('示例市园林局 已停用。').waitFor();
      await expect.poll(() => page.getByRole('link', { name: '示例市园林局' }).count()).toBe(0);
      await page.getByRole('button', { name: '撤销' }).click();
      await page.getByRole('link', { name: '示例市园林局' }).click();
      // Where a unit is in use, entries have to name one: others of these tests do without.
      await page.getByRole('button', { name: '停用单位' }).click();
      await page.getByText('示例市园林局 已停用。').waitFor();
    });

    it('gives a key once, and stops it after asking', async () => {
      const page = await enter(site(), 'keeper', 'administrator', '/admin#/keys');
      await page.getByRole('button', { name: '新建密钥' }).first().click();
      await page.getByRole('textbox', { name: '名称' }).fill('园林系统');
      await page.getByRole('checkbox', { name: '热线口径和内部说明' }).check();
      await page.keyboard.press('Enter');
      const secret = (await page.locator('.secret').textContent()) ?? '';
      expect(secret).toMatch(/^wk_/);
      await page.getByRole('button', { name: '已保存，关闭' }).click();
      const search = () =>
        page.request.get(`${site().url}/v1/search?q=补贴&channel=hotline`, { headers: { Authorization: `Bearer ${secret}` } });
      expect((await search()).status()).toBe(200);
      const row = page.getByRole('row', { name: /园林系统/ });
      await row.getByRole('button', { name: /停用/ }).click();
      await page.keyboard.press('Escape');
      expect((await search()).status()).toBe(200);
      await row.getByRole('button', { name: /停用/ }).click();
      await page.locator('wence-confirm').getByRole('button', { name: '停用', exact: true }).click();
      await page.getByText('密钥“园林系统”已停用。').waitFor();
      expect((await search()).status()).toBe(401);
    });

    it('finds nothing with axe, and nothing wider than the screen', async () => {
      const login = await site().visit('/admin', phone);
      await field(login, '登录名').waitFor();
      expect(await violations(login), 'login').toEqual([]);
      const page = await enter(site(), 'looker', 'administrator');
      for (const size of [{ width: 1366, height: 768 }, phone]) {
        await page.setViewportSize(size);
        for (const [path, name] of [
          ['accounts', '账号'],
          ['units', '单位'],
          ['keys', '密钥'],
          ['me', '我的账号'],
          ['accounts/new', '新建账号'],
          ['units/new', '新建单位'],
        ] as const) {
          await page.goto(`${site().url}/admin#/${path}`);
          await heading(page, name).waitFor();
          await page.getByText('正在读取…').waitFor({ state: 'detached' });
          expect(await violations(page), `${path} ${size.width}`).toEqual([]);
          expect(await wider(page), `${path} ${size.width}`).toBeLessThanOrEqual(0);
        }
      }
      expect(page.errors).toEqual([]);
    });
  });
}
