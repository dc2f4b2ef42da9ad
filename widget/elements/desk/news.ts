import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbort } from '../../shared/api.ts';
import type { StaffApi } from '../../shared/staff-api.ts';
import type { WhatChanged } from '../desk-changes/desk-changes.ts';
import type { DeskSession } from './session.ts';

interface NewsHost extends ReactiveControllerHost {
  readonly session: DeskSession;
}

/** What changed since the last shift, for those who have signed in. */
export class DeskNews implements ReactiveController {
  told: WhatChanged | null = null;
  /** Days back as text; empty for the last shift. */
  period = '';
  problem = '';
  private readonly host: NewsHost;

  constructor(host: NewsHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {}

  /** How much is new to this person. To somebody who was never here before every text is, so only what came of their reports counts. */
  get fresh(): number {
    if (!this.told) return 0;
    const { first, changes, reports } = this.told;
    return (first ? 0 : changes.length) + reports.length;
  }

  async read(period = this.period): Promise<void> {
    const { session } = this.host;
    if (!session.me) return;
    this.period = period;
    this.problem = '';
    try {
      const staff = session.api as StaffApi;
      this.told = await staff.get<WhatChanged>('v1/staff/changes', { since: sinceOf(period), channel: session.channel });
    } catch (error) {
      if (!isAbort(error)) this.problem = error instanceof Error ? error.message : '没有读到，请重试。';
    }
    this.host.requestUpdate();
  }

  clear() {
    Object.assign(this, { told: null, period: '', problem: '' });
  }
}

/** 00:00 in Shanghai, so many days back; 1 is today. */
function sinceOf(period: string): string {
  if (!period) return '';
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(
    Date.now() - (Number(period) - 1) * 86_400_000,
  );
  return `${day}T00:00:00+08:00`;
}
