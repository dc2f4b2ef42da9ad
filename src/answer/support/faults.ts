import {
  choiceWords,
  functionWords,
  generalWords,
  oppositeWords,
  wholeOrEach,
  wholeWords,
} from '../../text/data/meaning-words.ts';
import {
  holdsWord,
  isCase,
  isCondition,
  isShortFormIn,
  type KnownText,
  nearest,
  type Place,
  rivalsOf,
  scopeHas,
} from './evidence.ts';
import { boundAgrees, type Figure, sameFigure } from './figures.ts';
import type { Phrase } from './statements.ts';

/** Share of a phrase's pairs of characters from which on a place is taken to speak of the same. */
const sameMatter = 0.34;
/** The same for a condition: so near that it can only be that one. */
const sameCondition = 0.6;
/** Share of a word's characters that the evidence must hold when it lacks the word: 质保 for 保修. */
const akin = 0.5;

/** Phrases of one statement up to and with the one that says what is so: a case and what follows from it. */
export function casesOf(phrases: Phrase[]): Phrase[][] {
  const cases: Phrase[][] = [];
  let open: Phrase[] = [];
  phrases.forEach((phrase, i) => {
    open.push(phrase);
    if (isCondition(phrase, phrases[i + 1])) return;
    cases.push(open);
    open = [];
  });
  return open.length > 0 ? [...cases, open] : cases;
}

/** A figure that stands nowhere, or otherwise bounded, or counted by something else, or in another case of the rule. */
export function figureFault(group: Phrase[], known: KnownText): string | null {
  for (const [i, phrase] of group.entries()) {
    const upTo = group.slice(0, i + 1);
    for (const figure of phrase.figures) {
      const fault = faultOfFigure(figure, upTo, known);
      if (fault) return fault;
    }
    if (!rangesHold(phrase, known)) return 'range';
  }
  return null;
}

function faultOfFigure(figure: Figure, group: Phrase[], known: KnownText): string | null {
  if (isCountedBy(figure, group)) return null;
  const places = known.places.filter(({ phrase }) => phrase.figures.some((other) => sameFigure(figure, other)));
  const inAbout = known.about.figures.some((other) => sameFigure(figure, other));
  if (places.length === 0) return inAbout || isOneOfMany(figure, group, known) ? null : `figure ${figure.key}`;
  const bounded = places.filter(({ phrase }) =>
    phrase.figures.some((other) => sameFigure(figure, other) && boundAgrees(figure, other)),
  );
  if (bounded.length === 0) return `bound of ${figure.key}`;
  const counted = bounded.filter((place) => perAgrees(group, figure, place, known));
  if (counted.length === 0) return `what ${figure.key} is counted by`;
  const bound = counted.some((place) => bindsTogether(group, figure, place, known) && leadsBind(group, place, known));
  return bound ? null : `case of ${figure.key}`;
}

/** Both ends of a range stand in one statement. */
function rangesHold(said: Phrase, known: KnownText): boolean {
  return said.figures.every((from, i) => {
    const to = said.figures[i + 1];
    if (from.bound !== 'from' || !to) return true;
    const holders = (figure: Figure) =>
      known.places
        .filter(({ phrase }) => phrase.figures.some((other) => sameFigure(figure, other)))
        .map(({ statement }) => statement);
    const ends = holders(to);
    return ends.length === 0 || holders(from).some((statement) => ends.includes(statement));
  });
}

/** "一个班最多…", "一年一次": a single one that only says what is counted by, where nothing else of its kind is counted. */
const isOneOfMany = (figure: Figure, group: Phrase[], known: KnownText) =>
  isCountedBy(figure, group) ||
  ((figure.value === '1' || figure.key === '12月') &&
    figure.bound === null &&
    !known.places.some(
      ({ phrase, scope }) =>
        phrase.figures.some(({ unit }) => unit === figure.unit && unit !== '') &&
        scope.some((part) => group.some(({ words }) => [...words.keys()].some((word) => part.words.has(word)))),
    ));

/** 一个班最多35人: the one is what the figure behind it is counted by. */
const isCountedBy = (figure: Figure, group: Phrase[]) =>
  figure.key === '1个' &&
  group.some(({ figures }) =>
    figures.some((other) => other !== figure && figures.includes(figure) && other.start > figure.start),
  );

function perAgrees(group: Phrase[], figure: Figure, place: Place, known: KnownText): boolean {
  if (!/^(?:元|美元|次|月|分|%|平方米|人|日|餐)$/.test(figure.unit)) return true;
  const said = new Set(group.flatMap(({ per }) => per));
  const held = new Set([...place.scope.flatMap(({ per }) => per), ...known.about.per]);
  const near = known.places.filter(({ statement }) => statement === place.statement).flatMap(({ phrase }) => phrase.per);
  return [...said].every((unit) => held.has(unit) || near.includes(unit));
}

/**
 * Every word of the case stands above the figure or elsewhere, but not only in a rival case. What a later case leaves out because an
 * earlier one said it (报销比例) may be taken from there, if the sentence also names what sets the later case apart.
 */
function bindsTogether(group: Phrase[], figure: Figure, place: Place, known: KnownText): boolean {
  const held = place.phrase.figures.find((other) => sameFigure(figure, other)) ?? figure;
  const rivals = rivalsOf(place, held, known);
  const above = (word: string) =>
    scopeHas(place, word) || place.tail.some(({ text }) => text.includes(word)) || known.about.text.includes(word);
  const words = [...new Set(group.flatMap(({ words: said }) => [...said.keys()]))].filter((word) => !isPlain(word));
  const others = group
    .flatMap(({ figures }) => figures)
    .filter((other) => other !== figure && other.bound !== 'from' && other.bound !== 'to' && other.key !== '1个');
  const hasFigure = ({ scope }: Place, other: Figure) =>
    scope.some(({ figures }) => figures.some((one) => sameFigure(other, one)));
  for (const rival of rivals) {
    const foreign = words.filter((word) => !above(word) && scopeHas(rival, word));
    const foreignFigures = others.filter((other) => !hasFigure(place, other) && hasFigure(rival, other));
    if (foreignFigures.length > 0) return false;
    if (foreign.length === 0) continue;
    const own =
      words.some((word) => scopeHas(place, word) && !scopeHas(rival, word)) ||
      others.some((other) => hasFigure(place, other) && !hasFigure(rival, other));
    const comesBefore = known.places.indexOf(rival) < known.places.indexOf(place);
    if (!comesBefore || !own) return false;
  }
  return true;
}

/** Who leads the case stands in the statement of the figure, or, where that names nobody, above it or in the titles. */
function leadsBind(group: Phrase[], place: Place, known: KnownText): boolean {
  const near = known.places.filter(({ statement }) => statement === place.statement).map(({ phrase }) => phrase);
  const named = near.some(({ roles }) => roles.some(({ at, passive }) => !passive && at <= 4));
  const text = [...near, ...(named ? [] : place.scope), known.about].map((phrase) => phrase.text).join('，');
  return group.every(({ roles }) =>
    roles.every(({ word, passive, at }) => passive || at > 4 || plainRoles.has(word) || holdsWord(text, word)),
  );
}

/** A condition, and the names in it, stand above what is said to follow from it. */
export function conditionFault(group: Phrase[], known: KnownText): string | null {
  const last = group.at(-1);
  if (!last || group.length < 2) return null;
  const { places, share } = nearest(last, known);
  if (share < sameMatter) return null;
  const statements = new Set(places.map(({ statement }) => statement));
  const whole = known.places.filter(({ statement }) => statements.has(statement)).map(({ phrase }) => phrase.text);
  const near = `${whole.join('，')}，${known.about.text}`;
  for (const condition of group.slice(0, -1)) {
    for (const [, name] of condition.text.matchAll(/[《“"]([^》”"]+)[》”"]/g))
      if (!near.includes(name as string)) return `name ${name}`;
    const own = nearest(condition, known);
    if (!isCase(condition) || own.share < sameCondition || known.about.text.includes(condition.text)) continue;
    const stands = places.some((place) =>
      own.places.some(({ phrase }) => place.scope.includes(phrase) || place.tail.includes(phrase)),
    );
    const sameOne = own.places.some(({ phrase }) => places.some((place) => place.phrase === phrase));
    if (!stands && !sameOne) return `condition ${condition.text.slice(0, 12)}`;
  }
  return null;
}

const free = /免费|免/;

/** A word that the evidence denies, or affirms, where the sentence does the opposite. */
export function polarityFault(said: Phrase, known: KnownText): string | null {
  const near = nearest(said, known).places.map(({ phrase }) => phrase);
  if (said.exception) {
    const held = known.places.some(({ phrase }) => phrase.exception || [...phrase.words.values()].some(Boolean));
    return held ? null : 'exception';
  }
  if (near.length > 0 && near.every(({ exception }) => exception)) return 'exception left out';
  const placesOf = (word: string) => {
    const here = near.filter(({ words }) => words.has(word));
    return here.length > 0 ? here : known.places.map(({ phrase }) => phrase).filter(({ words }) => words.has(word));
  };
  const phrases = known.places.map(({ phrase }) => phrase);
  if (said.denies && !phrases.some(({ denies, exception, text }) => denies || exception || free.test(text)))
    return 'a negation added';
  /** The same word stands elsewhere as it is said here, beside another word of the phrase. */
  const elsewhere = (word: string, negated: boolean) =>
    known.places.some(
      ({ phrase: { words: others } }) =>
        others.get(word) === negated && [...said.words.keys()].some((other) => other !== word && others.has(other)),
    );
  const differs = (word: string, negated: boolean) =>
    placesOf(word).length > 0 && placesOf(word).every(({ words }) => words.get(word) !== negated) && !elsewhere(word, negated);
  const words = [...said.words].filter(([word]) => !/^[不无未没]|^[免停](?!费)/.test(word) && !functionWords.has(word));
  const denied = words.filter(([, negated]) => negated);
  const agreed = denied.some(([word]) => placesOf(word).some((place) => place.words.get(word)));
  if (denied.length > 0 && !agreed && denied.some(([word]) => differs(word, true))) return `negation of ${denied[0]![0]}`;
  if (agreed) return null;
  const affirmed = words.find(([word, negated]) => !negated && differs(word, false));
  return affirmed ? `negation of ${affirmed[0]}` : null;
}

/** What an office must grant is, for the citizen, something that he may have. */
const benefit = /减免|免[收征交缴]|补贴|补助|发放|优惠|领|享受|报销/;

/** A duty made of a permission, or the other way round. */
export function forceFault(said: Phrase, known: KnownText): string | null {
  if (!said.force || said.force === 'encourage') return null;
  const { places, share } = nearest(said, known);
  if (share < sameMatter) return null;
  const forces = places.flatMap(({ phrase }) => phrase.force ?? []);
  if (forces.length === 0 || forces.includes(said.force)) return null;
  if (said.force === 'may' && (forces.includes('encourage') || benefit.test(said.text))) return null;
  return `force ${said.force}`;
}

const akinRoles = (a: string, b: string) => a.includes(b) || b.includes(a) || holdsWord(a, b) || holdsWord(b, a);

/** Somebody who is not in the evidence, or who acts where another one does. */
export function roleFault(said: Phrase, known: KnownText): string | null {
  for (const { word } of said.roles) if (!holdsWord(known.all, word) && !plainRoles.has(word)) return `unknown ${word}`;
  return leadFault(said, known) ?? byFault(said, known);
}

const plainRoles = new Set(['本人']);

function leadFault(said: Phrase, known: KnownText): string | null {
  const lead = said.roles.find(({ passive }) => !passive);
  if (!lead || lead.at > 14 || plainRoles.has(lead.word)) return null;
  const { places, share } = nearest(said, known, lead.word);
  if (share < sameMatter) return null;
  const agrees = places.some(({ phrase, scope }) => {
    const own = phrase.roles.filter(({ passive }) => !passive);
    const above = scope.toReversed().find((part) => part !== phrase && part.roles.some(({ passive }) => !passive));
    const actors = own.length > 0 ? own : (above?.roles ?? known.about.roles);
    return actors.length === 0 || actors.some(({ word }) => akinRoles(word, lead.word));
  });
  return agrees ? null : `${lead.word} in another's place`;
}

/** 由…: who acts, compared with who acts in the place that says the same. */
const byWhom = /由(?!于)(.{2,16})/;

function byFault(said: Phrase, known: KnownText): string | null {
  const by = byWhom.exec(said.text)?.[1];
  if (!by) return null;
  const name = by.replace(/^(?:其|本|所在|当地|各)+/, '').slice(0, 3);
  const { places, share } = nearest(said, known, by.slice(0, 6));
  const actors = places.flatMap(({ phrase }) => byWhom.exec(phrase.text)?.[1] ?? []);
  if (share < sameMatter || actors.length === 0) return null;
  return actors.some((actor) => actor.includes(name) || isShortFormIn(actor, name) || holdsWord(actor, name.slice(0, 2)))
    ? null
    : `by ${name}`;
}

const bodies =
  /(?:局|厅|委|政府|派出所|法院|支队|大队|联合会|协会|公安|街道办|居委会|村委会|残联|工会|大厅|窗口|分局|财政|民政|人社|税务|医保局)$/;
const placeNames = /(?:地|市|区|县|镇|乡|街|路|省)$/;
const papers = /(?:证|证明|证书|申请表|登记表|报告|合同|执照|户口簿|身份证|照片|书|卡)$/;

/** Signs of grammar that a style adds to a word: 能报, 最多补, 告诉您. */
const grammar =
  /^[不没能会可要去来到把被给替就都也还再又才最更很已将在向从由对为和与及或且凭持这那哪每各多少钱款]+|[的地得了着过您我他她吧]+$/g;

const isPlain = (word: string) => functionWords.has(word) || generalWords.has(word);

/** A word for which the evidence has neither itself nor something akin. */
export function wordFault(said: Phrase, known: KnownText): string | null {
  for (const word of said.words.keys()) {
    if (isPlain(word) || /\d/.test(word) || holdsWord(known.all, word)) continue;
    const bare = word.replace(grammar, '');
    if (bare.length < 2 || holdsWord(known.all, bare)) continue;
    const strict = bodies.test(word) || placeNames.test(word) || papers.test(word);
    const held = [...bare].filter((letter) => known.all.includes(letter)).length;
    if (strict ? !isShortFormIn(known.all, bare) : held / bare.length < akin) return `unknown ${word}`;
  }
  return placeFault(said, known);
}

/** 户籍地, 居住地, 户籍所在地: where to go stands in the place that says the same, not just anywhere. */
function placeFault(said: Phrase, known: KnownText): string | null {
  const near =
    nearest(said, known)
      .places.flatMap(({ scope }) => scope.map(({ text }) => text))
      .join('，') + known.about.text;
  for (const [place, before] of said.text.matchAll(
    /(\p{Script=Han}{1,4})(?:所在地|登记地|地)(?=的|街|镇|乡|社|派|公|不|窗|申|办|提|，|$)/gu,
  )) {
    const end = place.slice(before!.length);
    const known2 = [...near.matchAll(new RegExp(`(\\p{Script=Han}{1,5})${end}`, 'gu'))].map((match) => match[1] as string);
    const name = before!.slice(-2);
    if (known2.length > 0 && !known2.some((other) => other.endsWith(name) || holdsWord(other, name))) return `place ${place}`;
  }
  return null;
}

const acts =
  '审批|审核|受理|复核|初审|核发|颁发|审定|公布|制定|批准|备案|评定|鉴定|处罚|解释|监督|核对|认定|拨付|答复|登记|签发|出具|承担|缴纳|支付';
const actor = new RegExp(`(?<=^|[、和及与由，])([^、和及与由，\\d]{2,10}?)(?:负责)?(${acts})`, 'g');

/** Where a phrase says 由…, nobody above it acts. */
const actorsIn = ({ phrase, scope }: Place) => (phrase.text.includes('由') ? [phrase.text] : scope.map(({ text }) => text));

/** 民政局审批: whoever is named right before an official act does that act in the evidence too. */
export function actorFault(said: Phrase, known: KnownText): string | null {
  for (const [, name, act] of said.text.matchAll(actor)) {
    const core = name!
      .replace(/^(?:您的?|本|所在|当地)/, '')
      .replace(/(?:应当|可以|负责|统一|全额|先行|另行|要|会)+$/, '')
      .replace(/^[省市县区镇乡]/, '');
    if (!bodies.test(core) && !/(?:部门|机构|单位|机关|中心|学校|医院|个人|银行)$/.test(core)) continue;
    const places = known.places.filter(({ phrase }) => phrase.text.includes(act as string));
    if (places.length > 0 && !places.some((place) => actorsIn(place).some((text) => holdsWord(text, core))))
      return `${core} ${act}`;
  }
  return null;
}

/** Titles, quoted names and Latin letters stand in the evidence as they are. */
export function nameFault(text: string, known: KnownText): string | null {
  for (const match of text.matchAll(/《([^》]+)》|[“"「]([^”"」]+)[”"」]|([a-z][a-z0-9.@_-]*)/g)) {
    const name = (match[1] ?? match[2] ?? match[3]) as string;
    const quoted = /[“"「]/.test(known.text);
    const stands = match[1]
      ? known.all.includes(`${name}》`) || known.about.text.includes(name)
      : match[2] && quoted
        ? ['“', '"', '「'].some((mark) => known.text.includes(mark + name))
        : known.all.includes(name);
    if (!stands) return `name ${name}`;
  }
  return null;
}

/** One of two words that exclude each other, where the evidence holds only the other. */
export function oppositeFault(said: Phrase, known: KnownText): string | null {
  const has = (text: string, words: string[]) => words.some((word) => text.includes(word));
  const { places } = nearest(said, known);
  for (const pair of oppositeWords) {
    for (const [mine, other] of [pair, [pair[1], pair[0]]] as [string[], string[]][]) {
      if (!has(said.text, mine) || has(said.text, other)) continue;
      const near = places.map(({ phrase }) => phrase.text).join();
      if (has(known.all, mine) && !(has(near, other) && !has(near, mine))) continue;
      if (has(near, other) || (!has(known.all, mine) && has(known.all, other))) return `opposite ${mine[0]}`;
    }
  }
  return null;
}

/** A choice made of what must all be there, or the whole said of a part. */
export function choiceFault(phrases: Phrase[], known: KnownText): string | null {
  const said = phrases.map(({ text }) => text).join('，');
  const near = phrases.flatMap((phrase) => nearest(phrase, known).places.map(({ statement }) => statement));
  const text = known.places
    .filter(({ statement }) => near.includes(statement))
    .map(({ phrase }) => phrase.text)
    .join('，');
  if (choiceWords.test(said) && !choiceWords.test(text) && /并且|而且|且|同时|均|[都和及与]/.test(text)) return 'choice';
  if (/并且|而且|同时|缺一不可/.test(said) && !choiceWords.test(said) && /或者?/.test(text) && !/[且和及与、]|同时/.test(text))
    return 'all of them';
  return wholeWords.test(said) && !wholeOrEach.test(text) ? 'the whole' : null;
}
