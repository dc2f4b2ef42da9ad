import type { EntryContent } from '../../domain/entry.ts';
import { columnOf as ingestColumnOf } from '../../ingest/faq/columns.ts';
import { fieldNames } from '../entries/fields.ts';

/** What a column of an import list holds. Both parts of the legal basis stand in one column, the link in two. */
export type ImportField =
  | 'id'
  | Exclude<keyof EntryContent, 'basis' | 'legalBasis' | 'serviceLink' | 'unitId'>
  | 'basis'
  | 'url'
  | 'urlLabel'
  | 'unit';

export interface ImportColumn {
  field: ImportField;
  /** Header of the template and of exports. */
  header: string;
  required: boolean;
  /** What is to be written there, for the sheet of explanations. */
  words: string;
  /** Cell of the example row. */
  example: string;
  /** Width in the template, in characters. */
  width: number;
}

const column = (field: ImportField, header: string, width: number, words: string, example = '', required = false) => ({
  field,
  header,
  required,
  words,
  example,
  width,
});

/** In the order of the template. */
export const importColumns: readonly ImportColumn[] = [
  column('id', '编号', 14, '新增时留空。导出的表里有编号：改好再导入，就是修改这一条。'),
  column(
    'question',
    fieldNames.question,
    36,
    '市民会怎么问，不超过 128 个字。同一个文件里不能重复。',
    '（示例）灵活就业社保补贴怎么申请？',
    true,
  ),
  column(
    'similarQuestions',
    fieldNames.similarQuestions,
    36,
    '同样意思的其他问法，每行一个，或用“；”隔开，最多 60 个。',
    '灵活就业补贴怎么办\n社保补贴到哪里申请',
  ),
  column(
    'answer',
    fieldNames.answer,
    60,
    '给市民看的答复，不超过 8000 个字。列举的写成“1.”或“- ”开头的行。不要写公民的姓名、身份证号、手机号、银行卡号。',
    '符合条件的，可以向户籍所在街道申请。\n1. 带身份证和申请表；\n2. 街道 5 个工作日内答复。',
    true,
  ),
  column('script', fieldNames.script, 36, '坐席念给来电人听的话，只有工作人员看得到。'),
  column('internalNote', fieldNames.internalNote, 30, '给坐席的提示，只有工作人员看得到。'),
  column('conditions', fieldNames.conditions, 30, '谁可以办。'),
  column('materials', fieldNames.materials, 30, '要带什么。'),
  column('steps', fieldNames.steps, 30, '怎么办。'),
  column('contact', fieldNames.contact, 24, '办理地点、电话、时间。写单位的公开电话，不写个人手机。'),
  column('basis', '依据', 36, '文件名称、文号和条款，每行一处。', '《示例市灵活就业社保补贴办法》（示府规〔2025〕1号）第五条'),
  column('noBasisReason', fieldNames.noBasisReason, 24, '确实没有依据时写明原因，否则不能提交审核。'),
  column('url', fieldNames.serviceLink, 30, '以 http:// 或 https:// 开头的网址。', 'https://www.example.gov.cn/banshi/1'),
  column('urlLabel', '办事入口名称', 18, '链接上显示的文字，不写就显示“办理入口”。', '网上申请'),
  column('unit', fieldNames.unitId, 22, '系统里已有的单位名称。'),
  column('region', fieldNames.region, 14, '适用的地区，如“示例市高新区”。'),
  column('tags', fieldNames.tags, 20, '用“；”隔开，每个不超过 20 个字，最多 20 个，不能和问题相同。', '就业；补贴'),
  column('topic', fieldNames.topic, 14, '事项目录里的末级分类。'),
  column(
    'audiences',
    fieldNames.audiences,
    14,
    '公众、热线、窗口，可以写几个，用“；”隔开。不写就是公众和各坐席都能看。',
    '公众；热线；窗口',
  ),
  column('channels', fieldNames.channels, 16, '网页、热线、窗口，可以写几个。不写就是全部。', '网页；热线；窗口'),
  column('visibleFrom', fieldNames.visibleFrom, 12, '从这一天起生效，写成 2026-01-31。不写就是审核通过后马上生效。'),
  column('visibleUntil', fieldNames.visibleUntil, 12, '到这一天为止（当天仍有效），写成 2026-12-31。不写就是长期。'),
];

export const columnByField = new Map(importColumns.map((one) => [one.field, one]));

/** Other names that lists in use give to their columns. */
const aliases: [ImportField, RegExp][] = [
  ['id', /^(?:条目|问答|知识)?(?:编号|ID)$/i],
  ['conditions', /^(?:办理|适用|申请|受理)?条件$/],
  ['materials', /^(?:所需|申请|办理|申报)?材料(?:清单)?$/],
  ['steps', /^(?:办理|申请|办事)?(?:流程|步骤|程序)$/],
  ['contact', /^(?:联系|咨询)(?:方式|电话)$/],
  ['noBasisReason', /^(?:没有|无)依据(?:的)?(?:理由|原因)$/],
  ['topic', /^(?:事项|业务|知识)?(?:分类|类别)$/],
  ['url', /^办(?:事|理)(?:入口|链接|网址)$/],
  ['urlLabel', /^办(?:事|理)(?:入口|链接|事项)名称$/],
  ['internalNote', /^内部(?:说明|提示|备注)$/],
];

const ofIngest: Partial<Record<NonNullable<ReturnType<typeof ingestColumnOf>>, ImportField>> = {
  question: 'question',
  answer: 'answer',
  similar: 'similarQuestions',
  script: 'script',
  internalNote: 'internalNote',
  serviceUrl: 'url',
  serviceLabel: 'urlLabel',
  unit: 'unit',
  tags: 'tags',
  region: 'region',
  audience: 'audiences',
  channels: 'channels',
  from: 'visibleFrom',
  until: 'visibleUntil',
  basis: 'basis',
};

/** Column of the list of faulty rows; never read. */
export const reasonHeader = '未导入的原因';

/** What a header names: the template's own words first, then those of other lists; null for 序号 and the like. */
export function fieldOfHeader(header: string): ImportField | null {
  const plain = header
    .normalize('NFKC')
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s:*]/g, '');
  if (plain === '' || plain === reasonHeader || plain.length > 20) return null;
  const own = importColumns.find(({ header: known }) => known === plain);
  const other = own?.field ?? aliases.find(([, pattern]) => pattern.test(plain))?.[0];
  if (other) return other;
  const known = ingestColumnOf(plain);
  return (known && ofIngest[known]) ?? null;
}

/** A, B … Z, AA: as a sheet names its columns; `index` counts from 0. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetter(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
