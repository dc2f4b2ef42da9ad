import { cities } from '../text/data/cities.ts';
import { loadSynonyms, type Synonym } from '../text/synonyms.ts';

/**
 * Schemes that share a name and differ in everything else: what holds for one is never evidence for the other.
 * Pairs as the Social Insurance Law (articles 10, 20, 23, 25) and the Compulsory Education Law and Private Education Law keep them apart.
 */
const schemes: readonly (readonly [RegExp, RegExp])[] = [
  [
    /职工(基本)?(医疗保险|医保|养老保险|社保)|职工医保|企业职工/,
    /(城乡)?居民(基本)?(医疗保险|医保|养老保险|社会医疗保险)|居民医保/,
  ],
  [/公办(幼儿园|小学|初中|学校|中学|园)/, /民办(幼儿园|小学|初中|学校|中学|园)/],
];

/**
 * The same for names that are taken for one another (NOT rows of the synonyms): the citizen's word with its own official terms, and the other's
 * official term with the citizens' words for it.
 */
const likeNames: readonly (readonly [string[], string[]])[] = notRows(loadSynonyms());

function notRows(rows: Synonym[]): [string[], string[]][] {
  const meant = (row: Synonym) => row.relation !== 'NOT' && row.relation !== 'near';
  return rows
    .filter(({ relation }) => relation === 'NOT')
    .map(({ citizen, official }) => {
      const own = rows.filter((row) => row.citizen === citizen && meant(row)).flatMap((row) => row.official);
      const others = rows.filter((row) => meant(row) && row.official.some((term) => official.includes(term)));
      return [
        [citizen, ...own],
        [...official, ...others.map((row) => row.citizen)],
      ];
    });
}

/** True when the question names one scheme of a pair and the text speaks of the other alone. */
export function speaksOfOtherScheme(question: string, text: string): boolean {
  return (
    schemes.some(([one, other]) => differs(question, text, one, other) || differs(question, text, other, one)) ||
    likeNames.some(([one, other]) => takenFor(question, text, one, other) || takenFor(question, text, other, one))
  );
}

const differs = (question: string, text: string, asked: RegExp, other: RegExp) =>
  asked.test(question) && !other.test(question) && other.test(text) && !asked.test(text);

const holdsOne = (text: string, names: string[]) => names.some((name) => text.includes(name));

/** A document that is named answers for itself: whether it was repealed (废止) is told by its saying that it has lapsed (失效). */
const namesDocument = /《[^》]+》|〔\d{4}〕|令第|(这个|这份|该|本|此|上述)(文件|政策|办法|规定|通知|意见|细则|条例|方案)/u;

const takenFor = (question: string, text: string, asked: string[], other: string[]) =>
  holdsOne(question, asked) &&
  !namesDocument.test(question) &&
  !holdsOne(question, other) &&
  holdsOne(text, other) &&
  !holdsOne(text, asked);

/** Groups of people that measures are made for. A text for one group is no evidence for another that it does not name. */
const groups: readonly RegExp[] = [
  /老年人|老人|长者|高龄/,
  /残疾|残障/,
  /儿童|孩子|小孩|幼儿|婴儿|未成年/,
  /退役军人|退伍|军属|烈属/,
  /高校毕业生|大学生|应届/,
  /孕妇|产妇|生育/,
];

/** True when question and text each name groups of people and have none in common. */
export function speaksOfOtherGroup(question: string, text: string): boolean {
  const asked = groups.filter((group) => group.test(question));
  const told = groups.filter((group) => group.test(text));
  return asked.length > 0 && told.length > 0 && !asked.some((group) => told.includes(group));
}

const yearsOf = (text: string) => [...text.matchAll(/(?<!〔)(20\d{2})\s*年/g)].map((match) => match[1] as string);

/** True when the question names a year and the title is that of another year's edition ("2026年度缴费通知" for 2025). */
export function isOfOtherYear(question: string, title: string): boolean {
  const asked = yearsOf(question);
  const told = yearsOf(title);
  return asked.length > 0 && told.length > 0 && !asked.some((year) => told.includes(year));
}

/** "临川市" but not 本市, 城市, 市民 or 市场. Two characters are enough of a longer name. */
const cityName =
  /\p{Script=Han}(?<![本全我该各])\p{Script=Han}(?<![本全我该各省地城县超夜股菜早门上都入外跨邻乡个某集两区的休])市(?![民场级区里内政外直属辖容价面值县局])/gu;

/** Behind the city's name: who comes from there or was there; he may well ask about this city. */
const ofPerson =
  '户口|户籍|籍|人|居民|学生|来|回|转|迁|牌|号|车|医院|看|住|买|上班|工作|打工|读|毕业|学历|开|交|缴|参保|社保|医保|领|那边|这边|往|到|和|与|跟|、|及';
const thisPlace = /本市|本地|这里|这边|这儿|我们|我市|咱/;

/** "上海遛狗不牵绳罚多少钱": the question begins with the place whose rule it asks about. */
const startsWithCity = new RegExp(
  `^(?:请问|你好|您好|想问一下|问一下|我想问|想问|那|那么|[，,。！!\\s])*(${cities.join('|')})(?![省市的]?(?:${ofPerson}))`,
  'u',
);

/** True when the question names a city of which nothing found speaks: what holds in this city says nothing about that one. */
export function speaksOfOtherCity(question: string, texts: string[]): boolean {
  const begins = thisPlace.test(question) ? undefined : startsWithCity.exec(question)?.[1];
  const named = [...(question.match(cityName) ?? []), ...(begins ? [begins] : [])];
  return named.length > 0 && !named.some((city) => texts.some((text) => text.includes(city)));
}
