import { halfWidth } from '../structure/lines/spelling.ts';

/** What a column of a FAQ list holds. */
export const faqColumns = [
  'question',
  'answer',
  'similar',
  'script',
  'internalNote',
  'conditions',
  'materials',
  'steps',
  'contact',
  'serviceUrl',
  'serviceLabel',
  'unit',
  'topic',
  'tags',
  'region',
  'audience',
  'channels',
  'from',
  'until',
  'basis',
] as const;
export type FaqColumn = (typeof faqColumns)[number];

/** Names in reports. */
export const columnNames: Record<FaqColumn, string> = {
  question: '问题',
  answer: '答案',
  similar: '相似问',
  script: '口径',
  internalNote: '内部说明',
  conditions: '办理条件',
  materials: '申请材料',
  steps: '办理步骤',
  contact: '联系方式',
  serviceUrl: '办理链接',
  serviceLabel: '办理事项',
  unit: '责任单位',
  topic: '事项分类',
  tags: '标签',
  region: '地区',
  audience: '可见范围',
  channels: '渠道',
  from: '开始日期',
  until: '结束日期',
  basis: '依据',
};

/** Header words, the telling ones first; a header is compared without white space, colons and remarks in brackets. */
const words: [FaqColumn, RegExp][] = [
  ['similar', /相似|同义|扩展问|其他问法|用户问法|市民问法|近似问|similar/],
  ['internalNote', /内部|坐席(?:提示|备注|须知)|^备注$|注意事项|internal|^note/],
  ['script', /口径|话术|坐席答复|script/],
  ['audience', /可见|受众|公开范围|知悉范围|audience/],
  ['basis', /依据|来源文件|出处|政策文件|basis/],
  ['serviceLabel', /办理事项|事项名称|链接名称|服务事项/],
  ['serviceUrl', /链接|网址|入口|url|link/],
  ['from', /开始|起始|生效|上线|启用|有效期起|from|start/],
  ['until', /结束|截止|失效|下线|有效期至|终止|until|end/],
  ['channels', /渠道|channel/],
  ['conditions', /条件/],
  ['materials', /材料/],
  ['steps', /步骤|流程|程序/],
  ['contact', /联系(?!单位|部门|科室|机构)|电话|(?:办理|办公)地[点址]/],
  ['unit', /部门|单位|机构|科室|主管|unit|department/],
  ['region', /地区|区域|地域|region/],
  ['topic', /事项分类|叶子分类|topic/],
  ['tags', /标签|关键词|关键字|分类|主题|类别|tag|keyword/],
  ['question', /^(?:序号)?(?:标准|常见|咨询|热点)?(?:问题|提问|问句|问)(?:内容|描述|名称|标题)?$|^question$|^q$|咨询内容|问题/],
  ['answer', /^(?:标准|参考|政策)?(?:答案|答复|解答|回答|回复|答)(?:内容)?$|^answer$|^a$|解答|答复|答案|回复/],
];

/** What a header names; null for 序号 and the like. */
export function columnOf(header: string): FaqColumn | null {
  const plain = halfWidth(header)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s:*]/g, '')
    .toLowerCase();
  if (plain === '' || plain.length > 20) return null;
  return words.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Where the columns are: index by meaning, the first column of each kind; and the row that holds their names. */
export interface ColumnMap {
  headerRow: number;
  columns: Map<FaqColumn, number>;
  /** True where the questions were known by their question marks and not by a header. */
  guessed: boolean;
}

const headerSearch = 5;

/** Finds question and answer columns by header, else by content; null when the table is no FAQ list. */
export function findColumns(rows: string[][]): ColumnMap | null {
  for (let headerRow = 0; headerRow < Math.min(rows.length, headerSearch); headerRow++) {
    const columns = readHeader(rows[headerRow]!);
    if (!columns.has('answer') && columns.has('script')) {
      columns.set('answer', columns.get('script')!);
      columns.delete('script');
    }
    if (columns.has('question') && columns.has('answer')) return { headerRow, columns, guessed: false };
  }
  return guessByContent(rows);
}

function readHeader(header: string[]): Map<FaqColumn, number> {
  const columns = new Map<FaqColumn, number>();
  header.forEach((cell, index) => {
    const column = columnOf(cell);
    if (column && !columns.has(column)) columns.set(column, index);
  });
  return columns;
}

const isQuestion = (cell: string) => /[？?]\s*$/.test(cell.trim()) && cell.length <= 200;

/** A column of questions with longer texts in another one. */
function guessByContent(rows: string[][]): ColumnMap | null {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length < 3 || width < 2) return null;
  const share = (column: number, test: (cell: string) => boolean) =>
    rows.filter((row) => test(row[column] ?? '')).length / rows.length;
  const all = Array.from({ length: width }, (_, column) => column);
  const question = all.find((column) => share(column, isQuestion) >= 0.6);
  if (question === undefined) return null;
  const length = (column: number) => rows.reduce((sum, row) => sum + (row[column] ?? '').length, 0);
  const answer = all.filter((column) => column !== question).sort((a, b) => length(b) - length(a))[0];
  if (answer === undefined || length(answer) < length(question)) return null;
  const headerRow = isQuestion(rows[0]![question] ?? '') ? -1 : 0;
  return {
    headerRow,
    columns: new Map<FaqColumn, number>([
      ['question', question],
      ['answer', answer],
    ]),
    guessed: true,
  };
}
