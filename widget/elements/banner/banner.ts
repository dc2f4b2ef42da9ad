import { css, html, LitElement, nothing } from 'lit';
import type { Api } from '../../shared/api.ts';
import { icons } from '../../shared/icons.ts';
import { safeUrl } from '../../shared/links.ts';
import { keep, recall } from '../../shared/storage.ts';
import { base } from '../../shared/theme.ts';
import type { Banner, Channel } from '../../shared/types.ts';

/** Milliseconds between two readings while it is on the screen. */
const refreshEveryMs = 60_000;
const levelWords = { notice: '通知', warning: '提醒', urgent: '紧急' };

/**
 * The emergency banner of a channel. Reads anew every minute while it can be seen, and when `refresh` is called. Closing it folds it up for
 * this tab; another banner unfolds it.
 */
export class BannerElement extends LitElement {
  static override properties = {
    api: { attribute: false },
    channel: {},
    banner: { state: true },
    folded: { state: true },
  };
  declare api: Api;
  declare channel: Channel;
  declare private banner: Banner | null;
  declare private folded: boolean;
  private revision = 0;
  private readAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly sight = new IntersectionObserver((entries) => this.seen(entries.some((entry) => entry.isIntersecting)));

  constructor() {
    super();
    this.channel = 'web';
    this.banner = null;
    this.folded = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.sight.disconnect();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: Map<string, unknown>) {
    if ((changed.has('channel') || changed.has('api')) && this.readAt > 0) void this.refresh();
  }

  private seen(visible: boolean) {
    clearInterval(this.timer);
    if (!visible) return;
    if (Date.now() - this.readAt >= refreshEveryMs) void this.refresh();
    this.timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.refresh();
    }, refreshEveryMs);
  }

  /** Reads it now. Where it cannot be read the last one stays until its end. */
  async refresh(): Promise<void> {
    this.readAt = Date.now();
    try {
      const { revision, banner } = await this.api.banner(this.channel);
      this.revision = revision;
      this.folded = recall('sessionStorage', 'banner') === String(revision);
      this.banner = banner;
    } catch {
      if (this.banner && Date.parse(this.banner.until) <= Date.now()) this.banner = null;
    }
  }

  private fold(folded: boolean) {
    this.folded = folded;
    keep('sessionStorage', 'banner', folded ? String(this.revision) : null);
    void this.updateComplete.then(() => this.renderRoot.querySelector('button')?.focus());
  }

  override render() {
    const { banner } = this;
    if (!banner) return nothing;
    const words = levelWords[banner.level];
    if (this.folded)
      return html`<button class="folded ${banner.level}" @click=${() => this.fold(false)}>${icons.alert}${words}：查看提示</button>`;
    const url = banner.link && safeUrl(banner.link.url, this.api.base);
    return html`<div class="banner ${banner.level}" role=${banner.level === 'urgent' ? 'alert' : 'status'}>
      ${icons.alert}
      <p><strong>${words}</strong>${banner.text}
        ${url ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${banner.link?.label}<span class="sr">（新窗口打开）</span></a>` : nothing}</p>
      <button aria-label="收起提示" @click=${() => this.fold(true)}>${icons.close}</button>
    </div>`;
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: none;
      }
      .banner {
        display: flex;
        align-items: flex-start;
        gap: 10px;
        padding: 8px 8px 8px 16px;
        border-bottom: 1px solid currentColor;
        line-height: 1.6;
      }
      .notice {
        background: var(--w-primary-soft);
        color: var(--w-primary-deep);
      }
      .warning {
        background: var(--w-warn-soft);
        color: var(--w-warn);
      }
      .urgent {
        background: var(--w-bad);
        color: #fff;
      }
      svg {
        margin-top: 3px;
      }
      p {
        flex: 1;
        min-width: 0;
        max-height: 40vh;
        overflow: auto;
        overflow-wrap: anywhere;
      }
      strong {
        margin-right: 8px;
      }
      a {
        margin-left: 8px;
        color: inherit;
        white-space: nowrap;
      }
      button {
        display: inline-grid;
        place-items: center;
        min-width: max(44px, var(--w-target));
        min-height: 44px;
        margin: -6px 0;
        border: 0;
        border-radius: var(--w-radius);
        background: transparent;
        color: inherit;
        cursor: pointer;
      }
      .banner button svg {
        margin: 0;
      }
      .folded {
        display: inline-flex;
        gap: 6px;
        min-height: 32px;
        margin: 4px 16px;
        padding: 0 10px;
        border: 1px solid currentColor;
        font-size: var(--w-small);
      }
      .folded svg {
        margin: 0;
      }
      .urgent :focus-visible {
        outline-color: #fff;
        outline-offset: -3px;
      }
    `,
  ];
}
customElements.define('wence-banner', BannerElement);
