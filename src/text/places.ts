import { chineseToNumber, numberToChinese } from './numbers.ts';
import { questionWording } from './question-words.ts';

const numeral = '[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6}';
const article = new RegExp(
  `第\\s*(?<article>${numeral})\\s*条(?<inserted>之[一二三四五六七八九十])?(?:\\s*第?\\s*(?:${numeral})\\s*款)?(?:\\s*第?\\s*[(（]?(?<item>${numeral})[)）]?\\s*项)?`,
  'gu',
);
const annex = new RegExp(`(?<kind>附件|附表|附录)(?<number>\\s*[(（]?(?:${numeral})[)）]?)?`, 'gu');

/**
 * Places of a document that a question (in index view) names, spelt as in clause paths: 第十二条 for 第12条, 第四条 and 第四条/（三） for
 * 第四条第三项, 附件2 for 附件二. A paragraph (款) has no path of its own and stands for its article.
 */
export function namedPlaces(view: string): string[] {
  const articles = [...view.matchAll(article)].flatMap(({ groups }) => {
    const path = `第${inChinese(groups!.article!)}条${groups!.inserted ?? ''}`;
    return groups!.item ? [path, `${path}/（${inChinese(groups!.item)}）`] : [path];
  });
  const annexes = [...view.matchAll(annex)].map(
    ({ groups }) => groups!.kind! + (groups!.number ? chineseToNumber(groups!.number.replace(/[\s()（）]/g, '')) : ''),
  );
  return [...new Set([...articles, ...annexes])];
}

const inChinese = (number: string) => (/^\d+$/.test(number) ? numberToChinese(Number(number)) : number);

/** Whether a clause (by its path) stands at the place or under it: 附表 holds "附表 补贴目录/表1/行2". */
export function standsAt(path: string, place: string): boolean {
  const steps = path.split('/');
  const wanted = place.split('/');
  return steps.some((_, at) => wanted.every((step, i) => isStep(steps[at + i], step)));
}

const isStep = (step: string | undefined, wanted: string) =>
  step !== undefined && (step === wanted || (/^附/u.test(wanted) && step.startsWith(`${wanted} `)));

interface PlacedClause {
  path: string;
  headings: string[];
  text: string;
}

/** Longest name of a heading in a place, in characters. */
const placeNameLength = 24;

/**
 * Where a clause stands, for readers: each number of the path with its heading's name (五、签注), for 五、 alone says nothing. A part without
 * a heading of its own takes the first words of the clause (二、补助标准); articles are known by their number.
 */
export function placeForReaders({ path, headings, text }: PlacedClause): string[] {
  const steps = path.split('/').filter(Boolean);
  return steps.map((step, index) => {
    if (/^第.*条/u.test(step)) return step;
    const heading = headings.find((one) => one.startsWith(step) && one.length > step.length);
    const own = index === steps.length - 1 && step.endsWith('、') && text.startsWith(step) ? firstWords(text) : step;
    const named = heading ?? own;
    return named.length <= placeNameLength ? named : `${named.slice(0, placeNameLength)}…`;
  });
}

/** Up to the first stop, without it. */
const firstWords = (text: string) => /^[^。；：:\n]+/u.exec(text)?.[0] ?? text;

/** Words for the page that is being read. */
const pageWords =
  /[这该本此][个份项篇部款]?(?:政策|文件|办法|规定|通知|意见|细则|条例|方案|公告|通告|指南|解读|措施|规则|决定|页面|网页|文章|事项)|上述(?:政策|文件|办法|规定)|这里|本页/u;

/** What can be asked of any policy: no matter of its own. */
const generalWords =
  /适用|多长时间|条件|材料|资料|流程|步骤|程序|手续|时间|日期|期限|时限|地点|地址|电话|窗口|部门|单位|标准|金额|额度|范围|对象|办理|申请|申报|申领|领取|提交|准备|需要|要求|有效期?|依据|联系方式|联系|网站|网址|截止|开始|施行|实施|生效|失效|废止|发布|印发|文号|附件|内容|方式|渠道|享受|符合|包括|主要|规定|执行|过期|人群|多久|多长|名额|咨询|机构/gu;
const functionWords =
  /[的了要在是有能可以去到给需哪几多大久个天日月年钱元办交领报看问拿带和与及或等谁我们还吗呢从起止前后内做用里上这些时候什么怎如何]/gu;
const wording = new RegExp([...questionWording].sort((left, right) => right.length - left.length).join('|'), 'gu');

/** True when a question names the page that is being read (这个政策) or, without a matter of its own, can only mean it (要什么材料？). */
export function meansPage(text: string): boolean {
  if (pageWords.test(text)) return true;
  const rest = text.replace(generalWords, '').replace(wording, '').replace(functionWords, '');
  return !/[\p{Script=Han}a-z]/iu.test(rest);
}
