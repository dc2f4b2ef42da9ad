import { describe, expect, it } from 'vitest';
import type { Governance } from '../domain/document.ts';
import type { ParsedSource, Table } from './blocks.ts';
import { readFaqList } from './faq-list.ts';

const governance: Governance = {
  reviewState: 'draft',
  createdBy: 'ingest',
  reviewedBy: null,
  reviewedAt: null,
  audiences: ['public'],
  visibleFrom: null,
  visibleUntil: null,
};

function read(rows: string[][], more: Partial<Table> = {}) {
  const parsed: ParsedSource = {
    blocks: [{ type: 'table', table: { caption: null, headerRows: 1, rows, ...more }, page: null }],
    fields: [],
    title: null,
    attachments: [],
    links: [],
    pageCount: null,
    warnings: [],
    ocrShare: 0,
  };
  return readFaqList({ sourceId: 's', key: 'faq.xlsx', parsed, governance, region: '示例市' });
}

describe('FAQ lists', () => {
  it('name the row of the sheet and the entry that is wrong', () => {
    const rows = [
      ['编号', '问题', '答案'],
      ['Q1', '怎么领？', '到社区领。'],
      ['Q2', '怎么领？', '到社区领。'],
      ['Q3', '怎么退？', ''],
    ];
    expect(read(rows, { rowNumbers: [3, 4, 5, 8] })!.errors).toEqual([
      { row: 5, column: '问题', message: '与第 4 行的问题重复（Q2）' },
      { row: 8, column: '答案', message: '缺少答案（Q3）' },
    ]);
  });

  it('take nothing from a hidden sheet', () => {
    const rows = [
      ['问', '答'],
      ['草稿？', '未定。'],
    ];
    expect(read(rows, { hidden: true })).toBeNull();
    expect(read(rows)!.bundles).toHaveLength(1);
  });

  it('reads every column by its meaning', () => {
    const list = read([
      [
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
        '问答汇总',
      ],
      [
        '序号',
        '常见问题',
        '其他问法',
        '标准答案',
        '口径（坐席）',
        '内部说明',
        '办理链接',
        '责任单位',
        '标签',
        '可见范围',
        '有效期至',
      ],
      [
        '1',
        '失业金怎么领？',
        '失业保险金申领；没工作了怎么领钱',
        '网上申请。',
        '您好，请网上申请。',
        '查不到时转二线',
        '申领 https://a.example/x',
        '人社局',
        '失业 补贴',
        '热线、窗口',
        '2026年12月31日',
      ],
    ])!;
    expect(list.errors).toEqual([]);
    expect(list.columns).toMatchObject({ 常见问题: '问题', 其他问法: '相似问', 标准答案: '答案', 可见范围: '可见范围' });
    const [{ entry, governance: governed, version }] = list.bundles as [(typeof list.bundles)[number]];
    expect(entry).toMatchObject({
      question: '失业金怎么领？',
      similarQuestions: ['失业保险金申领', '没工作了怎么领钱'],
      answer: '网上申请。',
      script: '您好，请网上申请。',
      internalNote: '查不到时转二线',
      serviceLink: { label: '申领', url: 'https://a.example/x' },
      unit: '人社局',
      region: '示例市',
      tags: ['失业', '补贴'],
    });
    expect(governed).toMatchObject({ audiences: ['hotline', 'window'], visibleUntil: '2026-12-31', visibleFrom: null });
    expect(version.clauses.map((clause) => [clause.path, clause.text])).toEqual([
      ['question', '失业金怎么领？'],
      ['answer', '网上申请。'],
    ]);
    expect(version.chunks.map((chunk) => chunk.embedText)).toEqual(['失业金怎么领？', '失业保险金申领', '没工作了怎么领钱']);
  });

  it('reads conditions, materials, steps, contact and class, and leaves them out where a list has none', () => {
    const [whole] = read([
      ['问题', '答案', '办理条件', '申请材料', '办理流程', '咨询电话', '事项分类', '分类', '责任单位'],
      ['甲？', '答。', '年满80周岁', '身份证', '一、申请', '0000-12345', '养老服务', '老人', '民政局'],
    ])!.bundles;
    expect(whole!.entry).toMatchObject({
      conditions: '年满80周岁',
      materials: '身份证',
      steps: '一、申请',
      contact: '0000-12345',
      topic: '养老服务',
      tags: ['老人'],
      unit: '民政局',
      unitId: null,
      basis: [],
    });
    const [bare] = read([
      ['问题', '答案', '联系单位'],
      ['甲？', '答。', '民政局'],
    ])!.bundles;
    expect(bare!.entry).toMatchObject({
      conditions: null,
      materials: null,
      steps: null,
      contact: null,
      topic: null,
      unit: '民政局',
    });
  });

  it('opens an entry to the desks of its channels only, and leaves out what nobody could see', () => {
    const list = read([
      ['问题', '答案', '可见范围', '渠道'],
      ['甲？', '答。', '公开', '热线'],
      ['乙？', '答。', '公开', '网页'],
      ['丙？', '答。', '热线', '窗口'],
    ])!;
    expect(list.bundles.map(({ entry, governance: governed }) => [entry.question, governed.audiences])).toEqual([
      ['甲？', ['hotline']],
      ['乙？', ['public']],
    ]);
    expect(list.errors).toEqual([{ row: 4, column: '渠道', message: '渠道和可见范围对不上，这样谁也看不到' }]);
  });

  it.each(['工作人员', '内部', '仅工作人员可见', '只对内部工作人员可见'])(
    'opens an entry for %s to all desks and to nobody outside',
    (words) => {
      const [bundle] = read([
        ['问题', '答案', '可见范围'],
        ['甲？', '答。', words],
      ])!.bundles;
      expect(bundle!.governance.audiences).toEqual(['hotline', 'window']);
    },
  );

  it.each(['依据', '政策依据', '法律依据', '文件依据'])('reads the legal basis under the name %s', (header) => {
    const [bundle] = read([
      ['问题', '答案', header],
      ['甲？', '答。', '示人社规〔2026〕3号第十二条；《示例办法》'],
    ])!.bundles;
    expect(bundle!.entry.legalBasis).toEqual(['示人社规〔2026〕3号第十二条', '《示例办法》']);
  });

  it('names row and column of what is wrong and leaves that row out', () => {
    const list = read([
      ['问题', '答案', '可见范围', '开始日期', '办理链接'],
      ['甲？', '', '', '', ''],
      ['乙？', '答。', '保密组', '', ''],
      ['丙？', '答。', '', '明年', ''],
      ['丁？', '答。', '', '', 'javascript:alert(1)'],
      ['戊？', '答。', '', '', ''],
      ['戊', '又答。', '', '', ''],
    ])!;
    expect(list.bundles.map((bundle) => bundle.entry.question)).toEqual(['戊？']);
    expect(list.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, '答案'],
      [3, '可见范围'],
      [4, '开始日期'],
      [5, '办理链接'],
      [7, '问题'],
    ]);
  });

  it('guesses columns without names by their question marks', () => {
    const list = read([
      ['怎么申请？', '请到窗口申请，也可以在网上申请。'],
      ['要多久？', '受理之日起五个工作日内办结。'],
      ['收费吗？', '不收取任何费用。'],
    ])!;
    expect(list.bundles).toHaveLength(3);
    expect(list.columns).toEqual({ 第1列: '问题（猜测）', 第2列: '答案（猜测）' });
  });

  it('leaves other tables alone', () => {
    expect(
      read([
        ['区域', '租金'],
        ['一类', '18'],
        ['二类', '12'],
      ]),
    ).toBeNull();
  });

  it('keeps the id of an entry while its question stays, and sees a changed answer', () => {
    const before = read([
      ['问题', '答案'],
      ['甲？', '旧。'],
    ])!.bundles[0]!;
    const after = read([
      ['问题', '答案'],
      ['甲？', '新。'],
    ])!.bundles[0]!;
    expect(after.entry.id).toBe(before.entry.id);
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });
});
