import { createRequire } from 'node:module';
import type { Jieba } from '@node-rs/jieba';
import { toIndexView } from './normalise.ts';
import { questionWording } from './question-words.ts';

const require = createRequire(import.meta.url);
let segmenter: Jieba | null = null;

/** The dictionary takes 5 MB and some tenths of a second, so it is read with the first text. */
function loadSegmenter(): Jieba {
  const jieba = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
  const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js');
  return jieba.Jieba.withDict(dict);
}

/** All words of a text in order, as the dictionary has them and without guesses; together they are the text. */
export function cutWords(text: string): string[] {
  segmenter ??= loadSegmenter();
  return segmenter.cut(text, false);
}

function wordsOf(text: string): string[] {
  segmenter ??= loadSegmenter();
  return segmenter
    .cut(toIndexView(text), true)
    .filter((word) => /^[\p{Script=Han}〇]{2,}$/u.test(word))
    .map((word) => `w${word}`);
}

/** Dictionary words of two and more characters, each with the prefix w so that none is taken for a bigram; space-separated. */
export function documentWords(text: string): string {
  return wordsOf(text).join(' ');
}

const spare = new Set(questionWording.map((word) => `w${word}`));

/** The same for a question: each once, without question wording. */
export function questionWords(text: string): string[] {
  return [...new Set(wordsOf(text).filter((word) => !spare.has(word)))];
}

/** Names of places in a question, each once, as the dictionary knows them. */
export function placesNamed(text: string): string[] {
  segmenter ??= loadSegmenter();
  const tagged = segmenter.tag(toIndexView(text), true);
  return [...new Set(tagged.filter(({ tag, word }) => tag === 'ns' && word.length >= 2).map(({ word }) => word))];
}

/** Of the parts of speech that name a matter; counting words, pronouns, adverbs and particles name none. */
const matterTag = /^(n|v|l|i|j|x|b|s)/;
/** 能领, 能办: the segmenter guesses words of them. */
const able = /^能[办领补报用拿交享换转落住提贷]$/;
const general = new Set([
  ...questionWording,
  '需要',
  '没有',
  '知道',
  '可以',
  '应该',
  '能够',
  '办理',
  '申请',
  '规定',
  '政策',
  '时候',
  '来电',
]);

/** The words of a question that name what it is about, each once: 无人机上户口怎么办 -> 无人机, 户口. */
export function matterWords(text: string): string[] {
  segmenter ??= loadSegmenter();
  const tagged = segmenter.tag(toIndexView(text), true);
  const words = tagged
    .filter(({ tag, word }) => matterTag.test(tag) && !general.has(word) && !able.test(word))
    .map(({ word }) => word);
  return [...new Set(words.filter((word) => /^(?![多几哪])[\p{Script=Han}〇]{2,}$/u.test(word)))];
}
