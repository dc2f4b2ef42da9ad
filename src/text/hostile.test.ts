import { describe, expect, it } from 'vitest';
import { findDates, findDurations } from './dates.ts';
import { findDocumentNumbers } from './document-number.ts';
import { soundShare } from './garble.ts';
import { stripInvisible, toIndexViewWithMap } from './normalise.ts';
import { findNumbers, numberVariants } from './numbers.ts';
import { redact } from './personal-data.ts';
import { quantitiesIn, rangesIn } from './ranges.ts';
import { looksEnglish, toSimplified } from './script.ts';
import { splitSentences } from './sentences.ts';
import { blockedTerms, expand, loadSynonyms } from './synonyms.ts';
import { documentTerms, questionTerms } from './terms.ts';

const synonyms = loadSynonyms();
const readers: [string, (text: string) => unknown][] = [
  ['stripInvisible', stripInvisible],
  ['toIndexViewWithMap', toIndexViewWithMap],
  ['findNumbers', findNumbers],
  ['numberVariants', numberVariants],
  ['findDocumentNumbers', findDocumentNumbers],
  ['findDates', findDates],
  ['findDurations', findDurations],
  ['quantitiesIn', quantitiesIn],
  ['rangesIn', rangesIn],
  ['documentTerms', documentTerms],
  ['questionTerms', questionTerms],
  ['splitSentences', splitSentences],
  ['redact', redact],
  ['soundShare', soundShare],
  ['toSimplified', toSimplified],
  ['looksEnglish', looksEnglish],
  ['expand', (text) => expand(text, synonyms)],
  ['blockedTerms', (text) => blockedTerms(text, synonyms)],
];
/** Runs that make a careless pattern look back again and again; a quadratic reader would not end within the time limit of a test. */
const seeds = [
  '一',
  '十',
  '1',
  ' ',
  '○',
  '令',
  '第',
  '（',
  '《',
  '〔',
  '«',
  '»',
  '<<',
  '《《一》（号号，',
  'a',
  '.',
  '-',
  '省',
  '路1号',
  '１',
  '\u200b',
  '\u0301',
  '。',
  '“',
  '1-',
  '(2022)',
  '2022-',
  '\ud800',
  '医保',
  '\n',
];

describe('hostile texts', () => {
  it.each(readers)('do not hold up %s', (_name, read) => {
    for (const seed of seeds) {
      const run = seed.repeat(Math.ceil(50_000 / seed.length));
      expect(() => read(`${run}13号年`)).not.toThrow();
    }
  });
});
