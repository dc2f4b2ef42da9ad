import { html, nothing, type TemplateResult } from 'lit';

/** The heading every page begins with; the shell moves the focus to it. */
export const pageHeader = (title: string, { lead, actions }: { lead?: unknown; actions?: unknown } = {}): TemplateResult =>
  html`<div class="page-header">
    <h1 tabindex="-1">${title}</h1>
    ${actions ? html`<div class="actions">${actions}</div>` : nothing}
    ${lead ? html`<p class="lead">${lead}</p>` : nothing}
  </div>`;

/** Says what would stand here, and how it gets here. */
export const emptyState = (title: string, text: unknown, action?: unknown): TemplateResult =>
  html`<div class="empty"><strong>${title}</strong><p>${text}</p>${action ?? nothing}</div>`;

/** Which part of a long list is shown; `turn` gets the new offset. */
export function pager(list: { total: number; offset: number; limit: number; turn: (offset: number) => void }): TemplateResult {
  const { total, offset, limit, turn } = list;
  if (total <= limit && offset === 0) return html``;
  const last = Math.min(offset + limit, total);
  return html`<nav class="pager" aria-label="翻页">
    <span>第 ${total === 0 ? 0 : offset + 1} 至 ${last} 条，共 ${total} 条</span>
    <span class="buttons">
      <button class="button small" type="button" ?disabled=${offset === 0} @click=${() => turn(Math.max(0, offset - limit))}>上一页</button>
      <button class="button small" type="button" ?disabled=${last >= total} @click=${() => turn(offset + limit)}>下一页</button>
    </span>
  </nav>`;
}

/** While something is read for the first time. */
export const loading = (): TemplateResult => html`<p role="status" class="soft">正在读取…</p>`;
