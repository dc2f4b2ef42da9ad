import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keep, recall } from '../../shared/storage.ts';
import type { Turn } from '../../shared/turn.ts';
import type { SearchHit } from '../../shared/types.ts';

/** What an agent had open in this tab. The server names nothing that is withdrawn; whoever read it out has to know which it was. */
export interface Opened {
  id: string;
  title: string;
  /** Instant (ISO). */
  at: string;
}

const most = 200;

export function openedBefore(): Opened[] {
  try {
    const stored: unknown = JSON.parse(recall('sessionStorage', 'opened') ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => typeof one?.id === 'string' && typeof one.title === 'string') : [];
  } catch {
    return [];
  }
}

/** Titles only, each item once, with the last time; the newest first. */
export function rememberOpened(items: { id: string; title: string }[], at = new Date()): void {
  const ids = new Set(items.map(({ id }) => id));
  const fresh = items.map(({ id, title }) => ({ id, title, at: at.toISOString() }));
  const others = openedBefore().filter(({ id }) => !ids.has(id));
  keep('sessionStorage', 'opened', JSON.stringify([...fresh, ...others].slice(0, most)));
}

interface OpenedHost extends ReactiveControllerHost {
  readonly hit: SearchHit | null;
  readonly turn: Turn | null;
}

/** Remembers what is opened, as soon as it is on the screen. */
export class DeskOpened implements ReactiveController {
  private readonly host: OpenedHost;
  /** Ids of what was open at the last look. */
  private seen = '';

  constructor(host: OpenedHost) {
    this.host = host;
    host.addController(this);
  }

  hostUpdated() {
    const { hit, turn } = this.host;
    const cited = turn?.state === 'done' ? turn.citations.map(({ documentId, title }) => ({ id: documentId, title })) : [];
    const seen = hit ? [{ id: hit.id, title: hit.title }] : cited;
    const key = seen.map(({ id }) => id).join();
    if (key !== this.seen && seen.length > 0) rememberOpened(seen);
    this.seen = key;
  }
}
