/**
 * Normalisation of the scoring rule: Unicode NFKC, all white space removed, lower case.
 * White space is what Python's `\s` means, so that an independent scorer in Python agrees.
 */
export function normaliseForScoring(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts these four separators as white space
  return text
    .normalize('NFKC')
    .replace(/[^\S\ufeff]|[\x1c-\x1f\x85]/g, '')
    .toLowerCase();
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
