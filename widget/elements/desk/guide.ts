import { html, nothing } from 'lit';
import type { DeskSession } from './session.ts';

interface Key {
  key: string;
  what: string;
  /** Only for those who report, for those with an account. */
  needs?: 'report' | 'account';
}

const keys: Key[] = [
  { key: '/', what: '回到查询框' },
  { key: '↑ ↓', what: '在结果中移动，右侧同步显示' },
  { key: 'Enter', what: '打开选中的结果' },
  { key: 'Ctrl + Enter', what: '用整句提问，得到带出处的完整答复' },
  { key: 'C', what: '复制到工单（含出处、版本、承办单位和时间）' },
  { key: 'S', what: '复制短信：给来电人的短答复，含出处和核对的地方' },
  { key: 'T', what: '复制转办工单（待相关部门确认）' },
  { key: 'Alt + G', what: '报缺口：查不到答案', needs: 'report' },
  { key: 'Alt + E', what: '报错误：打开的内容不对', needs: 'report' },
  { key: 'Alt + Z', what: '撤回刚才的上报', needs: 'report' },
  { key: 'N', what: '看上次上班以来的变化', needs: 'account' },
  { key: 'Esc', what: '从详情回到查询框' },
  { key: '?', what: '打开这个说明' },
];

const keyList = (shown: Key[]) =>
  html`<dl class="keys">${shown.map(({ key, what }) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>`;

/** What an empty desk shows: recent look-ups and how to begin. */
export function renderGuide(recent: string[], again: (query: string) => void) {
  return html`<div class="empty">
    ${
      recent.length > 0
        ? html`<h2>最近查过</h2>
            <ul class="recent">${recent.map((query) => html`<li><button @click=${() => again(query)}>${query}</button></li>`)}</ul>`
        : nothing
    }
    <h2>怎么查</h2>
    <p>直接输入来电人的话，例如“灵活就业补贴能领多久”；也可以输入文号、标题或“第十二条”。</p>
    ${keyList(keys.filter(({ needs }) => !needs).slice(0, 5))}
  </div>`;
}

/** The help dialog. */
export function renderKeys(session: DeskSession) {
  const may = { report: session.mayReport, account: session.me !== null };
  return html`<dialog class="help" aria-labelledby="help-title">
    <h2 id="help-title">键盘快捷键</h2>
    <p class="soft">光标不在输入框里时，字母键直接按。</p>
    ${keyList(keys.filter(({ needs }) => !needs || may[needs]))}
    <form method="dialog"><button class="button primary">知道了</button></form>
  </dialog>`;
}
