import { statusWord } from '../../src/desk/stage-words.ts';
import type { GoldCase } from '../cases.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const safe = (text: string | number) => String(text).replace(/[&<>"]/g, (character) => escapes[character]!);

export const percent = (value: number | null, places = 1) => (value === null ? '—' : `${(value * 100).toFixed(places)}%`);
/** A figure with its unit, without decimals that nobody reads. */
export const shown = (value: number | null, unit = '') =>
  value === null ? '—' : `${Math.abs(value) >= 10 ? Math.round(value) : value}${unit}`;

/** Names of question kinds for readers; an unknown kind is shown as it is. */
const kindNames: Record<string, string> = {
  fact: '事实',
  table: '表格',
  condition: '条件',
  procedure: '办理',
  colloquial: '口语',
  docno: '文号',
  multiturn: '多轮',
  english: '英文',
  expired: '失效文件',
  refuse: '应当拒答',
  audience: '可见范围',
  successor: '新旧文件',
  personal: '个人办件',
  unsafe: '不安全',
  scan: '扫描件',
  draft: '未发布',
  not_yet: '尚未施行',
  consultation: '征求意见',
  faq_date: '问答期限',
  other: '其他',
};
export const kindName = (kind: string) => kindNames[kind] ?? kind;

export const expectNames: Record<GoldCase['expect'], string> = {
  answer: '应答复',
  expired: '应说明已失效',
  refuse: '应拒答',
  clarify: '应反问',
};

export const statusName = (status: string) => (status === 'none' ? '没有答复' : statusWord(status));

export const channelNames = { web: '网站', hotline: '热线', window: '窗口' };
