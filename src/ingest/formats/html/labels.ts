/**
 * Labels that government pages print beside an article's data. The name is kept as printed; what it means is decided later.
 * Blanks inside a label (文　　号) do not matter.
 */
const dataLabels = [
  '索引号|索引|统一编号|信息索引号|公开目录号|编号',
  '发布机构|发文机关|发文机构|发布机关|制定机关|制发机关|公开机构|公开主体|实施主体|实施机关|实施机构|制定单位|颁布单位|颁布部门|公开责任部门|责任部门|发文单位|发布单位|发布部门|供稿单位|制作单位|产生单位|所属机构|来源部门',
  '信息来源|文章来源|稿件来源|资料来源|内容来源|数据来源|新闻来源|来源',
  '发布日期|发布时间|发表时间|发表日期|公开日期|公开时间|公布日期|公布时间|更新时间|更新日期|上网日期|时间|日期',
  '颁布日期|颁布时间|批准日期|发文日期|成文日期|成文时间|生成日期|制发日期|印发日期|签发日期|制定日期',
  '文号|发文字号|发文文号|文件编号|文件号|公文文号|字号',
  '实施日期|施行日期|生效日期|生效时间|执行日期|实施时间|开始日期',
  '失效日期|失效时间|废止日期|废止时间|终止日期|截止日期|有效期限|有效期至|有效期',
  '文件状态|公文时效|有效性|时效性|效力状态|文件有效性|时效状态|是否有效|效力|信息有效性|有效状态|状态',
  '标题|名称|信息名称|文件名称|法规名称|事项名称|主题词|关键词|主题分类|主题|分类|体裁|体裁分类|组配分类|服务对象|信息类别|类别|栏目|公开方式|公开范围|公开形式|公开属性|公开类型',
  '作者|责任编辑|编辑|编审|审核|校对|校审|责编|供稿|撰稿|图文|摄影|解读机关|解读单位|解读人|签发人|登记号|规范性文件编号|适用地区|咨询电话',
];

/** Labels of page tools: they end a value, and are dropped. */
const toolLabels =
  '浏览次数|浏览量|浏览数|浏览|点击量|点击数|点击率|点击|访问量|访问次数|阅读量|阅读次数|阅读数|阅读|字体大小|字体|字号大小|浏览字号|打印本页|打印|分享到|分享|收藏|扫一扫|视力保护色|保护视力色|背景色|评论|点赞|下载|大中小|朗读|语音播报';

const loose = (words: string) =>
  words
    .split('|')
    .sort((a, b) => b.length - a.length)
    .map((word) => [...word].join('[\\s\\u00a0\\u3000]*'))
    .join('|');

const dataPattern = loose(dataLabels.join('|'));
const toolPattern = loose(toolLabels);

/** A data label needs its colon; a tool needs none. A character of a longer word before a label means that it is no label. */
const labelPattern = () =>
  new RegExp(
    `(?<![\\u4e00-\\u9fff])(?:[【\\[〖]\\s*)?(?:(?<data>${dataPattern})(?:\\s*[】\\]〗])?\\s*[:：]|(?<tool>${toolPattern})(?=\\s*[:：】\\]〗]|[\\s\\d-]|$))`,
    'g',
  );

/** A label that means nothing here still ends the value before it, where the page sets it apart. */
const otherLabel = /^[\u4e00-\u9fff]{2,8}\s*[:：]/;
const nextLabel = /\s(?:\|\s*)?(?:[\u4e00-\u9fff]{2,6}\s*[:：]|(?:记者|通讯员|作者)\s)|\s\|\s*(?=\d{4}[-/.年])/;
/** A day that a bar sets apart from the value before it: `来源：示例市教育局 | 2026-03-01 09:00`. */
const barredDay = /\s\|\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?)/;

export interface LabelledValue {
  name: string;
  value: string;
}

/** Splits a line such as `来源：示例市教育局 发布时间：2026-03-01 浏览次数：9` into its labelled values; tools are dropped. */
export function labelledValues(line: string): LabelledValue[] {
  const marks = [...line.matchAll(labelPattern())];
  const values: LabelledValue[] = [];
  marks.forEach((mark, i) => {
    const name = mark.groups?.data?.replace(/\s+/g, '');
    if (!name) return;
    const value = line.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? line.length);
    values.push({ name, value: untilNextLabel(value) });
    const day = barredDay.exec(value)?.[1];
    if (day) values.push({ name: '日期', value: day });
  });
  return values;
}

/** A label that means nothing here ends the value before it too, where white space or a bar sets it apart. */
function untilNextLabel(value: string): string {
  return trimValue(value.slice(0, nextLabel.exec(value)?.index));
}

/** True when the whole text is one label, with or without its colon: the left cell of a page table. */
export function isLabelOnly(text: string): boolean {
  return new RegExp(`^(?:${dataPattern})\\s*[:：]?$`).test(text.trim());
}

/** How many data labels a text holds. */
export function countLabels(text: string): number {
  return [...text.matchAll(labelPattern())].filter((mark) => mark.groups?.data).length;
}

/** True when a text begins with a label of data or of a tool. */
export function startsWithLabel(text: string): boolean {
  return text.search(labelPattern()) === 0;
}

/** True also when another word stands before a colon as labels do: beside an article that is data, inside it mostly text. */
export function startsWithAnyLabel(text: string): boolean {
  return startsWithLabel(text) || otherLabel.test(text);
}

const documentNumber =
  /^\s*[\u4e00-\u9fff]{2,14}(?:\s*[〔[［【（(]\s*\d{4}\s*[〕\]］】）)]\s*第?\s*\d{1,5}\s*号|令\s*(?:第|〔\d{4}〕)?\s*\d{1,5}\s*号)/;

/** A document number with which the line begins, with the blanks before it; null when there is none. */
function leadingNumber(line: string): string | null {
  return documentNumber.exec(line)?.[0] ?? null;
}

/** True for a line that is a document number and nothing else. */
export const isNumberLine = (line: string) => leadingNumber(line)?.trim() === line.trim();

/** The site with its address, as it stands before date and source on older pages. */
const siteName =
  /^\s*[\u4e00-\u9fff]{2,20}(?:网|网站|政府|局|厅|委|办公室|中心)(?:\s+(?:https?:\/\/)?(?:www\.)?(?=[\d.-]*[a-z])[\w.-]+)?\s+/i;

/** True for a line that holds nothing but labelled values of page data (来源, 时间 …) and tools. */
export function isLabelLine(line: string): boolean {
  if (line.length > 160) return false;
  const first = line.search(labelPattern());
  const before = line.slice(leadingNumber(line)?.length ?? 0, Math.max(0, first)).replace(siteName, '');
  if (first < 0 || before.length > 24 || !/^[\s\d:：年月日/.\-－【[（(|｜]*$/.test(before)) return false;
  return labelledValues(line).every((pair) => pair.value.length <= 60 && !/[。；]/.test(pair.value));
}

function trimValue(value: string): string {
  const trimmed = value.replace(/^[\s:：]+/, '').replace(/[\s|｜·•【[〖（(:：,，]+$/, '');
  // The bracket that stood before the label: [编辑：周洁].
  return /[【[〖（(]/.test(trimmed) ? trimmed : trimmed.replace(/[】\]〗）)]+$/, '');
}

const leadingDay = /^\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?)/;

/** `2025年3月1日 来源：…` and `示府〔2025〕3号 来源：…`: date and number before the first label, also behind the name of the site. */
export function leadingValues(line: string): LabelledValue[] {
  const number = leadingNumber(line);
  const date = leadingDay.exec(line.slice(number?.length ?? 0).replace(siteName, ''))?.[1];
  return [...(date ? [{ name: '日期', value: date }] : []), ...(number ? [{ name: '文号', value: number.trim() }] : [])];
}
