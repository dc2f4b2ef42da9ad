import {
  choiceWords,
  dutyWords,
  encourageWords,
  exceptionWords,
  mayWords,
  negators,
  roleWords,
} from '../../text/data/meaning-words.ts';
import { documentWords } from '../../text/words.ts';
import { canonical } from './canonical.ts';
import { type Figure, figuresOf, perOf } from './figures.ts';

export type Force = 'duty' | 'may' | 'encourage';

/** A stretch between commas, with everything on which its meaning turns. */
export interface Phrase {
  text: string;
  figures: Figure[];
  per: string[];
  /** Words of two and more characters; the value says whether they stand under a negation. */
  words: Map<string, boolean>;
  roles: { word: string; at: number; passive: boolean; by: boolean }[];
  force: Force | null;
  exception: boolean;
  /** Whether it denies anything at all. */
  denies: boolean;
  choice: boolean;
}

/** What ends with 。 or ；: phrases that belong together. */
export interface Statement {
  text: string;
  phrases: Phrase[];
}

const endOfStatement = /[。！？；;!?\n]+/;
/** A comma, a colon, and a 、 between two parts that each hold a figure. */
const endOfPhrase = /[，,：:]|(?<=\d[^，,、]{0,12})、(?=[^，,、]{0,14}\d)/;

/** Statements of a text; a row of a table is one statement, its cells the phrases. */
export function statementsOf(text: string): Statement[] {
  return rowsJoined(text)
    .split(endOfStatement)
    .map((part) => canonical(part).trim())
    .filter(Boolean)
    .map((statement) => ({ text: statement, phrases: phrasesOf(statement) }));
}

const phrasesOf = (statement: string): Phrase[] =>
  statement
    .split(endOfPhrase)
    .map((part) => part?.trim())
    .filter(Boolean)
    .map(readPhrase);

/** "区：高新区；小区：创智家园": the semicolons of a row part cells; header and value stay one phrase. */
function rowsJoined(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const cells = line.split('；');
      const isRow =
        cells.length > 1 && cells.filter((cell) => /^[^：。，]{1,40}：[^：]*$/.test(cell.trim())).length >= cells.length - 1;
      return isRow ? cells.map((cell) => cell.replace('：', ' ')).join('，') : line;
    })
    .join('\n');
}

export function readPhrase(text: string): Phrase {
  const per = perOf(text);
  return {
    text,
    figures: withFree(text, figuresOf(text)),
    per,
    words: wordsOf(text),
    roles: rolesOf(text),
    force: forceOf(text),
    exception: exceptionWords.test(text),
    denies: text.search(negators) >= 0,
    choice: choiceWords.test(text),
  };
}

/** 免费 and 不收费 are an amount too: none. */
const free = /(?<!不(?:享受|再|能)?)(?:免费|免收|免交|免缴|不收取?(?:任何)?费用?|不收费)/g;

function withFree(text: string, figures: Figure[]): Figure[] {
  const none = [...text.matchAll(free)].map(
    (match): Figure => ({
      key: '0元',
      value: '0',
      unit: '元',
      bound: null,
      per: [],
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  return [...figures, ...none];
}

/** A prohibition reaches to the end of its phrase, what is merely not so only to the next word: 未办理, 没有正当理由. */
const reachesFar = /^(?:不(?:得|能|可|予|再|准|许|要|用|必|需|会|享|属|列|计|适)|无[须需]|不是|非|禁止|严禁|停止|暂停|免)/;

function reachOf(text: string, at: number, end: number): number {
  if (!reachesFar.test(text.slice(at))) return end + /^(?:有|经|曾|能|因)*/.exec(text.slice(end))![0].length + 1;
  const stop = /的(?=人|单位|企业|家庭|机构)/.exec(text.slice(at));
  return stop ? at + stop.index : text.length;
}

/** Words with their polarity: the number of negators that reach them in the phrase, odd or even. */
function wordsOf(text: string): Map<string, boolean> {
  const marks = [...text.matchAll(negators)].map((match) => {
    const end = match.index + match[0].length;
    return { end, until: reachOf(text, match.index, end) };
  });
  const words = new Map<string, boolean>();
  let position = 0;
  for (const word of documentWords(text).split(' ').filter(Boolean)) {
    // The segmenter joins 未办理; the word is 办理.
    const plain = word.slice(1).replace(/^[未不没无](?=\p{Script=Han}{2})/u, '');
    const found = text.indexOf(plain, position);
    const at = found < 0 ? text.indexOf(plain) : found;
    if (found >= 0) position = found + plain.length;
    const negated = marks.filter(({ end, until }) => end <= at && at < until).length % 2 === 1;
    if (!words.has(plain) || !negated) words.set(plain, negated);
  }
  return words;
}

const byLength = [...new Set(roleWords)].sort((a, b) => b.length - a.length);
const rolePattern = new RegExp(byLength.join('|'), 'g');
/** Somebody that something is done for or to. */
const passiveBefore =
  /(?:向|给|到|交回)[^，,应要可能须将]{0,8}$|(?:凭|持|用|为|向|给|对|替|帮|与|和|同|从|经|按照?|交回|报|(?<!理)由?于)(?:其|本|所在|您的?|本市|当地|[省市区县镇乡各])*$/;

/** Whoever issued a paper does not act in the sentence: 公安机关签发的居住证. */
const namesOrigin = /^(?:依法)?(?:签发|核发|出具|开具|认定|指定|批准|规定|公布|颁发|发)的/;

function rolesOf(text: string): Phrase['roles'] {
  return [...text.matchAll(rolePattern)].map((match) => {
    const before = text.slice(0, match.index);
    const behind = text.slice(match.index + match[0].length);
    return {
      word: match[0],
      at: match.index,
      passive: passiveBefore.test(before.slice(-8)) || namesOrigin.test(behind),
      by: /由(?:其|本|所在|各?区|市|县|本市)*$/.test(before.slice(-6)),
    };
  });
}

function forceOf(text: string): Force | null {
  if (dutyWords.test(text)) return 'duty';
  if (encourageWords.test(text)) return 'encourage';
  return mayWords.test(text) ? 'may' : null;
}
