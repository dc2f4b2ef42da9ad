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
