import { misspellings, rightWords } from './data/misspellings.ts';
import { type Likeness, likenessOf, lookAlikes } from './look-alikes.ts';
import { cutWords } from './words.ts';

/** A word that may have been meant where another stands. Offsets are in the text. */
export interface TypoCandidate {
  start: number;
  end: number;
  from: string;
  to: string;
  likeness: Likeness | 'order';
  /** Where the word alone may be hit by chance: the pair that it makes with the character beside it, which the base must hold too. */
  beside?: string;
}

/** What a name ends with: the word before it may be unusual and right (医宝科技公司, 派卫路). */
const nameEnding = /^\p{Script=Han}{0,2}?(公司|科技|集团|小区|花园|大厦|家园|路|街|巷|村|镇|庄|酒店|超市)/u;
/** The hundred most usual surnames (2020 report of the Ministry of Public Security): after one at the head of a clause a given name follows. */
const surnameBefore =
  /(?:^|[，,。、；;]|我[叫是]|名叫)[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷龙史陶黎贺顾毛郝龚邵万钱严武莫孔]$/u;
/** Characters that stand alone in every sentence; a word of two is not made of one of them. */
const common = new Set(
  '的了吗呢吧啊么不没有是在要能会去到给我你他她它们都也还就和跟把被让从对为与及或个这那上下里来再又很只才以其之一二三四五六七八九十几多少大小人年月日号元领办交查发付买看问用拿算加未将向致中何仍新方直每各该带做最更再按据依如若则而且但因由使得已曾所高支升转住读病',
);
/** Titles and quoted names are left as they are. */
const quoted = /《[^》]*》|“[^”]*”|「[^」]*」|〔[^〕]*〕/gu;

/** Pairs of neighbouring Chinese characters, as the lexical index has them, with their place. */
export function neighbours(text: string): { pair: string; start: number }[] {
  const hidden = text.replace(quoted, (name) => ' '.repeat(name.length));
  return [...hidden.matchAll(/\p{Script=Han}(?=\p{Script=Han})/gu)].map(({ index }) => ({
    pair: hidden.slice(index, index + 2),
    start: index,
  }));
}

/**
 * Words that may have been meant, at the places where the base knows no pair of neighbouring characters (`unknown`: where such pairs begin). One
 * character is taken for another of the same or nearly the same sound or of like shape, or two stand in the wrong order, and a word of
 * the dictionary or of `terms` comes out. What is a word itself is left alone, but for usual misspellings.
 */
export function typoCandidates(text: string, unknown: ReadonlySet<number>, terms: readonly string[]): TypoCandidate[] {
  const found = [...misspelled(text, unknown), ...likeTerms(text, unknown, terms)];
  const single = singleCharacters(text);
  for (const start of unknown) {
    for (const place of [start, start + 1]) {
      if (single.has(place)) found.push(...replaced(text, place, unknown));
    }
    found.push(...reordered(text, start, unknown));
  }
  for (const place of single) found.push(...misspeltThings(text, place, unknown));
  const seen = new Set<string>();
  return found.filter(
    ({ start, end, to }) => !isGivenName(text, start, end) && !seen.has(`${start} ${to}`) && seen.add(`${start} ${to}`),
  );
}

const isGivenName = (text: string, start: number, end: number) => end - start === 2 && surnameBefore.test(text.slice(0, start));

function misspelled(text: string, unknown: ReadonlySet<number>): TypoCandidate[] {
  return misspellings.flatMap(([from, to]) =>
    placesOf(text, from)
      .filter((start) => holdsUnknown(start, start + from.length, unknown))
      .map((start): TypoCandidate => ({ start, end: start + from.length, from, to, likeness: likenessOf(from, to) ?? 'shape' })),
  );
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) places.push(at);
  return places;
}

const holdsUnknown = (start: number, end: number, unknown: ReadonlySet<number>) => {
  for (let at = start; at + 1 < end; at++) if (unknown.has(at)) return true;
  return false;
};

/** Names of matters that a stretch of the text nearly spells; a short one only where no word of the dictionary is broken for it. */
function likeTerms(text: string, unknown: ReadonlySet<number>, terms: readonly string[]): TypoCandidate[] {
  const single = singleCharacters(text);
  const found: TypoCandidate[] = [];
  for (const to of terms) {
    for (let start = 0; start + to.length <= text.length; start++) {
      if (!holdsUnknown(start, start + to.length, unknown)) continue;
      if (!sharesEnough(text, start, to)) continue;
      const from = text.slice(start, start + to.length);
      const likeness = likenessOf(from, to) ?? (isReordered(from, to) ? 'order' : null);
      const breaksWord = to.length <= 3 && [...from].some((character, i) => character !== to[i] && !single.has(start + i));
      if (likeness === null || breaksWord) continue;
      const isName = to.length === 3 && likeness === 'sound';
      if (isName || isSure({ from, to, likeness }, text.slice(start + 2)))
        found.push({ start, end: start + to.length, from, to, likeness });
    }
  }
  return found;
}

/** A quick look before characters are compared by sound: at most two may differ, and not half of them. */
function sharesEnough(text: string, start: number, word: string): boolean {
  let different = 0;
  for (let i = 0; i < word.length; i++) if (text[start + i] !== word[i]) different++;
  return different > 0 && different <= 2 && different * 2 <= word.length + 1;
}

/** True when one is the other with two neighbours exchanged. */
function isReordered(from: string, to: string): boolean {
  const at = [...from].findIndex((character, i) => character !== to[i]);
  return at >= 0 && from.slice(0, at) + from[at + 1] + from[at] + from.slice(at + 2) === to;
}

/** Places of the characters that the segmenter leaves alone and that are no part of a word it does not know. */
function singleCharacters(text: string): Set<number> {
  const places = new Set<number>();
  let at = 0;
  for (const word of cutWords(text)) {
    if (word.length === 1 && /\p{Script=Han}/u.test(word)) places.add(at);
    at += word.length;
  }
  for (const word of rightWords)
    for (const start of placesOf(text, word)) for (let i = 0; i < word.length; i++) places.delete(start + i);
  return places;
}

/** Characters looked at on each side: no word is longer. */
const around = 4;

function replaced(text: string, place: number, unknown: ReadonlySet<number>): TypoCandidate[] {
  const found: TypoCandidate[] = [];
  const left = Math.max(0, place - around);
  const before = text.slice(left, place);
  const after = text.slice(place + 1, place + 1 + around);
  for (const [character, likeness] of lookAlikes(text[place]!)) {
    const word = wordAt(before + character + after, before.length);
    if (!word) continue;
    const start = left + word.start;
    const end = start + word.text.length;
    if (!holdsUnknown(start, end, unknown)) continue;
    const from = text.slice(start, end);
    const candidate = { start, end, from, to: word.text, likeness };
    if (isSure(candidate, text.slice(end))) found.push(candidate);
    else if (likeness !== 'near_sound') found.push(...withNeighbour(text, place, candidate, unknown));
  }
  return found;
}

/**
 * A short word is soon hit by chance: tone or shape must be the same, no usual character may be taken for a slip, and of a word of two neither
 * character nor a name.
 */
function isSure({ from, to, likeness }: Pick<TypoCandidate, 'from' | 'to' | 'likeness'>, after: string): boolean {
  const slips = [...from].filter((character, i) => character !== to[i]);
  if (from.length >= 4) return slips.length === 1 || !slips.some((character) => common.has(character));
  if (likeness !== 'same_tone' && likeness !== 'shape') return false;
  if (from.length === 3) return !slips.some((character) => common.has(character));
  return ![...from].some((character) => common.has(character)) && !nameEnding.test(after);
}

/** The candidate with the pair beside its slip, which the slip has made unknown as well (资格忍证, 出生等记). */
function withNeighbour(text: string, place: number, candidate: TypoCandidate, unknown: ReadonlySet<number>): TypoCandidate[] {
  const { start, end, to } = candidate;
  if (!isTelling(text[place]) || nameEnding.test(text.slice(end))) return [];
  if (place === start && isTelling(text[start - 1]) && unknown.has(start - 1))
    return [{ ...candidate, beside: text[start - 1]! + to[0]! }];
  if (place === end - 1 && isTelling(text[end]) && unknown.has(place)) return [{ ...candidate, beside: to.at(-1)! + text[end]! }];
  return [];
}

const isTelling = (character: string | undefined) =>
  character !== undefined && /\p{Script=Han}/u.test(character) && !common.has(character);

/** What official names of things end with. */
const thing = new Set('证卡费金险率额表单期线款贷贴税种');

/** A word with a slip in place of such an ending (失业斤, 许可正), as some text may have it. */
function misspeltThings(text: string, place: number, unknown: ReadonlySet<number>): TypoCandidate[] {
  const start = place - 2;
  const from = text.slice(Math.max(0, start), place + 1);
  if (start < 0 || !unknown.has(place - 1) || thing.has(text[place]!) || !isTelling(text[place])) return [];
  if (![...from.slice(0, 2)].every(isTelling)) return [];
  return [...lookAlikes(text[place]!)]
    .filter(([character, likeness]) => thing.has(character) && likeness !== 'near_sound')
    .map(([character, likeness]) => ({ start, end: place + 1, from, to: from.slice(0, 2) + character, likeness }));
}

/** Two neighbours exchanged give a word of three and more characters that holds both. */
function reordered(text: string, start: number, unknown: ReadonlySet<number>): TypoCandidate[] {
  const left = Math.max(0, start - around);
  const changed = text.slice(left, start) + text[start + 1] + text[start] + text.slice(start + 2, start + 2 + around);
  const word = wordAt(changed, start - left);
  if (!word || word.text.length < 3 || left + word.start + word.text.length < start + 2) return [];
  const from = text.slice(left + word.start, left + word.start + word.text.length);
  const end = left + word.start + from.length;
  return from !== word.text && holdsUnknown(left + word.start, end, unknown)
    ? [{ start: left + word.start, end, from, to: word.text, likeness: 'order' }]
    : [];
}

/** The dictionary word of two and more characters that covers a place. */
function wordAt(text: string, place: number): { start: number; text: string } | null {
  let start = 0;
  for (const word of cutWords(text)) {
    if (place < start + word.length) return word.length >= 2 && /^\p{Script=Han}+$/u.test(word) ? { start, text: word } : null;
    start += word.length;
  }
  return null;
}
