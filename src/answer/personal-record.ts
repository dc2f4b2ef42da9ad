import { toSimplified } from '../text/script.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import type { Guarded } from './values.ts';
import { declinedPersonalRecord } from './wording.ts';

/** Questions about the asker's own file, which no policy text can answer ("我的申请到哪一步了"). */
const patterns: RegExp[] = [
  /(查|查询|查一下|查下|看看|看一下).{0,6}(我|本人|我家|我爸|我妈).{0,16}(没有|没|了吗|多少)[？?。]?$/,
  /(我|本人|我家|我爸|我妈)(的)?.{0,6}(卡|账户|账上|存折|个人账户)里?(面)?(还|现在)?(剩|有)(多少|几多)/,
  /(我|我家|我爸|我妈|我们|本人|我孩子)(的|递交的|提交的|申请的|交的|办的|之前|上个月|上周|上次)?.{0,16}(申请|业务|件|案件|补贴|补助|津贴|材料|审批|审核|报销|工单|投诉|手续|证)(现在|目前)?.{0,6}(到哪|办到哪|批了没|批下来没|下来了没|下来没|进度|进展|什么状态|办好了没|好了没|处理到|处理得怎么样|通过了没|审核通过没|怎么还没)/,
  /(查|查询|查一下|查下|帮我看|看看|帮我查).{0,4}(我|我的|本人|我家)(的)?.{0,12}(进度|余额|缴费记录|账户|到账|结果|状态|记录|名次|分数|工龄|缴了多少)/,
  /(我|本人)(的)?.{0,6}(社保|医保|公积金|养老金|个人账户).{0,6}(余额|还有多少钱|账上|缴了几年|交了几年|到账了没|有没有到账)/,
  /(我|本人|我家|我爸|我妈|我孩子|我们家|我老公|我老婆|我父母)(的|名下)?.{0,14}(到账|发放|下来|批|通过|录取|审完|认证|转过来|入账|受理|收到|寄出|制好|做好)(了)?(没有?|了吗|了么|没呀|没啊|没有呢)[？?。]?$/,
  /(我|本人|我家|我孩子|我爸|我妈)(的)?.{0,12}(排(到|在)?(第)?几(位|名|号)?了?|轮到(我)?了?(没|吗)|摇(中|到)(号)?了?(没|吗)|(摇号|审核|申请|录取|评估|鉴定)结果(出来)?(了没|了吗|是什么|怎么样)?)[？?。]?$/,
  /(我|本人|我家|我爸|我妈)(现在|目前|已经|一共|总共|的)?.{0,8}(社保|医保|公积金|养老保险|失业保险)?(一共|总共|已经|累计)?(缴|交)(了|满)?(多少|几)(年|个?月)(了|的)?(社保|医保|公积金|养老保险|失业保险)?(了)?[？?。]?$/,
  /(我|本人|我家|我孩子)(的|名下)(积分|信用分|房子|房产|车|欠费|欠税|罚单|违章|退休金|养老金|低保金|补贴|工资).{0,6}(是|有|还有|排)?(多少|几)(分|套|辆|笔|钱|元|名)?(了)?[？?。]?$/,
  /(我|本人|我家)(的)?.{0,10}(为什么|怎么|为何)(会)?(被)?(驳回|退回|没(有)?通过|没批|审核不通过|不予受理)(了)?[？?。]?$/,
];

/** "我家的退费到账没有，户号…，帮我查一下": what is only a request to look or a number to look under, while the patterns end where the question does. */
const lookUp =
  /[，,。；;？?！!\s]*(?:(?:请|麻烦|能不能|能否)?(?:帮我|给我|帮忙)?(?:查|看)(?:一下|下|查|看)?|(?:我的)?(?:户号|编号|身份证号?码?|受理号|单号|卡号|手机号)(?:是|为|:|：)?[\dA-Za-z*]{4,})(?:吧|呗|谢谢)?(?=[，,。；;？?！!\s]|$)/gu;

/** A long message tells a story before it asks; such phrases in it are no question about a record. */
const questionLength = 80;

const asksForRecord = (question: string) =>
  [question, question.replace(lookUp, '')].some((text) => patterns.some((pattern) => pattern.test(text)));

export const personalRecord: Step<Guarded, Guarded> = (guarded, parts) =>
  guarded.question.length <= questionLength && asksForRecord(toSimplified(guarded.question))
    ? { end: plainDraft('declined_personal_record', declinedPersonalRecord(parts, guarded.question)) }
    : { go: guarded };
