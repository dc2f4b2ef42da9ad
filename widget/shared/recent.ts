import { keep, recall } from './storage.ts';

/** The desk's recent look-ups of this tab, newest first. They leave with the tab: a caller's words are not kept. */
const most = 8;

export function recentLookups(): string[] {
  try {
    const stored: unknown = JSON.parse(recall('sessionStorage', 'recent') ?? '[]');
    return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Puts a look-up first, once; a longer form of the newest one replaces it. */
export function withLookup(recent: string[], query: string): string[] {
  const [newest = ''] = recent;
  const others = recent.filter((text, index) => text !== query && !(index === 0 && query.startsWith(newest)));
  return [query, ...others].slice(0, most);
}

export function rememberLookup(query: string): string[] {
  const recent = withLookup(recentLookups(), query);
  keep('sessionStorage', 'recent', JSON.stringify(recent));
  return recent;
}
