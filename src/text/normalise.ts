import { radicalPairs } from './data/radicals.ts';

/**
 * Characters that nobody sees and that hide text from a check: soft hyphen, combining grapheme joiner, zero-width and bidi
 * controls, BOM, variation selectors, tag characters, interlinear annotation, Hangul and Mongolian fillers.
 */
const invisible = /\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu;

/** Removes the invisible characters (before any check, so that none is passed by what nobody sees). */
export function stripInvisible(text: string): string {
  return text.replace(invisible, '');
}

/** A text derived from another one; `map[i]` is the offset in the input of UTF-16 unit i, `map[text.length]` the input's length. */
export interface MappedText {
  text: string;
  map: number[];
}

const radicals = new Map(
  Array.from({ length: radicalPairs.length / 2 }, (_, index) => [radicalPairs[index * 2]!, radicalPairs[index * 2 + 1]!]),
);

/** A run of characters that stay as they are, or one user-perceived unit: a code point with its combining marks, which NFKC may compose. */
const unitPattern = /(?<plain>[\u4e00-\u9fff0-9a-z \n、。《》“”]+(?!\p{M}))|\P{M}\p{M}*|\p{M}+/gu;

/** Invisible characters out, radicals to characters, NFKC, lower case; unit by unit, with the offset of each. */
function foldCharacters(text: string): MappedText {
  const map: number[] = [];
  let folded = '';
  for (const match of text.matchAll(unitPattern)) {
    const { plain } = match.groups!;
    const unit = plain ?? foldUnit(match[0]);
    for (let index = 0; index < unit.length; index++) map.push(match.index + (plain === undefined ? 0 : index));
    folded += unit;
  }
  map.push(text.length);
  return { text: folded, map };
}

function foldUnit(unit: string): string {
  const visible = stripInvisible(unit);
  return (radicals.get(visible) ?? visible).normalize('NFKC').toLowerCase();
}

/** Replaces matches; every unit of a replacement points to the start of what it replaces, equal prefixes keep their own place. */
function replaceMapped({ text, map }: MappedText, pattern: RegExp, replacement: (match: RegExpExecArray) => string): MappedText {
  let result = '';
  const resultMap: number[] = [];
  let position = 0;
  const copy = (until: number) => {
    result += text.slice(position, until);
    for (let index = position; index < until; index++) resultMap.push(map[index]!);
  };
  for (const match of text.matchAll(pattern)) {
    copy(match.index);
    const changed = replacement(match);
    const sameLength = changed.length === match[0].length;
    for (let index = 0; index < changed.length; index++) resultMap.push(map[match.index + (sameLength ? index : 0)]!);
    result += changed;
    position = match.index + match[0].length;
  }
  copy(text.length);
  resultMap.push(map[text.length]!);
  return { text: result, map: resultMap };
}

const chineseDigit = '一二三四五六七八九〇零';

/** `sign` is a quick test: without it the pattern, which may look around, is not tried. */
interface ContextRule {
  sign: RegExp;
  pattern: RegExp;
  write: (match: RegExpExecArray) => string;
}

/** What a reader takes for the same sign: title brackets, the zero of a date, the brackets of a document number, dashes between digits. */
const contextRules: ContextRule[] = [
  { sign: /<</, pattern: /<<(?=[^<>\n]*\p{Script=Han})([^<>\n]*)>>/gu, write: (match) => `《${match[1]}》` },
  { sign: /«/, pattern: /«(?=[^«»]{0,40}\p{Script=Han})/gu, write: () => '《' },
  { sign: /»/, pattern: /(?<=\p{Script=Han}[^«»]{0,40})»/gu, write: () => '》' },
  {
    // 二○○四年, 二OO四年, 二00四年
    sign: /[○◯o0]/,
    pattern: new RegExp(`[${chineseDigit}○◯o0]{2,4}(?=\\s*年)`, 'gu'),
    write: (match) => (/[一二三四五六七八九]/.test(match[0]) ? match[0].replace(/[○◯o0]/g, '〇') : match[0]),
  },
  {
    // 第一○五条, but not 王○○
    sign: /[○◯]/,
    pattern: new RegExp(`(?<=[${chineseDigit}十百千][○◯]{0,4})[○◯]|[○◯](?=[○◯]{0,4}[${chineseDigit}])`, 'gu'),
    write: () => '〇',
  },
  {
    sign: /\d\s{0,4}号/,
    pattern:
      /\s{0,4}[[(〔【〖{]\s{0,4}((?:19|20)\d{2})\s{0,4}年?\s{0,4}[\])〕】〗}]\s{0,4}第?\s{0,4}(\d{1,6}(?:\s?-\s?\d{1,6})?)\s{0,4}号/gu,
    write: (match) => `〔${match[1]}〕${match[2]!.replace(/\s/g, '').replace(/^0+(?=\d)/, '')}号`,
  },
  { sign: /[‐‑‒–—−]/, pattern: /(?<=\d)[‐‑‒–—−](?=\d)/gu, write: () => '-' },
];

/** The index view with its way back to the input. Pure; O(length). */
export function toIndexViewWithMap(text: string): MappedText {
  let view = foldCharacters(text);
  for (const { sign, pattern, write } of contextRules) {
    if (sign.test(view.text)) view = replaceMapped(view, pattern, write);
  }
  return view;
}

/** What is searched: the same words in one spelling, lower case. Never shown to people. */
export function toIndexView(text: string): string {
  return toIndexViewWithMap(text).text;
}
