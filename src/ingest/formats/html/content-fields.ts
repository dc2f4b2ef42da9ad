import type { Block, SourceField } from '../../blocks.ts';
import { type CheerioAPI, type Element, elementsBelow, isElement, tidy, visibleText } from './dom.ts';

/** Labels that say something about a document and never are a part of its text. */
const documentLabel =
  /^(索引号|统一编号|(发布|发文|制定|制发|颁布|公开|成文)(机构|机关|单位|部门|主体|日期|时间)|文号|发文字号|(实施|施行|生效|失效|废止|印发|公布)日期|有效期至|(文件)?有效性|时效性|(文件|效力|时效)状态|(主题|信息|体裁)分类|主题词|(信息)?来源)$/;

/**
 * Rows of label and value inside the content, each label in an element of its own without a colon: they go out of the text and into
 * the fields. One alone may be text.
 */
export function takePairs($: CheerioAPI, content: Element): SourceField[] {
  const found: { element: Element; field: SourceField }[] = [];
  const visit = (element: Element): void => {
    if (element.name === 'table' || element.name === 'p') return;
    const parts = element.children.filter(isElement);
    const [label, value] = parts.map((part) => visibleText(part));
    const name = label?.replace(/[\s:：]+/g, '') ?? '';
    if (parts.length === 2 && value && value.length <= 120 && documentLabel.test(name))
      found.push({ element, field: { name, value, basis: 'page_table' } });
    else for (const part of parts) visit(part);
  };
  visit(content);
  if (found.length < 2) return [];
  for (const { element } of found) $(element).remove();
  return found.map(({ field }) => field);
}

const ofMatter = /^(事项名称|实施主体|实施机关|实施机构|行使主体|办理机构|承办机构)$/;
const asked = /^(来信|信件|咨询|留言|提问|问题|诉求)内容$/;
const answered = /^(答复|回复|办理|处理)(内容|意见|结果|情况)$/;
const aboutLetter: [RegExp, string][] = [
  [/^(来信|信件|咨询|留言|提问|问题|诉求)?(标题|主题)$/, '标题'],
  [/^(答复|回复|办理|处理)(单位|部门|机构)$/, '来源'],
  [/^(答复|回复|办结)(日期|时间)$/, '发布日期'],
];

/** What tables and lists of names and values in the text say about it: the matter of a guide and who handles it. They stay. */
export function matterFields(blocks: Block[], title: string | null): SourceField[] {
  return blocks.flatMap((block, i) => {
    const next = blocks[i + 1];
    if (block.type === 'heading' && next?.type === 'paragraph' && ofMatter.test(block.text) && next.text.length <= 60)
      return [{ name: block.text, value: next.text, basis: 'page_table' }];
    const pairs = block.type === 'table' ? pairsOf(block.table.rows) : [];
    if (pairs.length < 3) return [];
    const named = pairs.flatMap(([name, value]): SourceField[] =>
      ofMatter.test(name) ? [{ name, value, basis: 'page_table' }] : [],
    );
    const isMatter = named.length === 0 && title === null && pairs.filter(([name]) => ofGuide.test(name)).length >= 2;
    return isMatter ? matterAbove(blocks.slice(0, i)) : named;
  });
}

/** What only tables about the handling of a matter name. */
const ofGuide =
  /^(办件类型|事项类型|(法定|承诺)(办结)?(时限|期限)|(是否)?收费(情况|标准)?|办理(形式|地点|时间|对象)|服务对象|到现场次数)$/;
const office = /^[\u4e00-\u9fff]{2,30}(局|委|委员会|厅|中心|政府|办公室|街道办事处)$/;

/** A page without a title prints the name of the matter, and often who handles it, right above the table. */
function matterAbove(blocks: Block[]): SourceField[] {
  const lines = blocks.slice(-2).flatMap((block) => (block.type === 'table' ? [] : [block.text]));
  const holder = lines.find((line) => office.test(line));
  const matter = lines.findLast((line) => line !== holder && line.length <= 60 && !/[。；：:>＞|]/.test(line));
  const field = (name: string, value: string | undefined): SourceField[] => (value ? [{ name, value, basis: 'page_table' }] : []);
  return [...field('事项名称', matter), ...field('实施主体', holder)];
}

/** A letter to an office and its answer, printed as a table, become a question and an answer; what else the table says are fields. */
export function readLetters(blocks: Block[]): { blocks: Block[]; fields: SourceField[] } {
  const fields: SourceField[] = [];
  const read = blocks.flatMap((block): Block[] => {
    const pairs = block.type === 'table' ? pairsOf(block.table.rows) : [];
    const question = pairs.find(([name]) => asked.test(name))?.[1];
    const answer = pairs.find(([name]) => answered.test(name))?.[1];
    if (!question || !answer) return [block];
    for (const [name, value] of pairs) {
      const field = aboutLetter.find(([pattern]) => pattern.test(name))?.[1];
      if (field) fields.push({ name: field, value, basis: 'page_table' });
    }
    const rest = pairs.filter(([name]) => !asked.test(name) && !answered.test(name)).map(([name, value]) => `${name}：${value}`);
    return [
      { type: 'paragraph', text: `问：${tidy(question)}`, page: null },
      { type: 'paragraph', text: `答：${tidy(answer)}`, page: null },
      ...(rest.length > 0 ? [{ type: 'paragraph', text: rest.join('　'), page: null } satisfies Block] : []),
    ];
  });
  return { blocks: read, fields };
}

/** Name and value side by side, one or two pairs a row. */
function pairsOf(rows: string[][]): [string, string][] {
  return rows.flatMap((row) => {
    const cells = row.filter((cell, x) => x === 0 || cell !== row[x - 1]).map((cell) => cell.trim());
    if (cells.length % 2 !== 0) return [];
    return Array.from({ length: cells.length / 2 }, (_, i): [string, string] => [
      cells[i * 2]!.replace(/[\s:：]+/g, ''),
      cells[i * 2 + 1]!,
    ]).filter(([name, value]) => name !== '' && value !== '');
  });
}

const icon = /^[Q问A答]$/i;

/** The icons Q and A in front of questions and answers, each in an element of its own, become the words that they stand for. */
export function labelQuestions($: CheerioAPI, content: Element): void {
  const icons = elementsBelow(content).filter(
    (element) => element.children.length === 1 && icon.test(tidy($(element).text())) && opens($, element),
  );
  const isQuestion = (element: Element) => /[Q问]/i.test($(element).text());
  const alternate = icons.every((element, index) => isQuestion(element) === (index % 2 === 0));
  if (icons.length < 2 || icons.length % 2 !== 0 || !alternate) return;
  for (const element of icons) $(element).text(isQuestion(element) ? '问：' : '答：');
}

/** Nothing but white space stands before it in its parent. */
const opens = ($: CheerioAPI, { prev }: Element) => prev === null || (prev.prev === null && tidy($(prev).text()) === '');
