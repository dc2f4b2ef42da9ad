import { css, html, LitElement, nothing } from 'lit';
import type { StaffApi } from '../../shared/staff-api.ts';
import { base } from '../../shared/theme.ts';

/** A page that is a picture itself has one page and no count. */
const pagesOf = (mediaType: string, pageCount: number | null) =>
  mediaType === 'application/pdf' ? (pageCount ?? 1) : mediaType.startsWith('image/') ? 1 : 0;

/** Can a browser show it beside the reading? */
export const canShow = (mediaType: string): boolean => mediaType.startsWith('text/') || pagesOf(mediaType, null) > 0;

/**
 * The original beside its reading: pictures of the pages, a web page without its scripts, a text; else how to download it.
 * `show(page)` brings a page into view.
 */
export class OriginalElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    documentId: { attribute: false },
    mediaType: { attribute: false },
    pageCount: { attribute: false },
    doubtful: { attribute: false },
    /** Other bytes, other pictures: the hash of the file, or the version. */
    stamp: { attribute: false },
    text: { state: true },
    broken: { state: true },
  };
  declare api: StaffApi;
  declare documentId: string;
  declare mediaType: string;
  declare pageCount: number | null;
  declare doubtful: number[];
  declare stamp: string;
  declare private text: { kind: 'html' | 'text'; text: string; cut: boolean } | null;
  declare private broken: Set<number>;

  constructor() {
    super();
    this.mediaType = '';
    this.pageCount = null;
    this.doubtful = [];
    this.stamp = '';
    this.text = null;
    this.broken = new Set();
  }

  show(page: number) {
    const target = this.renderRoot.querySelector<HTMLElement>(`#page-${page}`);
    target?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('documentId') && !changed.has('mediaType') && !changed.has('stamp')) return;
    this.text = null;
    this.broken = new Set();
    if (this.mediaType.startsWith('text/')) void this.loadText();
  }

  private get path() {
    return `v1/staff/documents/${encodeURIComponent(this.documentId)}`;
  }

  private async loadText() {
    try {
      this.text = await this.api.get(`${this.path}/original/text`);
    } catch {
      // The button to download it stays.
    }
  }

  private async download() {
    try {
      const { name, blob } = await this.api.download(`${this.path}/original`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      this.dispatchEvent(new CustomEvent('failed', { detail: error }));
    }
  }

  override render() {
    const pages = pagesOf(this.mediaType, this.pageCount);
    if (!canShow(this.mediaType)) return this.bare();
    return html`<div class="top">
        <h2>原件${pages > 1 ? html` <span class="soft">共 ${pages} 页</span>` : nothing}</h2>
        <button class="button small" type="button" @click=${this.download}>下载原件</button>
      </div>
      <div class="paper" tabindex="0" role="region" aria-label="原件">${this.body(pages)}</div>`;
  }

  /** Nothing to look at here: a line with the way to the file. */
  private bare() {
    return html`<div class="note bare">
      <span>这种格式的原件不能在这里显示，请下载打开，和读出的内容对照。</span>
      <button class="button small" type="button" @click=${this.download}>下载原件</button>
    </div>`;
  }

  private body(pages: number) {
    if (pages > 0) return Array.from({ length: pages }, (_, index) => this.picture(index + 1));
    if (this.text?.kind === 'html') return html`<iframe sandbox="" srcdoc=${this.text.text} title="原网页，不含脚本"></iframe>`;
    if (this.text)
      return html`<pre>${this.text.text}</pre>
        ${this.text.cut ? html`<p class="soft">只显示前 20 万字，请下载查看全部。</p>` : nothing}`;
    return html`<p class="none" role="status">正在读取…</p>`;
  }

  private picture(page: number) {
    const address = new URL(`${this.path}/pages/${page}?v=${encodeURIComponent(this.stamp)}`, this.api.base).href;
    const isDoubtful = this.doubtful.includes(page);
    const failed = () => {
      this.broken = new Set([...this.broken, page]);
    };
    return html`<figure id="page-${page}" class=${isDoubtful ? 'doubtful' : ''}>
      <figcaption>第 ${page} 页${isDoubtful ? html` <span class="badge warn">请重点核对</span>` : nothing}</figcaption>
      ${
        this.broken.has(page)
          ? html`<p class="none">这一页画不出来，请下载原件查看。</p>`
          : html`<img src=${address} alt="原件第 ${page} 页" loading="lazy" width="595" height="842" @error=${failed} />`
      }
    </figure>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        margin-bottom: 8px;
      }
      h2 {
        font-size: var(--w-large);
        color: var(--w-primary-deep);
      }
      .paper {
        flex: 1;
        min-height: 240px;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--w-line);
        border-radius: 12px;
        background: #e3e8ee;
      }
      figure {
        margin: 0 0 10px;
      }
      figcaption {
        padding: 0 0 2px;
        font-size: var(--w-small);
        color: var(--w-ink);
      }
      img {
        display: block;
        width: 100%;
        height: auto;
        background: #fff;
      }
      .doubtful img {
        outline: 3px solid #d99a2b;
      }
      iframe {
        width: 100%;
        height: 100%;
        min-height: 60vh;
        border: 0;
        background: #fff;
      }
      pre {
        margin: 0;
        padding: 12px;
        background: #fff;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        font: 15px / 1.7 var(--w-font);
      }
      .bare {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 10px 14px;
        border-left: 4px solid var(--w-primary);
        border-radius: 4px;
        background: var(--w-primary-soft);
      }
      .none {
        padding: 24px 16px;
        background: #fff;
        text-align: center;
        color: var(--w-ink-soft);
      }
    `,
  ];
}
customElements.define('wence-original', OriginalElement);
