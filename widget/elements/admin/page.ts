import { LitElement, type PropertyDeclarations } from 'lit';
import { isAbort } from '../../shared/api.ts';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { Action, Me } from '../../shared/staff-types.ts';
import { base } from '../../shared/theme.ts';
import { askToConfirm } from './parts/confirm.ts';
import { movedEvent, type Question, type Toast, toastEvent } from './parts/events.ts';
import { partStyles } from './parts/styles.ts';

/**
 * A page of /admin. The shell makes it, gives it these properties, and keeps it while only the rest of the address changes:
 * `#/entries/ID` gives `segments` ['ID'] to the page whose path is "entries". Begin the page with `pageHeader`.
 */
export class AdminPage extends LitElement {
  static override properties: PropertyDeclarations = {
    api: { attribute: false },
    me: { attribute: false },
    segments: { attribute: false },
  };
  declare api: StaffApi;
  declare me: Me;
  declare segments: string[];

  constructor() {
    super();
    this.segments = [];
  }

  may(action: Action): boolean {
    return this.me.actions.includes(action);
  }

  /** Is something typed that would be lost? Then the shell asks before it leaves the page. */
  unsaved(): boolean {
    return false;
  }

  /** Says what was done, with a way back where there is one. */
  say(text: string, undo?: Toast['undo']): void {
    this.toast({ text, ...(undo ? { undo } : {}) });
  }

  /** Says what went wrong, in the words of the API. */
  failed(error: unknown): void {
    if (isAbort(error)) return;
    this.toast({ text: error instanceof Error ? error.message : '出错了，请重试。', bad: true });
  }

  /** Asks before what hurts; true when the person goes on. */
  confirm(question: Question): Promise<boolean> {
    return askToConfirm(question);
  }

  /** Goes to another page, e.g. `go('entries', id)`. */
  go(...path: string[]): void {
    location.hash = addressOf(...path);
  }

  /** The same thing stands at another address from now on; nothing is loaded anew and the focus stays. */
  moved(...path: string[]): void {
    history.replaceState(null, '', addressOf(...path));
    this.dispatchEvent(new CustomEvent(movedEvent, { bubbles: true, composed: true }));
  }

  private toast(detail: Toast): void {
    this.dispatchEvent(new CustomEvent(toastEvent, { detail, bubbles: true, composed: true }));
  }

  static override styles = [base, partStyles];
}

/** For links: `href=${addressOf('entries', id)}`. */
export const addressOf = (...path: string[]): string => `#/${path.map(encodeURIComponent).join('/')}`;
