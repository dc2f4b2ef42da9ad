import { findDocumentNumbers } from '../../../text/document-number.ts';
import { halfWidth, tight } from '../lines/spelling.ts';

/** Another document as a text names it: by title, by number or by both. */
export interface CitedDocument {
  title: string | null;
  number: string | null;
  /** Offsets of title and number in the text. */
  start: number;
  end: number;
}

const aliasBefore = /(?:简称|以下称|统称|称为|[（(]称|下称|合称)[为:：]?[“"]?$/;

/**
 * Every 《title》（number） of a text; titles inside titles are not taken apart. A number stands behind its title, in brackets or
 * not, or before it.
 */
export function citedDocuments(text: string): (CitedDocument & { title: string })[] {
  const cited: (CitedDocument & { title: string })[] = [];
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '《') continue;
    const end = closing(text, index);
    if (end < 0) break;
    const title = text.slice(index + 1, end).trim();
    if (!aliasBefore.test(text.slice(Math.max(0, index - 6), index)) && title.length >= 4)
      cited.push({ title, ...numberOf(text, index, end), start: index });
    index = end;
  }
  return cited;
}

function numberOf(text: string, start: number, close: number): { number: string | null; end: number } {
  const behind = text.slice(close + 1, close + 80);
  const bracket = /^\s*[（(〔[]\s*(?:\d{4}年)?([^）)]{2,60}(?:[〕\]）)]\s*第?\s*\d+\s*号)?)[）)]?/.exec(behind);
  const inside = bracket ? findDocumentNumbers(bracket[1]!)[0] : undefined;
  if (inside && inside.start <= 2) return { number: inside.normalised, end: close + 1 + bracket![0].length };
  const bare = findDocumentNumbers(behind)[0];
  if (bare && bare.start === 0) return { number: bare.normalised, end: close + 1 + bare.end };
  const before = findDocumentNumbers(text.slice(Math.max(0, start - 40), start)).at(-1);
  const touches = before && /^(?:文件?|发布的|印发的|公布的)?$/.test(text.slice(Math.max(0, start - 40) + before.end, start));
  return { number: touches ? before.normalised : null, end: close + 1 };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < Math.min(text.length, open + 200); index++) {
    if (text[index] === '《') depth++;
    if (text[index] === '》' && --depth === 0) return index;
  }
  return -1;
}

/** Documents named by title or, as in "云府〔2010〕5号文同时废止", by their number alone; in order. */
export function namedDocuments(text: string): CitedDocument[] {
  const titled = citedDocuments(text);
  const alone = findDocumentNumbers(text)
    .filter(
      ({ start, end, normalised }) =>
        !/^[〔令公]/.test(normalised) && !within(titled, start, end) && !titled.some((t) => t.number === normalised),
    )
    .map(({ start, end, normalised }): CitedDocument => ({ title: null, number: normalised, start, end }));
  return [...titled, ...alone].sort((a, b) => a.start - b.start);
}

const within = (cited: CitedDocument[], start: number, end: number) =>
  cited.some((document) => start < document.end && end > document.start);

/** Short names that the text gives to others: 《…通知》（…，以下简称《通知》）. */
export function aliasesIn(paragraphs: string[]): Map<string, CitedDocument> {
  const aliases = new Map<string, CitedDocument>();
  for (const paragraph of paragraphs) {
    const text = halfWidth(paragraph);
    for (const match of text.matchAll(/(?:以下|下称|简称|下文)[^《》。;]{0,8}《([^《》]{2,20})》/gu)) {
      const meant = citedDocuments(text.slice(0, match.index)).at(-1);
      const alias = tight(match[1]!);
      if (meant && match.index - meant.end < 40 && !aliases.has(alias)) aliases.set(alias, meant);
    }
  }
  return aliases;
}

/** Cited documents with the short names put back to what they stand for. */
export function resolveAliases(text: string, aliases: Map<string, CitedDocument>): CitedDocument[] {
  const named = namedDocuments(text);
  const short = [...text.matchAll(/《([^《》]{2,20})》/gu)].flatMap((match): CitedDocument[] => {
    const meant = aliases.get(tight(match[1]!));
    const isDefinition = aliasBefore.test(text.slice(Math.max(0, match.index - 6), match.index));
    if (!meant || isDefinition) return [];
    return [{ title: meant.title, number: meant.number, start: match.index, end: match.index + match[0].length }];
  });
  const rest = named.filter(({ start }) => !short.some((alias) => alias.start === start));
  return [...rest, ...short].sort((a, b) => a.start - b.start);
}
