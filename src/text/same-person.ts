import { visibleOnly } from './visible.ts';

/** The same name to whoever reads it: whatever its case, width, spaces and characters that nobody sees. */
export const samePerson = (a: string, b: string): boolean => nameKey(a) === nameKey(b);

const nameKey = (name: string) => visibleOnly(name).normalize('NFKC').replace(/\s/g, '').toLowerCase();
