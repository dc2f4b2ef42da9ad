/**
 * Browser storage that may be switched off (private windows, embedded frames): a value that cannot be kept is forgotten.
 * Nothing personal is stored: a conversation's id, the reading mode, and on the desk page the key of this tab.
 */
function area(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return globalThis[kind] ?? null;
  } catch {
    return null;
  }
}

export function keep(kind: 'localStorage' | 'sessionStorage', name: string, value: string | null): void {
  try {
    if (value === null) area(kind)?.removeItem(`wence.${name}`);
    else area(kind)?.setItem(`wence.${name}`, value);
  } catch {
    // Full or forbidden: the value lives as long as the page.
  }
}

export function recall(kind: 'localStorage' | 'sessionStorage', name: string): string | null {
  try {
    return area(kind)?.getItem(`wence.${name}`) ?? null;
  } catch {
    return null;
  }
}
