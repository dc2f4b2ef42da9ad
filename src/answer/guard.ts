import { stripInvisible, toIndexView } from '../text/normalise.ts';
import { redact } from '../text/personal-data.ts';
import { plainDraft } from './draft.ts';
import type { Step } from './step.ts';
import type { Asked, Guarded } from './values.ts';
import { declinedUnsafe, emergencyHelp } from './wording.ts';

/**
 * Attempts to steer the machine rather than to ask about policy (OWASP LLM01), and requests for help with a wrong.
 * Checked on the normalised text, so that full-width letters and invisible characters do not hide them.
 */
const unsafe: RegExp[] = [
  /(忽略|无视|忘记|忘掉|抛开|跳过).{0,12}(以上|之前|前面|所有|一切|系统|原有|既定).{0,10}(规则|指令|指示|提示|设定|限制|要求|约束)/,
  /(ignore|disregard|forget).{0,20}(previous|above|all|prior|your).{0,20}(instruction|rule|prompt|guideline)/,
  /(系统|你的|初始|隐藏).{0,4}(提示词|prompt|指令内容|设定内容)|system\s*prompt|开发者模式|越狱|jailbreak|dan\s*mode/,
  /(扮演|假装|假扮|现在你是|从现在起你是|请你充当).{0,30}(不受|没有|无).{0,6}(限制|约束|审查)/,
  /(怎么|如何|怎样|教我|教教我|帮我|有什么办法).{0,16}(伪造|造假|作假|骗取|骗保|套取|冒领|冒充|行贿|贿赂|逃税|偷税|洗钱|盗用|破解|黑进|入侵|投毒|绑架|杀人|杀死|自杀|自残|制毒|贩毒|吸毒|爆炸物|炸弹|炸药|枪支|毒品)/,
  /(怎么|如何|怎样|教我|帮我|哪里|哪儿).{0,10}(买|购买|制作|制造|搞到|弄到|办).{0,8}(假证|假章|假发票|假学历|假病历|假证明|假材料|毒品|枪支|炸药|炸弹|迷药|窃听)/,
];

/** Somebody in danger needs a person at once, not a policy. */
const emergency =
  /(不想活|想自杀|要自杀|想死|结束(我的)?生命|轻生|活不下去了|割腕|跳楼自|有人要杀|正在被打|家暴.{0,6}(打|救)|救命)/;

export const guard: Step<Asked, Guarded> = (asked, parts) => {
  const visible = stripInvisible(asked.request.question).trim();
  const view = toIndexView(visible).replace(/\s+/g, ' ');
  if (emergency.test(view)) return { end: plainDraft('declined_unsafe', emergencyHelp(parts)) };
  if (unsafe.some((pattern) => pattern.test(view) || pattern.test(view.replace(/[\s.,，。·*_-]+/g, '')))) {
    return { end: plainDraft('declined_unsafe', declinedUnsafe(parts)) };
  }
  return { go: { ...asked, question: redact(visible).text } };
};
