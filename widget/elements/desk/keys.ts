/** What the keys of the page do. */
export interface PageActions {
  search: () => void;
  copy: () => void;
  message: () => void;
  handOn: () => void;
  help: () => void;
  gap: () => void;
  error: () => void;
  undo: () => void;
  news: () => void;
}

/** By the place of the key: with Alt some keyboards write other characters. */
const withAlt: Record<string, keyof PageActions> = { KeyG: 'gap', KeyE: 'error', KeyZ: 'undo' };
const alone: Record<string, keyof PageActions> = {
  '/': 'search',
  c: 'copy',
  s: 'message',
  t: 'handOn',
  g: 'gap',
  e: 'error',
  n: 'news',
  '?': 'help',
  '？': 'help',
};

/** The action of a key pressed anywhere on the page; none in a dialog, and in a field only those with Alt and Esc. */
export function pageAction(event: KeyboardEvent, opened: boolean, actions: PageActions): (() => void) | null {
  const path = event.composedPath();
  const inField = /^(input|textarea|select)$/i.test((path[0] as HTMLElement).tagName);
  if (event.isComposing || path.some((node) => node instanceof HTMLDialogElement)) return null;
  if (event.altKey && !event.ctrlKey && !event.metaKey) return named(actions, withAlt[event.code]);
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Escape' && (!inField || opened)) return actions.search;
  return inField ? null : named(actions, alone[event.key.toLowerCase()]);
}

const named = (actions: PageActions, name: keyof PageActions | undefined) => (name ? actions[name] : null);
