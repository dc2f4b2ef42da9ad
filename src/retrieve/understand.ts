import type { Day } from '../domain/time.ts';
import { withEditionYears } from '../text/dates.ts';
import { toStandardWords } from '../text/dialect.ts';
import { findDocumentNumbers } from '../text/document-number.ts';
import { chineseKeywords } from '../text/english.ts';
import { stripInvisible, toIndexView } from '../text/normalise.ts';
import { meansPage, namedPlaces } from '../text/places.ts';
import { looksEnglish, toSimplified } from '../text/script.ts';
import { expand, inOfficialWords, loadSynonyms } from '../text/synonyms.ts';
import type { Mend, UnderstoodQuestion } from './contract.ts';

export interface UnderstandInput {
  question: string;
  /** The question made complete from the conversation; the question itself when it stands alone. */
  standalone?: string;
  /** What was mended in it. */
  mended?: Mend[];
  asOf: Day;
  region?: string | null;
  documentId?: string | null;
}

const synonyms = loadSynonyms();

/** Reads a question: what it names outright, what it wants, and the official words for the citizen's words. */
export function understand(input: UnderstandInput): UnderstoodQuestion {
  const original = stripInvisible(input.question).trim();
  const asked = withoutIntroduction(toStandardWords(toSimplified(stripInvisible(input.standalone ?? original))).text.trim());
  const language = looksEnglish(asked) ? 'en' : 'zh';
  const text = language === 'en' ? chineseKeywords(asked) || asked : withEditionYears(asked, input.asOf);
  const view = toIndexView(text);
  const official = inOfficialWords(text, synonyms, input.region ?? null);
  return {
    original,
    text,
    ...(input.mended?.length ? { mended: input.mended } : {}),
    language,
    documentNumbers: [...new Set(findDocumentNumbers(text).map((found) => found.normalised))],
    articles: namedPlaces(view),
    titles: [...text.matchAll(/《([^》]{2,80})》/g)].map((match) => match[1] as string),
    ...(official === null ? {} : { official }),
    expansions: expand(text, synonyms, input.region ?? null).map(({ term, weight }) => ({ term, weight })),
    asksValidity: asksValidity(view),
    intent: intentOf(view),
    region: input.region ?? null,
    asOf: input.asOf,
    documentId: input.documentId ?? null,
    ...(input.documentId && meansPage(text) ? { aboutPage: true } : {}),
  };
}

/** "我叫〔姓名〕，身份证号〔身份证号〕，…": who asks says nothing about what is asked. */
function withoutIntroduction(text: string): string {
  const rest = text
    .replace(
      /(我叫|我的名字(叫|是)|本人姓名)?\s*(身份证|手机|电话|银行卡|证件|社保卡|卡)?(号码?)?\s*[是为：:]?\s*〔(姓名|身份证号|手机号|电话号码|银行卡号|车牌号|证件号|邮箱|住址)〕[，,。；;、 ]*/g,
      '',
    )
    .trim();
  return rest || text;
}

const validityWords =
  /有效期|失效|废止|还有效|是否有效|有没有效|有效吗|作废|过期|(还能|还可以|能不能|可否|是否)?(继续)?(照着?|按照?)?(执行|实施)吗|(何时|什么时候|哪天|几时|从哪天).{0,4}(施行|实施|生效|执行)|现行|还(在)?(用|执行|适用)/;

function asksValidity(view: string): boolean {
  return validityWords.test(view);
}

const intents: [UnderstoodQuestion['intent'], RegExp][] = [
  [
    'comparison',
    /(和|跟|与|同|比).{1,24}(区别|不同(?!意)|不一样|差别|差异|一样(吗|么|不)|哪个(更)?(高|低|多|少|划算|好))|有(什么|啥|何)(区别|不同|差别)/,
  ],
  ['duration', /多久|多长|(几|多少|几多)(天|日|年|周)|(几|多少|几多)个(工作日|月|小时|年)|期限|时限/],
  ['deadline', /什么时候|何时|几号|哪天|哪几天|几时|几月|截止|时间|最迟|最早|日期/],
  ['materials', /材料|证件|带什么|要带|资料|提交什么|交什么|手续|准备(哪些|什么)/],
  ['place', /哪里|哪儿|在哪|地址|地点|电话|号码|窗口|什么位置|去哪|哪个部门|找谁|交给谁|联系/],
  [
    'amount',
    /(多少|几多)(钱|元|块|费)|怎么算|(贷|报|发|补|交|缴|付|给|打|罚|收|减|领|拿|奖|支付|资助|补贴|补助|奖励)(到|给我)?(多少|几多)|(标准|限额|比例|额度|金额|租金|学费|费用|价格|工资|收入|下限|上限|起付线|封顶线|单价|津贴|补贴|补助|罚款)[^，。？]{0,6}(多少|几|什么|提高)|多少.{0,6}(补贴|补助|津贴|资助)|几折|打折|要钱|给钱|免费|收费|多大比例|百分之几/,
  ],
  ['count', /(多少|(?<!哪)几|几多)(个|所|名|人|套|家|种|份|项|间|处|次|倍|款|批|台|平方米|班|岁)/],
  ['procedure', /怎么|如何|怎样|流程|步骤|办理|申请|程序|渠道/],
  ['condition', /条件|资格|要求|什么人|哪些人|谁可以|符合/],
  ['list', /哪些|哪[几两三四五六七八九十]|包括|有什么/],
  ['yes_no', /吗|能不能|可不可以|可以|能否|是否|是不是|有没有|要不要|用不用/],
];

/** What kind of thing a question (in index view) wants. */
export function intentOf(view: string): UnderstoodQuestion['intent'] {
  if (validityWords.test(view)) return 'validity';
  return intents.find(([, pattern]) => pattern.test(view))?.[0] ?? 'fact';
}
