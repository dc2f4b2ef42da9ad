import {
  contempt,
  evasion,
  insults,
  kindsOfPeople,
  otherPeople,
  privateMatters,
  protectiveNames,
  prying,
  remedy,
  wrongActs,
} from '../text/data/unsafe-words.ts';

/** Why a question is not answered; for tests and the log, never shown. */
export type Wrong = 'wrong_act' | 'evasion' | 'prying' | 'threat' | 'contempt' | 'insult';

const any = (parts: readonly string[], flags = '') => new RegExp(`(?:${parts.join('|')})`, flags);

const act = any(wrongActs, 'i');
const protective = new RegExp(protectiveNames, 'g');
const seeksRemedy = any(remedy);
const escapes = any(evasion, 'i');
const escapesAll = any(evasion, 'gi');

/** The same kinds of wrong in English, asked for or offered. */
const englishWrong =
  /\b(how (to|do i|can i)|teach me|help me|where (can|do) i|give me|write (me )?an? )\b.{0,60}\b(bomb|explosive|gun|weapon|poison|kill|murder|hack|steal|forge|fake|counterfeit|launder|smuggle|drugs?|cocaine|heroin|bribe|blackmail|kidnap|stalk|spy on|phish|malware|virus)\b/;
const englishRemedy =
  /\b(report|victim|penalty|punish|fine for|prevent|protect|avoid being|police|complain|law|regulation|policy|license|licence)\b/;

/** Help wanted to do a thing: a way, a tool, a place, a text; or a thing offered or boasted of. */
const wantsHelp =
  /如何|怎么|怎样|咋|教我|教教|教授|课程|帮我|帮助|方法|技巧|办法|主意|点子|idea|手段|工具|软件|指南|最好|最有效|最有用|渠道|哪里|哪儿|哪种|哪个|哪些|请(写|提供|介绍|告诉|以|给)|写一|设计|能否|能不能|你能|您能|有没有|是否有|是否可以|可以吗|想要|我要|我想|想知道|需要|打算|准备|计划|推荐|建议|选择|利用|我会|我们应该|你可以|您可以|兴趣|机会|策划|购买|出售/i;

/** "我…窃取了…": the speaker does it. */
const selfConfessed = new RegExp(`(?:^|[，,。；])?(?:我|我们|咱)(?!.{0,12}被).{0,24}(?:${wrongActs.join('|')})`, 'i');

const strongPrying = new RegExp(
  `(?:${prying.strong}).{0,24}(?:${otherPeople}|${privateMatters})|(?:${otherPeople}).{0,24}(?:${prying.strong})`,
  'i',
);
const weakPrying = new RegExp(
  `(?:${prying.weak}).{0,16}(?:${otherPeople}).{0,14}(?:${privateMatters})|(?:${otherPeople}).{0,10}(?:${privateMatters}).{0,10}(?:${prying.weak})`,
  'i',
);
const threat =
  /(我(知道|掌握|有)(了)?.{0,16}(信息|住址|秘密|把柄|家人)|利用(这个|这些|该|它).{0,6}(信息|把柄)?).{0,30}(威胁|对付|要挟|敲诈)|(如果|要是)(你)?不.{0,12}(听从|服从|给|交|照做).{0,14}(后果|对付|后悔|曝光|杀|弄死)|不要撒谎.{0,6}否则|放弃.{0,4}抵抗|给我你的.{0,6}(卡号|密码|账号)/;
const despises = new RegExp(`(?:${kindsOfPeople}).{0,24}(?:${contempt})|(?:${contempt}).{0,10}(?:${kindsOfPeople})`, 'i');
/** Words of administration: what speaks of them speaks of people as a policy does, and not with contempt. */
const administrative =
  /政策|补贴|补助|津贴|救助|申请|办理|登记|备案|社保|医保|保险|户口|户籍|入户|落户|待遇|(?<!双重|正常人的)标准|条件|证件?|材料|医疗|门诊|学位|入学|住房|公积金|养老|低保|报销|缴|规定|条例|办法(?!可以|能|让|把|来)|通知|法律|赔偿|投诉|怎么办/;
const insult = new RegExp(insults, 'i');

/**
 * What is wrong with a question, or null. `view` is the index view of the question in lower case.
 * A wrong act is named in many honest questions; it counts only when help with it is wanted and neither a remedy nor a rule is asked for.
 */
export function wrongIn(view: string): Wrong | null {
  const dense = view.replace(/\s+/g, '').replace(protective, '');
  const rest = dense.replace(escapesAll, '');
  const remedied = seeksRemedy.test(rest);
  if (englishWrong.test(view.toLowerCase()) && !englishRemedy.test(view.toLowerCase())) return 'wrong_act';
  if (threat.test(dense)) return 'threat';
  if (escapes.test(dense) && wantsHelp.test(dense) && !remedied) return 'evasion';
  if (act.test(dense) && wantsHelp.test(dense) && !remedied) return 'wrong_act';
  if (selfConfessed.test(dense) && !remedied) return 'wrong_act';
  // 身份证号 is what is pried for, and no certificate that is applied for.
  const aboutPolicy = administrative.test(dense.replace(/身份证号码?/g, ''));
  if (!remedied && !aboutPolicy && (strongPrying.test(dense) || weakPrying.test(dense))) return 'prying';
  if (!administrative.test(dense) && despises.test(dense)) return 'contempt';
  if (insult.test(dense) && !administrative.test(dense)) return 'insult';
  return null;
}
