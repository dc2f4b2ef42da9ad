import type { DocumentRecord } from '../domain/document.ts';
import { outOfForce, validityOn } from '../domain/validity.ts';
import type { Candidate } from '../retrieve/contract.ts';
import { judgeWeights } from '../retrieve/judge-weights.ts';
import { toIndexView } from '../text/normalise.ts';
import { answerWeights } from './answer-weights.ts';
import { matterOf, placeOf } from './matter.ts';
import { retrieveEvidence, understandQuestion } from './search.ts';
import type { AnswerParts, Found } from './values.ts';

/** What the answer depends on and the citizen has not said; each choice is a question that the base answers. */
export interface Branches {
  /** What tells the cases apart, for people. */
  what: string;
  choices: { label: string; question: string }[];
}

interface Case {
  label: string;
  question: string;
  /** Documents that must answer it. */
  itemIds: string[];
}

/**
 * Documents that answer one question differently for different places or schemes, when it names none. Each case is asked for real and
 * stays only when its own document answers it; with fewer than two there is nothing to ask back.
 */
export async function openBranches(found: Found, parts: AnswerParts): Promise<Branches | null> {
  const { understood, question } = found;
  if (
    !oneFact.has(understood.intent) ||
    understood.documentId ||
    understood.documentNumbers.length + understood.titles.length > 0
  )
    return null;
  if (bare(question).length > answerWeights.openQuestionLength) return null;
  for (const { what, cases } of [placeCases(found), schemeCases(found), matterCases(found)]) {
    if (cases.length < 2 || cases.length > answerWeights.choiceLimit) continue;
    const real = await answered(cases, found, parts);
    if (real.length >= 2) return { what, choices: real.map(({ label, question: asked }) => ({ label, question: asked })) };
  }
  return null;
}

/** Intents whose answer is one fact; a list or a way of doing things is told whole. */
const oneFact = new Set<string>(['amount', 'count', 'duration', 'deadline']);

const bare = (text: string) => toIndexView(text).replace(/\s+/g, '');

async function answered(cases: Case[], found: Found, parts: AnswerParts): Promise<Case[]> {
  const said = new Set<string>();
  const real: Case[] = [];
  for (const one of cases) {
    const place = await answerOf(one, found, parts);
    if (place === null || said.has(place)) continue;
    said.add(place);
    real.push(one);
  }
  return real;
}

/** Where the case is answered, if one of its own documents answers it. */
async function answerOf({ question, itemIds }: Case, found: Found, parts: AnswerParts): Promise<string | null> {
  const understood = await understandQuestion({ ...found, standalone: question }, parts);
  const retrieved = 'go' in understood ? await retrieveEvidence(understood.go, parts) : understood;
  if (!('go' in retrieved)) return null;
  const { probability, reading } = await parts.retriever.judge(retrieved.go.understood, retrieved.go.candidates);
  const [best] = [...reading.sentences].sort((a, b) => b.score - a.score);
  if (!best || !itemIds.includes(best.candidate.view.itemId)) return null;
  return probability >= judgeWeights.threshold[found.request.channel] ? `${best.clause.id}/${best.start}` : null;
}

interface Cases {
  what: string;
  cases: Case[];
}

interface Ruling {
  itemId: string;
  record: DocumentRecord;
}

/** Documents that lay down rules, near the best one, in force, best first. */
function rulings({ candidates, understood }: Found): Ruling[] {
  const top = Math.max(...candidates.map(({ score }) => score));
  const seen = new Set<string>();
  return candidates.flatMap(({ view, document, score, features }: Candidate) => {
    if (!document || features.otherScheme || seen.has(view.itemId) || score < top - answerWeights.openMargin) return [];
    seen.add(view.itemId);
    const record = document.document;
    const rules = ['policy', 'notice', 'guide'].includes(record.kind) && !outOfForce(validityOn(record, understood.asOf));
    return rules ? [{ itemId: view.itemId, record }] : [];
  });
}

const district = /[区县]$/;

/** One matter ruled by documents of several districts: "高龄津贴每个月多少". A document of the whole city is for the others. */
function placeCases(found: Found): Cases {
  const [first, ...rest] = rulings(found);
  const none = { what: '所在区县', cases: [] };
  if (!first || found.understood.region || /[区县市镇乡](?!民)/.test(found.understood.text)) return none;
  const alike = [first, ...rest.filter(({ record }) => sameMatter(matterOf(record), matterOf(first.record)))];
  const byPlace = new Map<string, string[]>();
  for (const { itemId, record } of alike) {
    const place = placeOf(record);
    if (place) byPlace.set(place, [...(byPlace.get(place) ?? []), itemId]);
  }
  const districts = [...byPlace].filter(([place]) => district.test(place));
  const others = [...byPlace].filter(([place]) => !district.test(place));
  if (districts.length === 0) return none;
  return {
    what: '所在区县',
    cases: [
      ...districts.map(([place, itemIds]) => ({ label: place, question: `${place}，${found.understood.text}`, itemIds })),
      ...others.slice(0, 1).map(([place, itemIds]) => ({
        label: `${place}其他区县`,
        question: `${place}，${found.understood.text}`,
        itemIds,
      })),
    ],
  };
}

/** 高龄津贴 is the matter of 高龄老人生活津贴 too. */
function sameMatter(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < answerWeights.matterLength) return false;
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

/** Pairs of schemes with one name, as the titles say them, with what each is called in a question. */
const schemePairs: readonly { what: string; sides: readonly (readonly [RegExp, string])[] }[] = [
  {
    what: '参加的医保',
    sides: [
      [/职工(?:基本)?医(?:疗保险|保)/, '职工医保'],
      [/居民(?:基本)?医(?:疗保险|保)/, '居民医保'],
    ],
  },
  {
    what: '参加的养老保险',
    sides: [
      [/职工(?:基本)?养老保险/, '职工养老保险'],
      [/居民(?:基本)?养老保险/, '城乡居民养老保险'],
    ],
  },
];

function schemeCases(found: Found): Cases {
  const near = rulings(found);
  for (const { what, sides } of schemePairs) {
    if (sides.some(([pattern]) => pattern.test(found.understood.text)) || /职工|居民/.test(found.understood.text)) continue;
    const cases = sides.flatMap(([pattern, label], i) => {
      const other = sides[1 - i]![0];
      const itemIds = near.flatMap(({ itemId, record }) =>
        pattern.test(record.title) && !other.test(record.title) ? itemId : [],
      );
      return itemIds.length > 0 ? [{ label, question: `${label}${found.understood.text}`, itemIds }] : [];
    });
    if (cases.length === sides.length) return { what, cases };
  }
  return { what: '', cases: [] };
}

/** Kinds of matters of which a text may have several under names of their own. */
const kinds = '补贴|津贴|补助|贷款|奖励|资助|救助|补助金';
const askedKind = new RegExp(`(\\p{Script=Han}{0,6}?)(${kinds})`, 'u');

/** "创业补贴能领多少钱" where the base has 一次性创业补贴 and 创业场地补贴: the names stand at the beginning of clauses or in titles. */
function matterCases(found: Found): Cases {
  const { text } = found.understood;
  const none = { what: '项目', cases: [] };
  const match = askedKind.exec(text);
  const kind = match?.[2];
  if (!match || !kind) return none;
  const asked = (match[1] ?? '').replace(/^.*(?:的|申请|领取?|发|我们?|请问)/, '');
  const near = new Set(rulings(found).map(({ itemId }) => itemId));
  const names = new Map<string, string[]>();
  for (const { view, document } of found.candidates) {
    if (!near.has(view.itemId) || !document) continue;
    for (const name of namesIn([document.document.wrappedTitle ?? document.document.title, view.clause?.text ?? ''], kind))
      if (sameOrder(asked, name)) names.set(name, [...(names.get(name) ?? []), view.itemId]);
  }
  // Named in full, or under a name that others only lengthen.
  if ([...names.keys()].some((name) => text.includes(name))) return none;
  const distinct = [...names].filter(([name]) => ![...names.keys()].some((other) => other !== name && other.endsWith(name)));
  return {
    what: '项目',
    cases: distinct.map(([name, itemIds]) => ({ label: name, question: text.replace(`${asked}${kind}`, name), itemIds })),
  };
}

/** Whether all characters of what is asked stand in the name, in their order: 残疾人 in 重度残疾人护理补贴. */
function sameOrder(asked: string, name: string): boolean {
  let at = 0;
  for (const character of name) if (character === asked[at]) at++;
  return at === asked.length;
}

/** Names of the kind: in a title, or alone at the head of a clause or a line of it ("（二）重度残疾人护理补贴。"). */
function namesIn(texts: string[], kind: string): string[] {
  const [title = '', ...clauses] = texts;
  const head = new RegExp(
    `(?:^|\\n)\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．])?\\s*(\\p{Script=Han}{2,12}${kind})(?=[。：:，\\s]|$)`,
    'gu',
  );
  const inTitle = new RegExp(`(\\p{Script=Han}{2,8}${kind})(?=管理|实施|发放|操作|办法|规定|$)`, 'u').exec(
    title.replace(/^.*?[市区县省]/, '').replace(/^.*(?:关于|印发)/, ''),
  );
  return [
    ...(inTitle ? [inTitle[1] as string] : []),
    ...clauses.flatMap((text) => [...text.matchAll(head)].map((match) => match[1] as string)),
  ].filter((name) => !/[两各多几]项|其他|等/.test(name));
}
