import type { Page } from 'playwright-core';
import type { Role } from '../../src/domain/account.ts';
import type { Site } from './site.ts';

export interface StaffPerson {
  login: string;
  name: string;
  roles: Role[];
  /** Name of a unit that is there. */
  unit?: string;
  desks?: string[];
}

export const staffPassword = '晨跑时看见三只白鹭-2026';
const known = new WeakMap<Site, Set<string>>();

/**
 * Somebody of the staff at a browser of their own, on the page at `path`; the account is made on first use and has its own password.
 * Signing in by hand is tested elsewhere.
 */
export async function staffVisit(
  site: Site,
  person: StaffPerson,
  path: string,
  size = { width: 1366, height: 768 },
): Promise<Page & { errors: string[] }> {
  const page = await site.visit('/healthz', size);
  const made = known.get(site) ?? new Set<string>();
  known.set(site, made);
  if (!made.has(person.login)) {
    const { unit, desks } = person;
    const options = [...(unit ? ['--unit', unit] : []), ...(desks ? ['--desk', desks.join(',')] : [])];
    const created = await site.command(
      ...['user', 'create', person.login, '--name', person.name, '--role', person.roles.join(','), ...options],
    );
    const { csrf } = await post(page, site, 'v1/staff/login', { login: person.login, password: created.password });
    await post(page, site, 'v1/staff/me/password', { current: created.password, next: staffPassword }, csrf);
    made.add(person.login);
  }
  await post(page, site, 'v1/staff/login', { login: person.login, password: staffPassword });
  await page.goto(site.url + path);
  return page;
}

async function post(page: Page, site: Site, path: string, data: object, csrf = ''): Promise<{ csrf: string }> {
  const response = await page
    .context()
    .request.post(`${site.url}/${path}`, { data, headers: csrf ? { 'X-Wence-CSRF': csrf } : {} });
  if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
  return response.json();
}
