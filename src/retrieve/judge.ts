import type { Ranker } from '../models/contract.ts';
import { documentTerms, placesNamed, questionTerms, questionWords } from '../text/terms.ts';
import { lacksAskedUnit } from './answer-shapes.ts';
import type { Candidate, Judgement, UnderstoodQuestion } from './contract.ts';
import { judgeModelFor } from './judge-weights.ts';
import { rankedSentence } from './ranked-text.ts';
import { type RareTerm, raritiesOf } from './rarity.ts';
import { type Reading, type ReadingParts, readEvidence } from './reading/read.ts';
import type { ScoredUnits } from './reading/score-units.ts';
import type { ChosenUnit } from './reading/select-units.ts';
import { titleOf } from './reading/units.ts';
import { readingWeights } from './reading/weights.ts';
import { speaksOfOtherCity } from './schemes.ts';

/**
 * Is the best evidence enough to answer? A logistic model over recorded features; its weights are data (judge-weights.ts).
 * It judges the very sentences that would be the answer. Nothing found is probability 0.
 */
export async function judgeEvidence(
  parts: ReadingParts,
  question: UnderstoodQuestion,
  candidates: Candidate[],
): Promise<Judgement> {
  const reading = await readEvidence(parts, question, candidates);
  if (reading.sentences.length === 0) return { probability: candidates[0]?.faq ? 0.5 : 0, features: {}, reading };
  const features = await judgeFeatures(parts, question, candidates, reading);
  const { intercept, weights } = judgeModelFor(features);
  const logit = Object.entries(weights).reduce((sum, [name, weight]) => sum + weight * (features[name] ?? 0), intercept);
  return { probability: 1 / (1 + Math.exp(-logit)), features, reading };
}

/** What each figure means stands beside it; shares weigh words by their rarity in the base. */
async function judgeFeatures(
  parts: ReadingParts,
  question: UnderstoodQuestion,
  candidates: Candidate[],
  reading: Reading,
): Promise<Record<string, number>> {
  const answer = reading.sentences.map((sentence) => sentence.text).join('\n');
  const headings = [
    ...new Set(reading.sentences.flatMap((sentence) => [titleOf(sentence.candidate), ...sentence.clause.headings])),
  ].join('\n');
  const official = question.expansions.map((expansion) => expansion.term).join(' ');
  const seen = `${answer}\n${headings}\n${official}`;
  const rarity = await wordRarity(parts, questionWords(question.text));
  const words = [...rarity.keys()];
  const missing = words.filter((word) => !seen.includes(word));
  const mass = (some: string[]) => some.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);
  const read = reading.sentences[0]?.candidate as Candidate;
  const document = candidates.filter(({ view }) => view.itemId === read.view.itemId);
  const known = document.map(textOf).join('\n');
  const asked = await raritiesOf(parts.store, questionTerms(question.text));
  const named = (word: string) => known.includes(word) || official.includes(word);
  const scoreOf = (candidate: Candidate | undefined) => candidate?.score ?? 0;
  const own = Math.max(...document.map(scoreOf));
  const other = candidates.find((candidate) => candidate.view.itemId !== read.view.itemId);
  return {
    // The most that the ranker says of any sentence, to the thing asked that is answered worst; what it says of the whole answer.
    ...(parts.ranker
      ? { ranker: Math.min(...reading.weighed.map(mostOfRanker)), whole: await wholeAnswer(parts.ranker, question, reading) }
      : {}),
    // Nearness in meaning of question and chunk, 0..1.
    cosine: Math.max(...document.map(({ features }) => features.cosine ?? 0)),
    // How far the nearest chunk of all stands before the fourth: what everything is equally near to, nothing answers.
    standsOut: standsOut(candidates),
    // Natural logarithm of the question's characters: every share and nearness falls with it.
    length: Math.log(question.text.length),
    // Weight of the question's words that the answer and its headings hold, and of those they do not; share held.
    matched: Math.min(5, mass(words) - mass(missing)),
    missed: Math.min(5, mass(missing)),
    held: mass(words) === 0 ? 0 : 1 - mass(missing) / mass(words),
    // Share of the asked terms, those unknown to the base included, that the chunk and its headings hold, and the whole document's candidates; share unknown.
    told: share(asked, termsIn(textOf(read))),
    toldByDocument: share(asked, termsIn(known)),
    unknown: unknownShare(asked),
    // How many places asked about stand neither in the document's chunks nor in its title.
    missingPlaces: Math.min(2, placesNamed(question.text).filter((word) => !named(word)).length),
    // Things with an official name (…费, …证, …金) that are asked about and that no candidate names.
    unnamedMatters: Math.min(2, unnamedMatters(question.text, missing, candidates, official).length),
    // Whether a unit that the question names (几天, 多少元) stands nowhere in the answer.
    unitMissing: reading.facets.some((facet) => lacksAskedUnit(facet.text, answer)) ? 1 : 0,
    // How far the item that was read stands before (or behind) the best other one.
    lead: Math.max(-0.3, Math.min(0.3, own - scoreOf(other))),
    // Whether the text is of another scheme, district, city or year than the one asked about.
    otherScheme: isOfAnother(read) || isOfOtherCity(question, read, candidates) ? 1 : 0,
    // Whether the question names the document.
    named: read.features.namedDocument || read.features.namedTitle ? 1 : 0,
  };
}

/** What the ranker says of the whole answer, as far as it reads. */
async function wholeAnswer(ranker: Ranker, question: UnderstoodQuestion, { sentences }: Reading): Promise<number> {
  const [{ clause, candidate }] = sentences as [ChosenUnit, ...ChosenUnit[]];
  const text = rankedSentence(clause, titleOf(candidate), sentences.map((one) => one.text).join(''));
  return (await ranker.score(question.text, [text]))[0]!;
}

const mostOfRanker = ({ units }: ScoredUnits) => Math.max(...units.map(({ ranker }) => ranker ?? Number.NEGATIVE_INFINITY));

function standsOut(candidates: Candidate[]): number {
  const [first = 0, ...others] = candidates
    .filter(({ features }) => !features.otherScheme)
    .slice(0, readingWeights.poolDepth)
    .map(({ features }) => features.cosine ?? 0)
    .toSorted((a, b) => b - a);
  return Math.min(mostStandsOut, first - (others[2] ?? others.at(-1) ?? first));
}

/** In a base of a few texts everything stands far apart. */
const mostStandsOut = 0.2;

const termsIn = (text: string) => new Set(documentTerms(text).split(' '));

const massOf = (terms: RareTerm[]) => terms.reduce((sum, { rarity }) => sum + rarity, 0);
const share = (asked: RareTerm[], held: Set<string>) =>
  asked.length === 0 ? 0 : massOf(asked.filter(({ term }) => held.has(term))) / massOf(asked);
const unknownShare = (asked: RareTerm[]) =>
  asked.length === 0 ? 0 : massOf(asked.filter(({ known }) => !known)) / massOf(asked);

const textOf = (candidate: Candidate) =>
  [titleOf(candidate), ...(candidate.view.clause?.headings ?? []), candidate.view.clause?.text ?? ''].join('\n');

/** Endings of the names that matters have in official language: fees, funds, lines, certificates, insurances, rates, taxes. */
const officialName = /(费|金|线|证|险|率|额|款|贴|贷|税|报|保|价|券|照|籍|考|伤)$/;
/** Words with such an ending that name an act or a kind and no matter of their own. */
const everydayName =
  /^(收费|缴费|交费|付费|免费|名额|限额|金额|总额|差额|专线|热线|在线|上线|办证|持证|保证|上报|申报|填报|汇报|报考|受伤)$/;

/** Kinds of matters whose own name stands before them: 育儿补贴, 食品经营许可证, 某某小学. */
const namedKinds = /(\p{Script=Han}{2})(补贴|津贴|补助|贷款|保险|许可证|登记证|小学|中学|大学|医院)/gu;
/** Two characters that are no name but a verb or a particle before the kind. */
const noName = /[的了有是领拿给发交缴补办买去在和或及与上读]|申请|办理|享受|购买|参加|缴纳|多少|什么|各类|相关|这项|那项|其他/;

/** Official names in the question that neither a candidate nor an official word for the citizen's word holds. */
function unnamedMatters(question: string, missing: string[], candidates: Candidate[], official: string): string[] {
  const all = [
    official,
    ...candidates.flatMap(({ view, document }) => [document?.document.title ?? '', view.clause?.text ?? '']),
  ].join('\n');
  const isNamed = (word: string) => all.includes(word) || (word.length >= 4 && all.includes(word.slice(-2)));
  const words = missing.filter((word) => officialName.test(word) && !everydayName.test(word) && !isNamed(word));
  // "器具补贴" is named by "器具适配补贴".
  const kinds = [...question.matchAll(namedKinds)].filter(
    ([, name = '', kind = '']) => !noName.test(name) && !new RegExp(`${name}.{0,6}${kind}`).test(all),
  );
  return [...new Set([...words, ...kinds.map(([whole]) => whole)])];
}

const isOfAnother = ({ features }: Candidate) => Boolean(features.otherScheme || features.otherDistrict || features.otherYear);

/** A rule of a city or district answers for no other city; laws and a province's rules may. */
const isOfOtherCity = (question: UnderstoodQuestion, read: Candidate, candidates: Candidate[]) =>
  ['city', 'district'].includes(read.document?.document.jurisdiction.level ?? '') &&
  speaksOfOtherCity(
    question.text,
    candidates.map((candidate) => `${textOf(candidate)}\n${candidate.document?.document.issuer ?? ''}`),
  );

/** The question's words without the segmenter's mark, each with its rarity in the base: 0 common, 1 in no clause. */
async function wordRarity(parts: ReadingParts, marked: string[]): Promise<Map<string, number>> {
  const words = marked.map((word) => word.replace(/^w/, ''));
  const terms = new Map(words.map((word) => [word, questionTerms(word)]));
  const { chunks, frequency } = await parts.store.search.termStatistics([...terms.values()].flat());
  const rarity = (term: string) => Math.log((chunks + 1) / ((frequency.get(term) ?? 0) + 0.5)) / Math.log(chunks + 2);
  return new Map(words.map((word) => [word, Math.max(0, ...(terms.get(word) ?? []).map(rarity))]));
}
