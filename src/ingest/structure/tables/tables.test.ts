import { describe, expect, it } from 'vitest';
import type { ParsedSource, Table } from '../../blocks.ts';
import { structureDocument } from '../structure.ts';
import { questionAnswerPairs } from '../tree/question-answers.ts';
import { describedTable, tableClauses } from './tables.ts';

const table = (rows: string[], more: Partial<Table> = {}): Table => ({
  caption: null,
  headerRows: 0,
  rows: rows.map((row) => row.split('|')),
  ...more,
});
const nothing = { above: [], below: [] };
const texts = (rows: string[], more: Partial<Table> = {}, around = nothing as { above: string[]; below: string[] }) =>
  tableClauses(table(rows, more), around).rows.map((row) => row.text);

describe('a row reads alone', () => {
  it('with the names of its columns, merged cells once', () => {
    expect(texts(['区|补助|补助', '区|老人|儿童', '东区|100|80', '西区|90|90'], { headerRows: 2 })).toEqual([
      '区：东区；补助 老人：100；补助 儿童：80',
      '区：西区；补助 老人：90；补助 儿童：90',
    ]);
  });

  it.each([
    ['above the table', { above: ['照明补助标准', '单位：元/盏'], below: [] }, {}],
    ['in the name', { above: ['照明补助标准（单位：元/盏）'], below: [] }, {}],
    ['in the caption', nothing, { caption: '照明补助标准（单位：元/盏）' }],
    ['by the format', nothing, { unit: '元/盏' }],
    ['in a note', { above: [], below: ['注：补助的单位为元/盏。'] }, {}],
  ])('with the unit that is given %s', (_, around, more) => {
    const { rows } = tableClauses(table(['区|标准|电话', '东区|100|5550100'], { headerRows: 1, ...more }), around);
    expect(rows.map((row) => row.text)).toEqual(['区：东区；标准：100；电话：5550100；单位：元/盏']);
    expect(rows[0]!.facts.unit).toBe('元/盏');
  });

  it('without a unit beside figures that have their own', () => {
    expect(texts(['区|人数（人）', '东区|100'], { headerRows: 1, unit: '万元' })).toEqual(['区：东区；人数（人）：100']);
    expect(texts(['区|标准', '东区|100元/月'], { headerRows: 1, unit: '元' })).toEqual(['区：东区；标准：100元/月']);
  });

  it('with the notes whose marks it bears', () => {
    const around = { above: [], below: ['注：①含税。', '②不含运费。', '第二段是正文。'] };
    expect(texts(['品名|价格', '灯具|100①', '灯杆|200②', '电缆|300'], { headerRows: 1 }, around)).toEqual([
      '品名：灯具；价格：100①；注：①含税。',
      '品名：灯杆；价格：200②；②不含运费。',
      '品名：电缆；价格：300',
    ]);
    const starred = { above: [], below: ['* 仅限新装。', '** 含安装费。'] };
    expect(texts(['品名|价格', '灯具|100*', '灯杆|200**'], { headerRows: 1 }, starred)).toEqual([
      '品名：灯具；价格：100*；* 仅限新装。',
      '品名：灯杆；价格：200**；** 含安装费。',
    ]);
  });

  it('under its sub-heading, which a total leaves', () => {
    const rows = ['街道|盏数', '城区|城区', '东街|10', '郊区|郊区', '南街|5', '合计|15', '注：年底数。|注：年底数。'];
    expect(texts(rows, { headerRows: 1 })).toEqual([
      '城区：街道：东街；盏数：10',
      '郊区：街道：南街；盏数：5',
      '街道：合计；盏数：15',
      '注：年底数。',
    ]);
  });

  it('in a list of properties, whose names stand in the first column', () => {
    const rows = ['事项名称|夜间照明补助', '实施主体|市城市管理局', '办理时限|20个工作日', '咨询电话|5550100'];
    expect(texts(rows, { headerRows: 1 })).toEqual([
      '事项名称：夜间照明补助',
      '实施主体：市城市管理局',
      '办理时限：20个工作日',
      '咨询电话：5550100',
    ]);
    expect(texts(['项目|内容', '名称|甲', '地点|乙'], { headerRows: 1 })).toEqual([
      '项目：名称；内容：甲',
      '项目：地点；内容：乙',
    ]);
  });

  it('in a form, whose names stand before blanks', () => {
    expect(texts(['姓名||性别|', '住址|||', '申请理由|||'])).toEqual(['姓名；性别', '住址', '申请理由']);
  });
});

describe('a table for whoever shows it', () => {
  it('has the name, unit and notes that stand around it', () => {
    const around = { above: ['表2　照明补助标准', '单位：元'], below: ['注：每年调整一次。', '二、申请程序'] };
    expect(describedTable(table(['区|标准', '东区|100']), around)).toMatchObject({
      caption: '表2　照明补助标准（单位：元）',
      unit: '元',
      notes: ['注：每年调整一次。'],
      headerRows: 1,
    });
  });
});

describe('unit and notes inside a table', () => {
  it('over its whole width belong to every row and are no rows of data', () => {
    const rows = [
      '单位：元/盏|单位：元/盏',
      '区|标准',
      '东区|100',
      '西区|90',
      '注：1.含税。|注：1.含税。',
      '2.每年调整。|2.每年调整。',
    ];
    const parsed = { blocks: [{ type: 'table' as const, table: table(rows, { caption: '照明补助标准' }), page: null }] };
    const document = structureDocument(
      { ...parsed, fields: [], title: null, attachments: [], links: [], pageCount: null, warnings: [], ocrShare: 0 },
      '无名',
    );
    expect(document.tables).toMatchObject([
      {
        unit: '元/盏',
        headerRows: 1,
        notes: ['注：1.含税。', '2.每年调整。'],
        rows: [
          ['区', '标准'],
          ['东区', '100'],
          ['西区', '90'],
        ],
      },
    ]);
    expect(document.clauses.filter((clause) => clause.kind === 'table_row').map((clause) => clause.text)).toEqual([
      '区：东区；标准：100；单位：元/盏',
      '区：西区；标准：90；单位：元/盏',
      '注：1.含税。',
      '2.每年调整。',
    ]);
    expect(document.title).toBe('无名');
    expect(document.body).toContain('单位：元/盏');
  });
});

describe('tables in a document', () => {
  const parsed = (blocks: ParsedSource['blocks']): ParsedSource => ({
    blocks,
    fields: [],
    title: null,
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  });
  const line = (text: string) => ({ type: 'paragraph' as const, text, page: null });

  it('of which the format is unsure are told with their name', () => {
    const doubtful = table(['区|标准', '东区|100', '西区'], { caption: '补助标准', doubts: ['没有画线，列按对齐推断'] });
    const { warnings, tables } = structureDocument(
      parsed([line('补助通知'), { type: 'table', table: doubtful, page: null }]),
      '无名',
    );
    expect(tables).toHaveLength(1);
    expect(warnings).toEqual([{ code: 'table_doubtful', message: '“补助标准”：没有画线，列按对齐推断；各行的列数不一样' }]);
  });

  it('keep equal values below different headers in the reading text, and merged cells once', () => {
    const rows = ['区|职工|居民|备注|备注', '东区|100|100|无|无'];
    const list = table(rows, { headerRows: 1, caption: '补助标准' });
    const document = structureDocument(parsed([line('云湖市照明补助标准'), { type: 'table', table: list, page: null }]), '无名');
    expect(document.body).toContain('区\t职工\t居民\t备注\n东区\t100\t100\t无');
  });

  it('that have fallen apart in a plain text are told', () => {
    const rows = [
      '全年受理情况如下，各区数字由市城市管理局汇总。',
      '类别 东区 西区 南区',
      '新装 12 7 3',
      '改造 5 0 1',
      '拆除 0 2 2',
    ];
    const { warnings, body } = structureDocument(parsed(['照明工作报告', ...rows].map(line)), '无名');
    expect(warnings.map(({ code }) => code)).toEqual(['table_broken']);
    for (const row of rows) expect(body).toContain(row);
  });

  it('of questions and answers are questions and answers, beside the text around them', () => {
    const rows = ['类别|常见问题|解答', '补助|谁可以申请？|在本市登记的商户。', '补助|多久到账？|答：20个工作日。'];
    const list = table(rows, { headerRows: 1 });
    const document = structureDocument(
      parsed([line('云湖市照明补助说明'), line('有关问题解答如下。'), { type: 'table', table: list, page: null }]),
      '无名',
    );
    expect(questionAnswerPairs(document.clauses)).toEqual([
      ['谁可以申请？', '在本市登记的商户。'],
      ['多久到账？', '20个工作日。'],
    ]);
    expect(document.clauses.some((clause) => clause.text === '有关问题解答如下。')).toBe(true);
  });

  it('that is all of the carried text has its name', () => {
    const document = structureDocument(
      parsed([
        line('云湖市财政局关于印发《云湖市照明补助标准》的通知'),
        line('各区财政局：'),
        line('现将《云湖市照明补助标准》印发给你们，请遵照执行。'),
        line('云湖市财政局'),
        line('2031年5月7日'),
        line('云湖市照明补助标准'),
        line('单位：元/盏'),
        { type: 'table', table: table(['区|标准', '东区|100', '西区|90'], { headerRows: 1 }), page: null },
      ]),
      '无名',
    );
    expect(document.tables[0]).toMatchObject({ caption: '云湖市照明补助标准', unit: '元/盏' });
  });

  it('in which question and answer stand below each other are questions and answers', () => {
    const rows = [
      '问1|路灯坏了找谁？',
      '答|拨打照明热线5550100。',
      '问2|多久修好',
      '答|24小时以内。\n遇大风顺延。',
      '备注|按月更新',
    ];
    const document = structureDocument(
      parsed([line('云湖市照明百问'), { type: 'table', table: table(rows, { headerRows: 1 }), page: null }]),
      '无名',
    );
    expect(questionAnswerPairs(document.clauses)).toEqual([
      ['路灯坏了找谁？', '拨打照明热线5550100。'],
      ['多久修好', '24小时以内。\n遇大风顺延。'],
    ]);
    expect(document.clauses.at(-1)?.text).toBe('备注：按月更新');
    expect(document.tables[0]?.headerRows).toBe(0);
  });

  it('with a column of questions that ask nothing stay tables', () => {
    const list = table(['存在的问题|答复', '灯光不足|已增设', '灯杆老旧|已更换'], { headerRows: 1 });
    const document = structureDocument(parsed([line('云湖市照明整改情况'), { type: 'table', table: list, page: null }]), '无名');
    expect(questionAnswerPairs(document.clauses)).toEqual([]);
  });

  it('that only lay out the page are text', () => {
    const head = table(['云湖市城市管理局|云城管〔2031〕5号']);
    const document = structureDocument(
      parsed([
        { type: 'table', table: head, page: null },
        line('云湖市城市管理局关于夜间照明的通知'),
        line('各区城市管理局：'),
        line('请执行。'),
      ]),
      '无名',
    );
    expect(document.tables).toEqual([]);
    expect(document.documentNumber).toBe('云城管〔2031〕5号');
    expect(document.title).toBe('云湖市城市管理局关于夜间照明的通知');
  });
});
