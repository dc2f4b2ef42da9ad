/** Separators that Python counts as white space and JavaScript does not; JavaScript counts the byte order mark instead. */
const pythonSpaces = [0x1c, 0x1d, 0x1e, 0x1f, 0x85].map((code) => String.fromCharCode(code)).join('');
const whiteSpace = new RegExp(`[^\\S\\ufeff]|[${pythonSpaces}]`, 'g');

/**
 * Normalisation of the scoring rule: Unicode NFKC, all white space removed, lower case.
 * White space is what Python's `\s` means, so that an independent scorer in Python agrees.
 */
export function normaliseForScoring(text: string): string {
  return text.normalize('NFKC').replace(whiteSpace, '').toLowerCase();
}

/** Characters as a reader counts them, not UTF-16 units. */
export const lengthInCharacters = (text: string) => [...text].length;

/** Do two texts share a run of at least `least` characters? Shorter texts must contain one another. */
export function sharesRun(first: string, second: string, least = 12): boolean {
  const [a, b] = [[...normaliseForScoring(first)], [...normaliseForScoring(second)]];
  if (a.length < least || b.length < least) {
    const [left, right] = [a.join(''), b.join('')];
    return left !== '' && right !== '' && (right.includes(left) || left.includes(right));
  }
  const runs = new Set<string>();
  for (let start = 0; start + least <= b.length; start++) runs.add(b.slice(start, start + least).join(''));
  for (let start = 0; start + least <= a.length; start++) if (runs.has(a.slice(start, start + least).join(''))) return true;
  return false;
}

/** The last part of a path, with either slash. */
export const baseName = (path: string) => path.replaceAll('\\', '/').split('/').at(-1) ?? '';
