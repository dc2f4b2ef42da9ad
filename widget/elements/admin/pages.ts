import type { Action } from '../../shared/staff-types.ts';
import '../admin-accounts/accounts.ts';

export interface PageEntry {
  /** First part of the address: `#/accounts`. */
  path: string;
  title: string;
  /** Custom element that extends AdminPage. */
  tag: string;
  /** Shown to those who may do this. */
  action: Action;
  group: 'work' | 'system';
}

/** Every page of /admin, in the order of the navigation. The first that an account may see is where it starts. */
export const pages: PageEntry[] = [
  { path: 'accounts', title: '账号', tag: 'wence-admin-accounts', action: 'account.read', group: 'system' },
];

export const groupNames: Record<PageEntry['group'], string> = { work: '工作', system: '管理' };
