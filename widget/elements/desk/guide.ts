import { html, nothing } from 'lit';

const keys: [string, string][] = [
  ['/', '回到查询框'],
  ['↑ ↓', '在结果中移动，右侧同步显示'],
  ['Enter', '打开选中的结果'],
  ['Ctrl + Enter', '用整句提问，得到带出处的完整答复'],
  ['C', '复制到工单（含出处和时间）'],
  ['Esc', '从详情回到查询框'],
  ['?', '打开这个说明'],
];

const keyList = () =>
  html`<dl class="keys">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>`;

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
    ${keyList()}
  </div>`;
}

/** The help dialog. */
export function renderKeys() {
  return html`<dialog class="help" aria-labelledby="help-title">
    <h2 id="help-title">键盘快捷键</h2>
    ${keyList()}
    <form method="dialog"><button class="button primary">知道了</button></form>
  </dialog>`;
}
