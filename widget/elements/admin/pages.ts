import type { Action } from '../../shared/staff-types.ts';
import '../admin-accounts/accounts.ts';
import '../admin-banner/banner.ts';
import '../admin-feedback/feedback.ts';
import '../admin-gaps/gaps.ts';
import '../admin-messages/messages.ts';
import '../admin-start/start.ts';
import '../admin-documents/documents.ts';
import '../admin-audit/audit.ts';
import '../admin-import/import.ts';
import '../admin-settings/settings.ts';
import '../admin-upkeep/upkeep.ts';
import '../admin-keys/keys.ts';
import '../admin-me/me.ts';
import '../admin-units/units.ts';
import '../admin-entries/entries.ts';
import '../admin-review/review.ts';

export interface PageEntry {
  /** First part of the address: `#/accounts`. */
  path: string;
  title: string;
  /** Custom element that extends AdminPage. */
  tag: string;
  /** Shown to those who may do this; null: to everybody who has signed in. */
  action: Action | null;
  /** `#/PATH/new` is for those who may do this. */
  newAction?: Action;
  /** `own` stands outside the navigation. */
  group: 'work' | 'system' | 'own';
}

/** Every page of /admin, in the order of the navigation. The first that an account may see is where it starts. */
export const pages: PageEntry[] = [
  { path: 'start', title: '首页', tag: 'wence-admin-start', action: 'overview.read', group: 'work' },
  { path: 'entries', title: '问答', tag: 'wence-admin-entries', action: 'entry.read', newAction: 'entry.write', group: 'work' },
  { path: 'documents', title: '文件', tag: 'wence-admin-documents', action: 'document.read', group: 'work' },
  { path: 'review', title: '审核', tag: 'wence-admin-review', action: 'entry.read', group: 'work' },
  { path: 'gaps', title: '缺口和纠错', tag: 'wence-admin-gaps', action: 'gap.read', group: 'work' },
  { path: 'messages', title: '市民留言', tag: 'wence-admin-messages', action: 'message.read', group: 'work' },
  { path: 'feedback', title: '读者评价', tag: 'wence-admin-feedback', action: 'feedback.read', group: 'work' },
  { path: 'banner', title: '紧急提示', tag: 'wence-admin-banner', action: 'banner.write', group: 'work' },
  { path: 'upkeep', title: '到期与复核', tag: 'wence-admin-upkeep', action: 'entry.read', group: 'work' },
  { path: 'import', title: '批量导入', tag: 'wence-admin-import', action: 'entry.import', group: 'work' },
  {
    path: 'accounts',
    title: '账号',
    tag: 'wence-admin-accounts',
    action: 'account.read',
    newAction: 'account.write',
    group: 'system',
  },
  { path: 'units', title: '单位', tag: 'wence-admin-units', action: 'account.read', newAction: 'unit.write', group: 'system' },
  { path: 'keys', title: '密钥', tag: 'wence-admin-keys', action: 'key.read', group: 'system' },
  { path: 'settings', title: '设置', tag: 'wence-admin-settings', action: 'setting.read', group: 'system' },
  { path: 'audit', title: '审计', tag: 'wence-admin-audit', action: 'audit.read', group: 'system' },
  { path: 'me', title: '我的账号', tag: 'wence-admin-me', action: null, group: 'own' },
];

export const groupNames = { work: '工作', system: '管理' } as const;
