import type { Viewer } from '../domain/access.ts';
import type { DocumentRecord } from '../domain/document.ts';
import { outOfForce, validityOn } from '../domain/validity.ts';
import type { Candidate, UnderstoodQuestion } from '../retrieve/contract.ts';
import { isOtherDistrict } from '../retrieve/rank.ts';
import { type Unit, unitsWithin } from '../retrieve/reading/units.ts';
import { speaksOfOtherGroup, speaksOfOtherScheme } from '../retrieve/schemes.ts';
import { answerWeights } from './answer-weights.ts';
import { matterOf } from './matter.ts';
import { canonical } from './support/canonical.ts';
import { type Figure, figuresOf } from './support/figures.ts';
import type { AnswerParts, Judged } from './values.ts';

/** Two documents in force that give different figures for the same thing. */
export interface Disagreement {
  /** The sentence that was chosen, and the other document's. */
  own: Unit;
  other: Unit;
  prevails: 'own' | 'other' | null;
  /** Why, for people; empty where it cannot be said. */
  because: string;
}

/**
 * The first of the best sentences with which another document in force disagrees: about the same matter, for the same place and people,
 * with another figure in a phrase that says the same otherwise. Null where a higher text leaves the figure to the lower one.
 */
export async function disagreementIn(judged: Judged, parts: AnswerParts): Promise<Disagreement | null> {
  const { understood, judgement, viewer } = judged;
  const { sentences, weighed } = judgement.reading;
  for (const { units } of weighed) {
    const own = units.find((unit) => sentences.some((chosen) => chosen.needed && isSame(chosen, unit)));
    if (!own || own.clause.kind === 'table_row') continue;
    for (const candidate of documentsOfMatter(own, judged)) {
      const clauses = await parts.store.content.clauses(candidate.view.itemId, viewer, candidate.view.versionId);
      const other = mostAlike(own, unitsWithin(candidate, clauses), understood.text);
      const ruled = other && (await whichPrevails(own, other, viewer, parts));
      if (other && ruled) return { own, other, ...ruled };
    }
  }
  return null;
}

const isSame = (a: Unit, b: Unit) => a.clause.id === b.clause.id && a.start === b.start;

/** Other documents among the candidates that lay down rules on the matter of the sentence's own. */
function documentsOfMatter(own: Unit, { candidates, understood }: Judged): Candidate[] {
  const cities = new Set(
    candidates.flatMap(({ document }) =>
      document?.document.jurisdiction.level === 'city' ? document.document.jurisdiction.path.at(-1) : [],
    ),
  );
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    if (!candidate.document || candidate.features.otherScheme || seen.has(candidate.view.itemId)) return false;
    seen.add(candidate.view.itemId);
    return sameMatter(own.candidate, candidate, understood, cities.size === 1);
  });
}

function mostAlike(own: Unit, units: Unit[], asked: string): Unit | null {
  const others = units
    .filter(({ clause }) => clause.kind !== 'table_row')
    .map((unit) => ({ unit, alike: contradiction(own.text, unit.text, asked) }))
    .filter(({ unit, alike }) => alike > 0 && !differ(speaksOfOtherScheme, own, unit) && !differ(speaksOfOtherGroup, own, unit))
    // The same sentence may stand in a clause and in an item of it: the shorter one is meant.
    .sort((a, b) => b.alike - a.alike || a.unit.text.length - b.unit.text.length);
  return others[0]?.unit ?? null;
}

const differ = (speaks: (one: string, other: string) => boolean, a: Unit, b: Unit) =>
  speaks(a.text, b.text) || speaks(b.text, a.text);

const recordOf = ({ document }: Candidate) => document?.document ?? null;

/** Only texts that lay down rules can disagree; explanations, news and drafts repeat or propose. */
const ruling = new Set<DocumentRecord['kind']>(['policy', 'notice', 'guide']);

function sameMatter(own: Candidate, other: Candidate, { text: asked, asOf }: UnderstoodQuestion, oneCity: boolean): boolean {
  const [one, two] = [recordOf(own), recordOf(other)];
  if (!one || !two || one.id === two.id) return false;
  if ([one, two].some((record) => !ruling.has(record.kind) || outOfForce(validityOn(record, asOf)))) return false;
  if (!samePlace(one, two, oneCity) || [one, two].some((record) => isOtherDistrict(asked, record))) return false;
  const [a, b] = [matterOf(one), matterOf(two)];
  return Math.min(a.length, b.length) >= answerWeights.matterLength && (a.includes(b) || b.includes(a));
}

/** The one's place is the other's or lies in it. A district whose city nobody wrote lies in the only city there is. */
function samePlace(one: DocumentRecord, two: DocumentRecord, oneCity: boolean): boolean {
  const [high, low] = levelOf(one) <= levelOf(two) ? [one, two] : [two, one];
  const place = high.jurisdiction.path.at(-1);
  if (place === undefined || low.jurisdiction.path.length === 0) return false;
  if (low.jurisdiction.path.includes(place) || low.issuer?.includes(place)) return true;
  return (
    oneCity && high.jurisdiction.level === 'city' && low.jurisdiction.level === 'district' && low.jurisdiction.path.length === 1
  );
}

const levels: DocumentRecord['jurisdiction']['level'][] = ['country', 'province', 'city', 'district'];
const levelOf = ({ jurisdiction }: DocumentRecord) => levels.indexOf(jurisdiction.level);

/** A figure of one phrase that another text may give otherwise; `unit` is what it counts. */
interface Stated {
  value: string;
  unit: string;
  upper: boolean | null;
  /** The phrase without figures and function words. */
  said: string;
}

/** How alike two phrases are that say the same but for their one figure, and say it of what is asked about; 0 where there are none. */
function contradiction(one: string, two: string, asked: string): number {
  const [mine, theirs] = [statedIn(one), statedIn(two)];
  const alike = mine.flatMap((a) =>
    theirs
      .filter((b) => a.unit === b.unit && a.value !== b.value && (a.upper === null || b.upper === null || a.upper === b.upper))
      .map((b) => likeness(a.said, b.said, asked)),
  );
  // Where one of the other's phrases gives the same figure, it gives this one for another case.
  const agrees = mine.some((a) => theirs.some((b) => a.unit === b.unit && a.value === b.value));
  return agrees ? 0 : Math.max(0, ...alike);
}

/** Share of the shorter phrase's pairs of characters that the other one must hold. */
const neededShare = 0.6;

function likeness(one: string, two: string, asked: string): number {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  const pairs = pairsOf(short);
  const shared = pairs.filter((pair) => long.includes(pair));
  const share = shared.length / (pairs.length || 1);
  return share >= neededShare && shared.some((pair) => asked.includes(pair)) ? share : 0;
}

const pairsOf = (text: string) => [...new Set([...text].slice(1).map((character, i) => `${[...text][i]}${character}`))];

const upper = new Set<Figure['bound']>(['most', 'under', 'within', 'before', 'to']);
/** Units of places in a text; they count nothing. */
const placeUnits = new Set(['条', '款', '项', '号', '章', 'code', '']);
const period = /按(月|季度?|年|学期|学年|日|次)(?=发|缴|付|拨|支|领|给|结|交|收)/;
const hollow =
  /应当|应该|应|须|需要?|可以|可|不得|不|超过|低于|高于|少于|达到|为|是|的|以上|以下|以内|内|之日|自|起|由|在|和|及|与|最[高低多少长]|至少|每|本|其|均|[\d.%()（）、"“”《》\s]/g;

/** The phrases of a text that hold exactly one figure: with more, it cannot be said which case each is for. */
function statedIn(text: string): Stated[] {
  return canonical(text)
    .split(/[,，;；。:：\n]/)
    .flatMap((phrase) => {
      const figures = figuresOf(phrase).filter(({ unit, value }) => !placeUnits.has(unit) && !value.startsWith('第'));
      const [figure] = figures;
      const regular = period.exec(phrase);
      if (regular && figures.length === 0)
        return [{ value: regular[1] as string, unit: 'period', upper: null, said: bare(phrase.replace(period, '')) }];
      if (!figure || figures.length > 1) return [];
      const bound = figure.bound === null ? null : upper.has(figure.bound);
      return [
        {
          value: figure.value,
          unit: figure.unit,
          upper: bound,
          said: bare(phrase.slice(0, figure.start) + phrase.slice(figure.end)),
        },
      ];
    });
}

const bare = (phrase: string) => phrase.replace(/第\d+[条款项]/g, '').replace(hollow, '');

/** The higher text says that it holds against others, or that others may go further. */
const holdsAgainst = /(?:不一致|不符|相?抵触)[^。；]{0,14}(?:以|按照?|依照)本[^。；]{0,8}(?:为准|执行)/;
const leavesToOthers =
  /(?:各?[区县]|各地|地方)[^。；]{0,24}(?:可以?|自行|另行|结合实际|适当)[^。；]{0,16}(?:提高|调整|制定|确定|规定|扩大|上浮)|最低标准|不(?:得)?低于(?:全市|本|市|上述|该)/;

/**
 * Higher over lower, unless the higher text leaves the figure to the lower one (then nothing disagrees: null); newer over older of one
 * issuer (Legislation Law, articles 99 to 103). A newer general text against an older special one is for those who issued them to decide.
 */
async function whichPrevails(
  own: Unit,
  other: Unit,
  viewer: Viewer,
  parts: AnswerParts,
): Promise<Pick<Disagreement, 'prevails' | 'because'> | null> {
  const [one, two] = [recordOf(own.candidate) as DocumentRecord, recordOf(other.candidate) as DocumentRecord];
  const newer = dayOfText(one) === dayOfText(two) ? null : dayOfText(one) > dayOfText(two) ? 'own' : 'other';
  const higher = rankOf(one) === rankOf(two) ? null : rankOf(one) < rankOf(two) ? 'own' : 'other';
  if (higher) {
    const clauses = await parts.store.content.clauses(higher === 'own' ? one.id : two.id, viewer);
    if (clauses.some(({ text }) => leavesToOthers.test(text))) return null;
    const says = clauses.some(({ text }) => holdsAgainst.test(text));
    return {
      prevails: higher,
      because: says ? '文中载明不一致的以它为准' : newer === higher ? '上级文件，且较新' : '上级文件',
    };
  }
  if (newer === null || one.issuer === null || one.issuer !== two.issuer) return { prevails: null, because: '' };
  const special =
    matterOf(one).length === matterOf(two).length ? null : matterOf(one).length > matterOf(two).length ? 'own' : 'other';
  return special === null || special === newer
    ? { prevails: newer, because: '同一机关的较新文件' }
    : { prevails: null, because: '' };
}

const dayOfText = ({ effectiveOn, issuedOn, publishedOn }: DocumentRecord) => effectiveOn ?? issuedOn ?? publishedOn ?? '';

const authorities: DocumentRecord['authority'][] = ['law', 'regulation', 'rule', 'normative', 'general'];
/** Smaller is higher: first the place it rules, then what kind of text it is. */
const rankOf = ({ jurisdiction, authority }: DocumentRecord) =>
  levels.indexOf(jurisdiction.level) * 10 + authorities.indexOf(authority);
