import { halfWidth, tight } from './spelling.ts';

/** Words that end the name of an official document (文种 and the usual names of what a notice wraps). */
const genre =
  '通知|公告|通告|布告|通报|公报|决定|决议|命令|令|意见|批复|答复|函|纪要|议案|报告|请示|办法|规定|细则|条例|规则|规程|规范|准则|守则|制度|章程|方案|要点|规划|计划|纲要|措施|标准|目录|清单|指南|指引|手册|解读|问答|预案|流程|名录|名单|法|政策|解释|公约|协议|说明|须知|公示|启事|倡议书|公开信|简介|表';
export const genreEnd = new RegExp(`(?:${genre})(?:\\s?[（(][^（）()]{1,20}[)）])?$`);

/** Names of rules that a 印发 notice carries as a text of its own. */
export const measureEnd =
  /(?:办法|规定|细则|条例|规则|规程|规范|准则|守则|制度|章程|方案|要点|规划|计划|纲要|措施|标准|目录|清单|指南|指引|意见|预案|流程|政策|手册)(?:\s?[（(][^（）()]{1,20}[)）])?$/;

const organEnd =
  /(?:局|委|委员会|厅|部|办公室|办公厅|办|政府|中心|处|署|院|会|党组|银行|公司|集团|大学|学院|学校|医院|支队|总队|大队|所|站|馆|社|司|台|指挥部|小组|综合组|工作组|机制|街道|红十字会)(?:[（(][^（）()]{2,40}[)）])?$/;

/** "广州市教育局", "国家税务总局 财政部": organs and nothing else. */
export function isOrganLine(text: string): boolean {
  if (text.length > 120) return false;
  const plain = text.trim();
  if (plain.length < 3 || plain.length > 60 || /[。，；：:,;！？!?《》]/.test(plain)) return false;
  // 可网办, 一次办 and the like tell how a matter is handled.
  if (/(?:可网|可|就近|掌上|马上|网上|一次|帮|代|联|通|即)办$/.test(plain)) return false;
  return plain.split(/\s+|、/).every((part) => organEnd.test(part)) && /\p{Script=Han}{3}/u.test(plain);
}

/** Where the organs of a title end: "某市人民政府贯彻国务院关于…" is of the city. */
const organsEnd = /^(.{3,120}?)(?:关于|印发|转发|批转|贯彻)/;

/** "某县人民政府第3次常务会议纪要": the organ that met. */
const minutesOf =
  /^(.{2,40}?(?:政府|委员会|办公室|管委会|指挥部|领导小组|[局厅委]))(?:第\S{1,6}次)?(?:党组|常务|专题|办公|全体|局长|主任|工作|协调|联席)*(?:会议)?(?:第\S{1,6}次)?(?:会议)?纪要$/;

/** The organs before 关于 in a title, e.g. ["某市民政局", "某市财政局"]; empty when the title names none. */
export function organsOfTitle(title: string): string[] {
  const plain = title.replace(/^[（(【[](?:转载|转发|[^）)】\]]{1,6})[）)】\]]/, '').trim();
  const before = (organsEnd.exec(plain) ?? minutesOf.exec(plain))?.[1]?.trim();
  if (!before || /^(?:关于|转发|印发|批转)|[《〈]/.test(before)) return [];
  const spaced = before.replace(/等\s*\S{0,3}(?:部门|单位)$/, '').split(/[\s、]+/);
  const organs = spaced.flatMap(splitRunTogether).filter(Boolean);
  return organs.every((organ) => organEnd.test(organ) && !/[，。：]/.test(organ)) ? organs : [];
}

/** "某市人力资源和社会保障局某市财政局" -> two, where the same place name begins again. */
function splitRunTogether(text: string): string[] {
  const place = /^(.{1,6}?[省市区县州])/.exec(text)?.[1];
  if (!place || place.length < 2) return [text];
  const parts = text.split(new RegExp(`(?<=[局委厅部室会院处府])(?=${place})`));
  return parts.every((part) => organEnd.test(part)) ? parts : [text];
}

/**
 * The name of the text that a notice carries: 关于印发《X》的通知 -> X. Null when the title is not of that kind.
 * Without 《》 the name must end like the name of a rule, so that 关于公布…标准的通知 about figures is still taken but 关于发布…信息的公告 is not.
 */
export function wrappedNameOf(title: string): string | null {
  const plain = title.trim().replace(/[（(][^（）()]{1,12}[)）]$/, '');
  const match =
    /(?:印发|发布|公布|颁布|转发|批转|下发|修订)(?:修订后的|新修订的|修改后的)?(.+?)的(?:通知|公告|通告|决定|函|令)$/.exec(plain);
  if (!match) return null;
  const inner = match[1]!.trim();
  const quoted = firstQuoted(inner);
  if (quoted) return quoted;
  return measureEnd.test(inner) ? inner : null;
}

/** What the quotation marks hold with which a text opens, those inside of them counted; null where it opens with none. */
export function firstQuoted(text: string): string | null {
  if (!/^[《〈«]/.test(text)) return null;
  let depth = 0;
  for (const [at, sign] of [...text.slice(0, 400)].entries()) {
    if (/[《〈«]/.test(sign)) depth++;
    else if (/[》〉»]/.test(sign) && --depth === 0) return [...text].slice(1, at).join('');
  }
  return /^[《〈«](.+?)[》〉»]/.exec(text)?.[1] ?? null;
}

/** A line that is nothing but a date, Arabic or Chinese. */
export function isDateLine(text: string): boolean {
  if (text.length > 60) return false;
  const plain = tight(text).replace(/^[（(]|[)）]$/g, '');
  return /^(?:\d{4}|[零〇○Ｏ一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,4})日$/.test(
    plain,
  );
}

/** "某县人民政府办公室　2016年5月27日": organ and day on one line, as minutes and bulletins bear them in their head. */
export function organWithDay(text: string): string | null {
  const organ =
    text.length <= 80 ? /^(.{3,40}?)\s+\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/.exec(halfWidth(text).trim())?.[1] : undefined;
  return organ !== undefined && isOrganLine(organ) ? organ : null;
}

/** 公开方式, 抄送, 印发机关与日期 and the like: the imprint below the text. */
export function isImprint(text: string): boolean {
  if (text.length > 400) return false;
  const plain = tight(text);
  if (
    /^[（(]?(?:公开方式|公开属性|公开类别|信息公开选项|信息公开形式|公开形式|此件|抄送|分送|主送|主题词|印发机关|校对|责任校对)/.test(
      plain,
    )
  ) {
    return plain.length < 200;
  }
  return /\d{4}年\d{1,2}月\d{1,2}日(?:印发|印)$/.test(plain) && plain.length < 60;
}

/** 主送机关: a list of organs or people that ends in a colon, before the text. */
export function isSalutation(text: string): boolean {
  if (text.length > 420 || !/[:：]\s*$/.test(text.slice(-4))) return false;
  const plain = halfWidth(text).trim();
  if (plain.length > 400 || /[。;!?]/.test(plain)) return false;
  return (
    /^(?:各|有关|市直|省直|区直|中央|国务院|全市|全省|全区|全体|本市|局属|委属|区属|市属|省属|机关|广大|尊敬的|机关各)/.test(
      plain,
    ) || /(?:政府|部门|机构|单位|企业|局|委|厅|委员会|办公室|处|中心|学校|医院|银行|公司|会):$/.test(plain)
  );
}

const reporter = '(?:本报|本网|本台|全媒体|融媒体|见习|首席|特约|报)?(?:记者|通讯员)';
const newsOpening = new RegExp(
  `^(?:本报讯|本网讯|本刊讯|新华社|中新社|人民网|央视网|\\p{Script=Han}{2,10}(?:日报|晚报|时报|新闻网|电视台)?讯[ （(，,]|[（(]?${reporter}[ ：:\\p{Script=Han}]{1,20}[)）])|${reporter}(?:昨日|今日|近日|从|获悉|了解到|在现场)|(?:近日|日前|昨日|今日|\\d{1,2}月\\d{1,2}日(?:上午|下午|晚)?)[，,][^。]{2,60}(?:召开|举行|举办|启动|调研|慰问|会见)`,
  'u',
);

/** True for the first words of a report: 本报讯（记者 …）, 新华社…电, 记者从…获悉. */
export function opensAsNews(paragraph: string): boolean {
  return newsOpening.test(halfWidth(paragraph.slice(0, 120)).trim());
}

/** 份号, 密级 and 紧急程度 stand alone in the upper corner of a letter (GB/T 9704-2012, 7.2). */
export function isCornerElement(text: string): boolean {
  return text.length <= 24 && /^(?:\d{6}|(?:绝密|机密|秘密)(?:★.{0,12})?|特急|加急|特提|平急|急件)$/.test(tight(text));
}

/** The line of the number without the person who signs, who stands at its right end (签发人：某某). */
export const withoutSigner = (text: string) => text.replace(/\s+签发人\s*[:：].{1,30}$/, '');
