import { everydayWords } from '../../text/data/meaning-words.ts';
import { loadSynonyms } from '../../text/synonyms.ts';
import { canonical } from './canonical.ts';
import type { Figure } from './figures.ts';
import { type Phrase, readPhrase, type Statement, statementsOf } from './statements.ts';

/** A phrase of the evidence with the phrases whose conditions and topic it stands under. */
export interface Place {
  phrase: Phrase;
  statement: number;
  /** Its own and the ones above it. */
  scope: Phrase[];
  /** What its statement goes on with, up to the next figure. */
  tail: Phrase[];
}

/** Evidence, read once for all sentences that rest on it. */
export interface KnownText {
  /** Canonical text of the clauses, and with the titles and headings over them. */
  text: string;
  all: string;
  places: Place[];
  about: Phrase;
}

/** Reads quoted text; `about` is the title and headings it stands under. */
export function readEvidence(quoted: string, about: string): KnownText {
  const statements = statementsOf(quoted);
  const aboutText = canonical(about);
  return {
    text: canonical(quoted),
    all: `${canonical(quoted)} ${aboutText}`,
    places: statements.flatMap((statement, index) => placesOf(statement, index, statements)),
    about: readPhrase(aboutText),
  };
}

/** What an answer counts or pays. */
const isResult = (unit: string) => /^(?:元|美元|%|百分点|日|工作日|月|分|次|倍|小时|平方米|)$/.test(unit);

/** Ends like a case that something is ruled for: …的，…; …家庭，… */
const caseEnd = /(?:的|者|家庭|人员|残疾人|老年人|学生|职工|企业|单位|时|后|期间|岁|以上|以下|以内|情形|起|前|之日)$/;

const isBare = ({ figures }: Phrase) => figures.every(({ unit }) => !isResult(unit));

export const isCase = ({ text }: Phrase) => caseEnd.test(text);

/** A phrase that only says for whom or when, with or without figures, before the one that says what. */
export const isCondition = (phrase: Phrase, next: Phrase | undefined) =>
  next !== undefined && (isBare(phrase) || (caseEnd.test(phrase.text) && phrase.figures.length < 3));

/**
 * The phrases that each phrase of a statement stands under: conditions and topic before it. A case (…的) that comes after a result begins
 * a new one and takes the place of the cases before; the topic stays.
 */
function placesOf({ phrases }: Statement, index: number, statements: Statement[]): Place[] {
  const lent = topicsBefore(index, statements);
  let above: Phrase[] = [];
  let answered = false;
  return phrases.map((phrase, i) => {
    const head = leftOut.test(phrase.text) ? headOf(phrases[i - 1]) : [];
    const place = { phrase, statement: index, scope: [...lent, ...above, ...head, phrase], tail: tailOf(phrases, i) };
    if (isCondition(phrase, phrases[i + 1])) {
      if (answered && caseEnd.test(phrase.text)) above = above.filter(({ text }) => !caseEnd.test(text));
      above = [...above, phrase];
      answered = false;
    } else answered = true;
    return place;
  });
}

function tailOf(phrases: Phrase[], at: number): Phrase[] {
  const behind = phrases.slice(at + 1);
  const end = behind.findIndex((phrase) => !isBare(phrase) || caseEnd.test(phrase.text));
  return end < 0 ? behind : behind.slice(0, end);
}

const goesOn = /^(?:其中|另外|此外|同时|但|不过|对|上述|前款)/;
const listItem = /^(?:\(?[\d一二三四五六七八九十]+[)、.]|\d+\.\d+|[①-⑳]|第\d+[条项])/;
/** A topic has some length; a bare name before a comma (顺产，3200元) is a case. */
const topicLength = 9;
/** Where a statement begins with a measure alone, the head of the one before is left out: 满5年不足10年的. */
const headless = /^(?:年?满|不足|不满|未满|超过|\d)/;

/** Earlier statements lend their first phrase unless it is itself a case; one that goes on (其中…) takes all bare ones. */
function topicsBefore(index: number, statements: Statement[]): Phrase[] {
  const { text } = statements[index]!;
  const earlier = statements.slice(0, index);
  const topics = earlier.flatMap(({ text: whole, phrases }, i) => {
    if (goesOn.test(text) && i === index - 1) return phrases.filter(isBare);
    const [first] = phrases;
    const lends =
      first && isBare(first) && first.text.length >= topicLength && !listItem.test(whole) && !caseEnd.test(first.text);
    return lends ? [first] : [];
  });
  return headless.test(text) ? [...topics, ...headOf(earlier.at(-1)?.phrases[0])] : topics;
}

/** A phrase that begins with a limit goes on from the one before: 不得低于5%，不得高于12%. */
const leftOut = /^(?:年?满|不足|不满|未满|不?超过|不得|最[高低多少长短]|至少|\d)/;

/** What a phrase speaks of before it comes to a limit or figure. */
function headOf(phrase: Phrase | undefined): Phrase[] {
  const head = /^[^\d]*?(?=均?不得|年?满|不足|不满|未满|不?超过|最[高低多少长短]|\d)/.exec(phrase?.text ?? '')?.[0];
  return head ? [readPhrase(head)] : [];
}

/** Other places that hold a figure of the same kind: other cases of the same rule. */
export const rivalsOf = (place: Place, figure: Figure, { places }: KnownText): Place[] =>
  places.filter(
    (other) =>
      other !== place &&
      !place.scope.includes(other.phrase) &&
      other.phrase.figures.some(
        ({ unit, key }) => unit === figure.unit && (key !== figure.key || other.phrase.per.join() !== place.phrase.per.join()),
      ),
  );

export const scopeHas = (place: Place, word: string) => place.scope.some(({ text }) => text.includes(word));

/** The places that say nearly the same as a phrase, best first alike; figures count most. `without` is left out of the comparison. */
export function nearest(said: Phrase, known: KnownText, without = ''): { places: Place[]; share: number } {
  const bigrams = bigramsOf(without ? said.text.replaceAll(without, '') : said.text);
  const scored = known.places.map((place) => {
    const shared = [...bigrams].filter((pair) => place.phrase.text.includes(pair)).length;
    const figures = said.figures.filter(({ key }) => place.phrase.figures.some((figure) => figure.key === key)).length;
    return { place, shared, score: shared + figures * 8 };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const top = scored.filter(({ score }) => best > 0 && score === best);
  return { places: top.map(({ place }) => place), share: (top[0]?.score ?? 0) / Math.max(1, bigrams.size) };
}

export function bigramsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++)
    if (/^\p{Script=Han}{2}$/u.test(text.slice(i, i + 2))) pairs.add(text.slice(i, i + 2));
  return pairs;
}

/** Citizens' words with the official ones that mean the same; parts and neighbours (`part`, `near`) do not. */
const official = new Map<string, string[]>(everydayWords);
for (const { citizen, official: terms, relation } of loadSynonyms())
  if (['syn', 'abbr', 'coll', 'old'].includes(relation)) official.set(citizen, [...(official.get(citizen) ?? []), ...terms]);

/** Whether a word, its official form or its full name stands in a text: 公租房 is in 公共租赁住房, 镇政府 in 镇人民政府. */
export function holdsWord(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  if (official.get(word)?.some((form) => text.includes(form))) return true;
  return word.length >= 3 && isShortFormIn(text, word);
}

/** The letters in their order within a stretch hardly longer than a full name would be. */
export function isShortFormIn(text: string, word: string): boolean {
  const longest = word.length * 2 + 3;
  for (let from = text.indexOf(word[0]!); from >= 0; from = text.indexOf(word[0]!, from + 1)) {
    let at = from;
    for (const letter of word.slice(1)) {
      at = text.indexOf(letter, at + 1);
      if (at < 0) return false;
    }
    if (at - from < longest && !/[,，。；;]/.test(text.slice(from, at))) return true;
  }
  return false;
}
