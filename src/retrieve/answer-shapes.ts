import type { UnderstoodQuestion } from './contract.ts';

/** What the answer to each intent must contain somewhere: an amount, a day, an address. */
const shapes: Partial<Record<UnderstoodQuestion['intent'], RegExp>> = {
  amount:
    /元[^；。]{0,8}：\s*\d|\d[\d,.]*\s*(万|千|百|亿)?\s*(元|块|%|‰|折|倍|分|平方米)|[一二三四五六七八九十百千万两]+(元|倍|折|成)|百分之|免费|无需.{0,4}缴|不收|免收|半价|减半|全额|优惠/,
  count: /\d|[一二三四五六七八九十百千两]+(个|所|名|人|套|家|种|份|项|间|处|次|倍|款|批|台|班|岁|周岁)/,
  // A stretch of time, not a date: "30日内", "15个工作日", "半年", but not "11月30日" nor "2025年".
  duration:
    /(?<![\d月年.])\d{1,3}\s*(个?工作日|天|日|个月|月|年|周|小时)(?!\d)|[一二三四五六七八九十两半]+(年|个月|日|天|个工作日|周)|当场|即时|当日|当天|长期|永久/,
  deadline: /\d+\s*(年|月|日|天|个月|个工作日|小时|周)|[一二三四五六七八九十两半]+(年|个月|日|天|个工作日)|当场|即时|当日|当天/,
  place: /\d{7,}|1[0-9]{4}|路|街|号|窗口|中心|大厅|小程序|平台|网站|系统|局|所|APP|银行|机构/i,
  materials: /证|表|书|材料|复印件|原件|证明|合同|照片|单|函|流水|记录|票据/,
};

/** True when the text holds the kind of thing asked for; intents without a fixed shape always pass. */
export function answerShapes(question: Pick<UnderstoodQuestion, 'intent'>, text: string): boolean {
  return shapes[question.intent]?.test(text) ?? true;
}

const number = '(\\d[\\d,.]*|[一二三四五六七八九十百千万两半]+)';
const amountOf = (units: string) => new RegExp(`${number}\\s*[多余]?\\s*(${units})`);
/** A stretch of time; "12月1日" and "2025年" are none. */
const stretchOf = (units: string) =>
  new RegExp(
    `(?<![\\d月年.])(\\d{1,3}|[一二三四五六七八九十百两半]+)\\s*(${units})(?!\\d)|当场|即时|(?<!含)当[日天]|立即|长期|终身`,
  );

/** What a question asks by the name of its unit, and what an answer must then hold. */
const askedUnits: [asked: RegExp, told: RegExp][] = [
  [
    /(多少|几)元/,
    new RegExp(`${amountOf('万|千|百|亿').source}?\\s*元|${amountOf('元|块').source}|元.{0,8}\\d|免费|不收|免[收交缴]|全额`),
  ],
  [/(多少|几)(块|钱)|几块钱|啥价/, /元|块|%|％|倍|折|成|价|百分之|免费|不收|免[收交缴]|全额|减半/],
  [/(多少|几)个?(工作日|天)/, stretchOf('个?工作日|天|日|个?月|周|小时|年')],
  [/(多少|几)个月/, stretchOf('个月|月|年|周|天|日|个?工作日')],
  [/(多少|几)年(?![级月])/, stretchOf('年|周年|个月|年度')],
  [/(多少|几)(周)?岁/, amountOf('周?岁')],
  [/(多少|几)次/, amountOf('次|回|遍')],
  [/几点/, /\d\s*[:：点时]|[一二三四五六七八九十]点|小时/],
  [/几成|百分之[几多]|(多少|什么|啥)比例|比例(是|为)?多少/, /%|％|百分|成|倍|比例为|\d\s*[:：]\s*\d/],
  [/电话(号码)?(是|多少)|(什么|哪个|啥)电话|打几号/, /\d{5,}|\d{3,4}[-—]\d{3,}/],
];

/** Whether the question names the unit it wants (几天, 多少元) and the text holds no quantity in it. */
export function lacksAskedUnit(question: string, text: string): boolean {
  return askedUnits.some(([asked, told]) => asked.test(question) && !told.test(text));
}
