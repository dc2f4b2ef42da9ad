import { toIndexView } from '../../text/normalise.ts';
import { chineseToNumber } from '../../text/numbers.ts';

const digits = '[〇零一二两三四五六七八九十百千]';
/** What a number written in Chinese counts; without one of these behind it, 一 and 两 are no numbers (统一, 一般). */
const counted =
  '万|亿|元|美元|年|个|月|日|天|周|小时|分钟|时|岁|倍|人|名|位|户|家|套|次|级|份|张|种|类|件|项|分|折|成|学时|课时|学期|学年|餐|台|辆|吨|亩|米|层|楼|床|间|条|款|章|档|胎|孩|期|批|工作日|季度|平方米|所|枚|名|代|寸|字|门|周岁|场|回';
const spelled = new RegExp(
  `(${digits}{1,9})(万|亿)?(?=(?:${counted}))(?!次性|般|定|律|样|起|致|并|体|些|直|方|家人|人户|户口)`,
  'gu',
);

/**
 * One spelling for what two texts may write differently: figures in digits (两万元, 2万元 -> 20000元; 半年 -> 6个月; 八成 -> 80%), short
 * forms of bodies in full. Only for comparing, never shown.
 */
export function canonical(text: string): string {
  let view = toIndexView(text)
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/ (?=[^a-z0-9])|(?<=[^a-z0-9]) /g, '');
  view = view
    .replace(new RegExp(`百分之(\\d+(?:\\.\\d+)?|${digits}+)`, 'gu'), (_all, n: string) => `${chineseToNumber(n) ?? n}%`)
    .replace(new RegExp(`(${digits}+|\\d+)分之(${digits}+|\\d+)`, 'gu'), (_all, below: string, above: string) => {
      const [a, b] = [chineseToNumber(above), chineseToNumber(below)];
      return a !== null && b ? `${Math.round((a / b) * 1e6) / 1e4}%` : _all;
    })
    .replace(
      new RegExp(`(${digits}|\\d)成(?=以上|以下|[,，。的;；]|$)`, 'gu'),
      (_all, n: string) => `${(chineseToNumber(n) ?? 0) * 10}%`,
    )
    .replace(/各?一半|百分之五十/g, '50%')
    .replace(/半年/g, '6个月')
    .replace(/半亩/g, '0.5亩')
    .replace(/([年月])半/g, '$1半')
    .replace(new RegExp(`第\\(?(${digits}+|\\d+)\\)?`, 'gu'), (_all, n: string) => `第${chineseToNumber(n) ?? n}`)
    .replace(/首(?=次|小时|年|个?月)/g, '第1')
    .replace(spelled, (all, n: string, big: string | undefined) => {
      const value = chineseToNumber(n + (big ?? ''));
      return value === null ? all : String(value);
    });
  view = view.replace(/(\d+(?:\.\d+)?)(百|千)?(万|亿)/g, (_all, n: string, small?: string, big?: string) => {
    const factor = (small === '百' ? 100 : small === '千' ? 1000 : 1) * (big === '亿' ? 1e8 : 1e4);
    return String(Math.round(Number(n) * factor * 1e4) / 1e4);
  });
  return view
    .replace(/个(?=工作日|自然日|小时|百分点|季度|年度|学期|学年)/g, '')
    .replace(/自然日/g, '日')
    .replace(/周岁/g, '岁');
}
