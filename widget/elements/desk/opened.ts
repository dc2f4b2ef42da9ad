import { keep, recall } from '../../shared/storage.ts';

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
