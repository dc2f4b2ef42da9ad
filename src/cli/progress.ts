/** A clock in milliseconds, so that a test can set it. */
export type Milliseconds = () => number;

export interface ProgressState {
  done: number;
  total: number;
  label: string;
  elapsedMs: number;
  /** How much was there before this run began; the rate leaves it out. */
  reused: number;
}

/** 75 -> "1分15秒" */
export function chineseDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}秒`;
  if (whole < 3600) return `${Math.floor(whole / 60)}分${whole % 60}秒`;
  return `${Math.floor(whole / 3600)}小时${Math.floor((whole % 3600) / 60)}分`;
}

/** "12/40 30% 3.2/秒 剩余9秒 文件名", without the bar. */
export function progressText({ done, total, label, elapsedMs, reused }: ProgressState): string {
  const rate = elapsedMs > 0 ? (done - reused) / (elapsedMs / 1000) : 0;
  const share = total > 0 ? `${Math.floor((done / total) * 100)}%` : '';
  const speed = rate > 0 ? `${rate >= 10 ? rate.toFixed(0) : rate.toFixed(1)}/秒` : '';
  const left = rate > 0 && done < total ? `剩余${chineseDuration((total - done) / rate)}` : '';
  return [`${done}/${total}`, share, speed, left, label].filter(Boolean).join(' ');
}

export function progressBar(state: ProgressState, width = 24): string {
  const filled = state.total > 0 ? Math.min(width, Math.round((state.done / state.total) * width)) : 0;
  return `[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${progressText(state)}`;
}

export interface Screen {
  isTTY: boolean;
  columns: number;
  write(text: string): void;
}

/** A bar that redraws itself on a terminal; elsewhere a plain line at the start, every tenth and the end. */
export class Progress {
  readonly #screen: Screen;
  readonly #title: string;
  readonly #now: Milliseconds;
  readonly #startedAt: number;
  #lastDrawn = Number.NEGATIVE_INFINITY;
  #lastTenth = -1;
  #reused: number | null = null;
  #drawn = false;

  constructor(screen: Screen, title: string, now: Milliseconds = Date.now) {
    this.#screen = screen;
    this.#title = title;
    this.#now = now;
    this.#startedAt = now();
  }

  /** The first call may report work of an earlier run; the rate counts only what comes after it. */
  update(done: number, total: number, label = ''): void {
    const now = this.#now();
    this.#reused ??= done > 1 ? done : 0;
    const state = { done, total, label, elapsedMs: now - this.#startedAt, reused: this.#reused };
    if (this.#screen.isTTY) this.#draw(state, now);
    else this.#line(state, now);
  }

  #draw(state: ProgressState, now: number): void {
    if (now - this.#lastDrawn < 100 && state.done < state.total) return;
    this.#lastDrawn = now;
    const text = `${this.#title} ${progressBar(state)}`;
    this.#screen.write(`\r\u001b[K${clip(text, this.#screen.columns - 1)}`);
    this.#drawn = true;
  }

  #line(state: ProgressState, now: number): void {
    const tenth = state.total > 0 ? Math.floor((state.done / state.total) * 10) : 0;
    if (tenth === this.#lastTenth && now - this.#lastDrawn < 30_000) return;
    this.#lastTenth = tenth;
    this.#lastDrawn = now;
    this.#screen.write(`${this.#title} ${progressText(state)}\n`);
  }

  /** Leaves the cursor on a fresh line. */
  end(): void {
    if (this.#drawn) this.#screen.write('\n');
    this.#drawn = false;
  }
}

/** Cuts at a display width; CJK characters take two columns. */
function clip(text: string, columns: number): string {
  let width = 0;
  let end = 0;
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
    if (width > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
}
