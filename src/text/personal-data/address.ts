import { before, type Rule } from './rule.ts';

/**
 * Where somebody lives, down to the flat: …路123号2栋301室, 阳光花园5栋2单元301, 东方名苑6-5-303, 大坪村东队101号. A street number alone is often an
 * office and stays, unless the writer says that he lives there.
 */

/** 3, 乙10, a, 四, with spaces around. */
const number = '[甲乙丙丁]? ?(?:[a-z]?\\d{1,5}|[a-z]|[一二三四五六七八九十]{1,3}) ?';
const lane = `${number}(?:号院|号大院|大院|号(?!楼|线)|弄)`;
const block = `${number}(?:号楼|栋|幢|座|单元|门|楼|层)`;
const words = (least: number, most: number) => `(?:(?![我住在是的到于址为有把给了]|家[住在])\\p{Script=Han}){${least},${most}}`;
const placeName = `${words(1, 24)}?`;
const notCounted = '(?![\\d年月日元万米%路])';
const room = `(?:[a-z]?\\d{1,5}(?:-\\d+)? ?(?:室|房|户)|(?<=[栋幢座元楼] ?)\\d{3,4}(?: ?号)?${notCounted})`;
const street = '(?:路|街|道|巷|弄|胡同|里)[东西南北中]?[一二三四五六七八九十]?[段横巷街]?';

const core = [
  // A number in a street or a building, maybe several, and the flat.
  `(?:${lane}|${words(0, 8)}?${block})+ ?(?:${words(2, 8)}(?=\\d{3,4} ?室))?${room}(?!\\d)`,
  `${street}${lane} ?\\d{3,4}${notCounted}(?![a-z号弄栋幢座])`,
  `(?:[苑园村里城庭地墅湾府家寓区邸郡庄第]|[一二三四五六七八九十]号) ?\\d{1,3} ?- ?\\d{1,2} ?- ?\\d{3,4}(?!\\d|-)`,
  `[村庄屯寨湾](?:[东西南北中上下前后]?队|${number}[队组])${number}号(?!楼|线|文|令)`,
];

const livesWords = '(?<=(?:住址|家庭地址|户籍地址|居住地址|家住|我住|住在|现住)[: ]{0,3})';

/** An office says where it is: 办理地点：…, 邮寄地址：… */
const officePlace =
  /(?:办理|办公|邮寄|受理|联系|咨询|单位|机构|窗口|服务|经营|注册|公示|培训|听证会?|举报)(?:地点|地址|场所)[: ]{0,3}$/u;
const officeName = /政府|服务中心|管理局|办事处|大厅|法院|检察院|派出所|会议室|报告厅/u;

function addressConfidence(match: RegExpExecArray): number {
  return officePlace.test(before(match, 12)) || officeName.test(match[0]) ? 0 : 0.8;
}

export const address: Rule = {
  kind: 'address',
  patterns: [...core.map((end) => `${placeName}${end}`), `${livesWords}${placeName}${street} ?\\d{1,5} ?号(?!楼)`].map(
    (pattern) => new RegExp(pattern, 'gu'),
  ),
  confidence: addressConfidence,
};
