import { type CellObject, read, utils, write } from '@e965/xlsx';
import { afterEach, describe, expect, it } from 'vitest';
import { randomNumbers } from '../../../tests/contracts/vectors.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { ConflictError, InvalidInputError, TooLargeError } from '../../domain/errors.ts';
import { fixedClock } from '../../domain/time.ts';
import type { Store } from '../../store/contract.ts';
import { openSqliteStore } from '../../store/sqlite/store.ts';
import { emptyContent } from '../entries/content.ts';
import { createEntries } from '../entries/entries.ts';
import { type Member, memberOf } from '../member.ts';
import { importColumns, reasonHeader } from './columns.ts';
import { cellsOfContent } from './export-rows.ts';
import { createImport } from './import.ts';
import type { Preview } from './preview.ts';
import { importTemplate } from './template.ts';
import { csvOf, type OutTable, xlsxOf } from './write-table.ts';

const clock = fixedClock('2026-11-23');
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

function memberFor(id: string, unitId: string | null = null): Member {
  const account = {
    id,
    login: id,
    name: id,
    unitId,
    roles: ['editor' as const],
    desks: [],
    mustChangePassword: false,
    hasPassword: false,
    hasTotp: false,
    disabledAt: null,
    createdAt: clock.now().toISOString(),
    lastLoginAt: null,
    revision: 1,
  };
  const session = { tokenHash: '', accountId: id, createdAt: '', lastSeenAt: '', expiresAt: '', from: '' };
  return memberOf(
    { account, session },
    [{ id: 'u_ju', name: '示例市人社局', parentId: null, contact: null, retiredAt: null, revision: 1 }],
    '10.0.0.1',
  );
}
const editor = memberFor('编辑甲');
const reviewer = memberFor('审核乙');

async function desk({ entryWithoutUnit = true } = {}) {
  const store = await openSqliteStore(':memory:', { clock });
  stores.push(store);
  for (const [id, name] of [
    ['u_ju', '示例市人社局'],
    ['u_yi', '示例市医保局'],
  ] as const)
    await store.apply([
      { type: 'put_unit', unit: { id, name, parentId: null, contact: null, retiredAt: null, revision: 1 }, expected: 0 },
    ]);
  const settings = { values: async () => ({ entryWithoutBasis: true, entryWithoutUnit }) };
  const entries = createEntries({ store, clock, settings, embed: async () => ({ modelId: 'm', vectors: [] }) });
  const imports = createImport({ store, clock, entries });
  async function publish(content: Partial<EntryContent>) {
    const draft = await entries.begin({ noBasisReason: '常识', ...content }, editor);
    const { revision } = await entries.submit(draft.id, 1, null, editor);
    return (await entries.approve(draft.id, revision, null, reviewer)).itemId;
  }
  return { store, entries, imports, publish };
}

const table = (header: string[], ...rows: string[][]): OutTable => ({ sheet: '问答', header, rows });
const xlsx = (one: OutTable) => ({ name: '清单.xlsx', bytes: xlsxOf(one) });
const csv = (one: OutTable) => ({ name: '清单.csv', bytes: csvOf(one) });
const faultsOf = ({ outcomes }: Preview) =>
  outcomes.flatMap(({ faults }) => faults.map(({ row, letter, column, message }) => `${row} ${letter} ${column} ${message}`));
const kindsOf = ({ outcomes }: Preview) => outcomes.map(({ row, kind }) => `${row} ${kind}`);

describe('an import list', () => {
  it('has every fault named by row and column, with what is wanted', async () => {
    const { imports } = await desk();
    const header = ['问题*', '答案*', '标签（用；隔开）', '可见范围', '渠道', '开始日期', '结束日期', '办事链接', '联系方式'];
    const good = ['', '', '', '', '', '', ''];
    const preview = await imports.preview(
      xlsx(
        table(
          header,
          ['居住证怎么办？', '到派出所办。', ...good],
          ['', '有答案没有问题', ...good],
          ['没有答案吗？', '', ...good],
          ['居住证 怎么办', '又问一遍。', ...good],
          ['这条标签不对', '答。', '社保；这是一个写得特别特别长的标签一看就知道超过了', '', '', '', '', '', ''],
          ['标签同问题', '答。', '标签同问题', '', '', '', '', '', ''],
          ['谁能看', '答。', '', '领导', '网站；电视台', '', '', '', ''],
          ['几时生效', '答。', '', '', '', '2025-02-30', '尽快', '', ''],
          ['先后颠倒', '答。', '', '', '', '2026/5/2', '2026年5月1日', '', ''],
          ['链接不对', '答。', '', '', '', '', '', 'javascript:alert(1)', ''],
          ['市民信息', '市民张三手机13800138000，身份证11010519491231002X。', ...good.slice(0, 6), '13800138000'],
          [`请问${Array.from({ length: 40 }, (_, n) => `第${n}项`).join('')}`.slice(0, 129), '答。', ...good],
        ),
      ),
      editor,
    );
    expect(faultsOf(preview)).toEqual([
      '3 A 问题* 缺少问题，必须填写',
      '4 B 答案* 缺少答案，必须填写',
      '5 A 问题* 与第 2 行的问题重复',
      '6 C 标签（用；隔开） 标签“这是一个写得特别特别长的标签一看就知道超…”有 22 个字，每个最多 20 个字',
      '7 C 标签（用；隔开） 标签不能和问题相同',
      '8 D 可见范围 不认识“领导”：只能写公众、热线、窗口，几个之间用“；”隔开',
      '8 E 渠道 不认识“电视台”：只能写网页、热线、窗口，几个之间用“；”隔开',
      '9 F 开始日期 没有这一天：请核对年月日，写成 2026-01-31 这样',
      '9 G 结束日期 不是日期：请写成 2026-01-31 这样，长期有效的留空',
      '10 G 结束日期 结束日期早于开始日期（2026-05-02）',
      '11 H 办事链接 不是网址：要写成 http:// 或 https:// 开头的完整网址，没有的留空',
      '12 B 答案* 疑似公民的手机号：问答会公开，请删去个人信息',
      '12 B 答案* 疑似公民的身份证号：问答会公开，请删去个人信息',
      '13 A 问题* 太长：有 129 个字，最多 128 个字',
    ]);
    expect(kindsOf(preview).slice(0, 2)).toEqual(['2 new', '3 faulty']);
    expect(preview.outcomes.find(({ row }) => row === 12)?.remarks).toEqual(['联系方式里有手机号，请确认不是个人号码']);
    expect(preview.outcomes.find(({ row }) => row === 9)?.faults.map(({ cell }) => cell)).toEqual(['2025-02-30', '尽快']);
  });

  it('of 1,000 rows with 100 faulty ones has exactly those found, in a workbook and in a list, and the good ones go in', async () => {
    const { imports, store } = await desk();
    const { list, wrong } = generated(1_000, 100);
    for (const file of [xlsx(list), csv(list)]) {
      const preview = await imports.preview(file, editor);
      expect(preview.outcomes.flatMap(({ faults }) => faults.map(({ row, field }) => `${row} ${field}`))).toEqual(wrong);
      expect(preview.good).toHaveLength(900);
    }
    const file = xlsx(list);
    const { mark, outcomes } = await imports.preview(file, editor);
    expect([...new Set(outcomes.flatMap(({ notYet }) => notYet))]).toEqual([]);
    const done = await imports.accept(file, { mark, state: 'submitted' }, editor);
    expect([done.submitted, done.drafts, done.faulty]).toEqual([900, 0, 100]);
    expect((await store.drafts.drafts({ kind: 'faq', state: 'submitted' })).total).toBe(900);
    expect(await store.audit.verify()).toMatchObject({ records: 901, broken: null });
    expect((await store.content.allItems({})).length).toBe(0);
  });

  it('of more than 1,000 rows is refused whole', async () => {
    const { imports } = await desk();
    await expect(imports.preview(csv(generated(1_001, 0).list), editor)).rejects.toThrow(TooLargeError);
  });

  it('gives the faulty rows back with the reason, to be mended and imported again', async () => {
    const { imports } = await desk();
    const list = table(['序号', '问题', '答案', '结束日期'], ['1', '甲问？', '甲答', ''], ['2', '乙问？', '乙答', '2026-13-01']);
    const bytes = await imports.faults(xlsx(list), editor);
    const [header, row] = utils.sheet_to_json<string[]>(read(bytes).Sheets.有问题的行!, { header: 1 });
    expect(header).toEqual(['序号', '问题', '答案', '结束日期', reasonHeader]);
    expect(row?.slice(0, 4)).toEqual(['2', '乙问？', '乙答', '2026-13-01']);
    expect(row?.[4]).toMatch(/^原第 3 行\n“结束日期”：没有这一天/);
    const mended = table(header as string[], ['2', '乙问？', '乙答', '2026-12-01', row?.[4] ?? '']);
    expect(kindsOf(await imports.preview(xlsx(mended), editor))).toEqual(['2 new']);
  });

  it('shows rows that would change an entry, and which fields; what the base says already is left alone', async () => {
    const { imports, publish } = await desk();
    const id = await publish({ question: '社保卡丢了怎么办？', answer: '先挂失。', tags: ['社保'], visibleUntil: '2027-01-01' });
    const preview = await imports.preview(
      xlsx(
        table(
          ['编号', '问题', '答案', '标签'],
          ['', '社保卡丢了，怎么办', '先挂失，再补办。', '社保'],
          ['', '新问题？', '新答案', ''],
        ),
      ),
      editor,
    );
    expect(preview.outcomes).toMatchObject([
      { kind: 'change', itemId: id, touched: ['问题', '答案'] },
      { kind: 'new', itemId: null },
    ]);
    expect(preview.good[0]?.content.visibleUntil).toBe('2027-01-01');
    const same = await imports.preview(xlsx(table(['问题', '答案'], ['社保卡丢了怎么办？', '先挂失。'])), editor);
    expect(kindsOf(same)).toEqual(['2 same']);
    const unknown = await imports.preview(xlsx(table(['编号', '问题', '答案'], ['f0', '问？', '答'])), editor);
    expect(faultsOf(unknown)).toEqual(['2 A 编号 库里没有这个编号：新增的请把编号留空']);
    const clash = await imports.preview(
      xlsx(table(['编号', '问题', '答案'], [id, '社保卡丢了怎么办？', '改一'], [id, '另一个问法', '改二'])),
      editor,
    );
    expect(faultsOf(clash)).toEqual(['3 B 问题 与第 2 行的问题重复']);
  });

  it('imported twice changes nothing the second time', async () => {
    const { imports } = await desk();
    const file = xlsx(table(['问题', '答案', '依据'], ['甲问？', '甲答', '《办法》第一条']));
    await imports.accept(file, { mark: (await imports.preview(file, editor)).mark, state: 'submitted' }, editor);
    const again = await imports.preview(file, editor);
    expect(kindsOf(again)).toEqual(['2 same']);
    await expect(imports.accept(file, { mark: again.mark, state: 'draft' }, editor)).rejects.toThrow(InvalidInputError);
    const other = await imports.preview(xlsx(table(['问题', '答案'], ['甲问？', '别的答案'])), editor);
    expect(faultsOf(other)).toEqual(['2 A 问题 这条问答正在修改中（待审核），请先处理那份草稿']);
  });

  it('is accepted only as it was previewed', async () => {
    const { imports, publish, store } = await desk();
    const file = xlsx(table(['问题', '答案'], ['甲问？', '甲答'], ['乙问？', '乙答']));
    const { mark } = await imports.preview(file, editor);
    await publish({ question: '甲问？', answer: '别人先写了。' });
    await expect(imports.accept(file, { mark, state: 'draft' }, editor)).rejects.toThrow(ConflictError);
    expect((await store.drafts.drafts({ kind: 'faq' })).total).toBe(0);
    const now = await imports.preview(file, editor);
    const done = await imports.accept(file, { mark: now.mark, state: 'draft', onlyNew: true }, editor);
    expect(done.rows.map(({ row }) => row)).toEqual([3]);
  });

  it('keeps as drafts what cannot be submitted yet, and says why', async () => {
    const { imports } = await desk();
    const file = xlsx(
      table(
        ['问题', '答案', '依据', '没有依据的理由'],
        ['甲？', '答', '', ''],
        ['乙？', '答', '《办法》', ''],
        ['丙？', '答', '', '常识'],
      ),
    );
    const preview = await imports.preview(file, editor);
    expect(preview.outcomes.map(({ notYet }) => notYet.length)).toEqual([1, 0, 0]);
    const done = await imports.accept(file, { mark: preview.mark, state: 'submitted' }, editor);
    expect([done.submitted, done.drafts]).toEqual([2, 1]);
  });

  it('stays within the units of whoever imports', async () => {
    const { imports, publish } = await desk();
    await publish({ question: '医保问？', answer: '医保答', unitId: 'u_yi' });
    const own = memberFor('人社编辑', 'u_ju');
    const preview = await imports.preview(
      xlsx(
        table(
          ['问题', '答案', '承办单位'],
          ['甲？', '答', ''],
          ['乙？', '答', '示例市医保局'],
          ['医保问？', '改', '示例市医保局'],
        ),
      ),
      own,
    );
    expect(kindsOf(preview)).toEqual(['2 new', '3 faulty', '4 faulty']);
    expect(preview.good[0]?.content.unitId).toBe('u_ju');
    const file = xlsx(table(['问题', '答案', '承办单位'], ['甲？', '答', '示例市某局']));
    const foreign = await imports.preview(file, own);
    expect(faultsOf(foreign)).toEqual(['2 C 承办单位 系统里没有这个单位；您只能导入本单位的，是本单位的请留空']);
    expect(foreign.notices).toEqual([]);
    const unknown = await imports.preview(file, editor);
    expect([unknown.outcomes[0]?.kind, unknown.notices]).toEqual([
      'new',
      ['系统里没有这些单位，承办单位先空着，请管理员建立单位后再补：“示例市某局”（1 条）'],
    ]);
  });

  it('leaves the unit open where nobody bears the name, also for an entry that has one', async () => {
    const { imports, publish } = await desk({ entryWithoutUnit: false });
    await publish({ question: '医保问？', answer: '医保答', unitId: 'u_yi' });
    const rows = [
      ['甲？', '答', '示例市某局'],
      ['医保问？', '医保答', '示例市某局'],
    ];
    const preview = await imports.preview(xlsx(table(['问题', '答案', '承办单位'], ...rows)), editor);
    expect(kindsOf(preview)).toEqual(['2 new', '3 change']);
    expect(preview.good.map(({ content }) => content.unitId)).toEqual([null, null]);
    expect(preview.good.every(({ outcome }) => outcome.notYet.some((words) => words.includes('承办单位')))).toBe(true);
  });

  it('tells no more of other units than that there is an entry', async () => {
    const { imports, publish, entries } = await desk();
    const theirs = await publish({ question: '医保问？', similarQuestions: ['门诊怎么报？'], answer: '医保答', unitId: 'u_yi' });
    const ours = await publish({ question: '人社问？', answer: '人社答', unitId: 'u_ju' });
    await entries.edit(theirs, editor);
    const rows = [
      ['', '医保问', '改'],
      [theirs, '医保问？', '医保答'],
      [ours, '医保问', '改'],
      ['', '门诊怎么报', '答'],
    ];
    const preview = await imports.preview(xlsx(table(['编号', '问题', '答案'], ...rows)), memberFor('人社编辑', 'u_ju'));
    expect(preview.outcomes.map(({ kind, itemId }) => [kind, itemId])).toEqual([
      ['faulty', null],
      ['faulty', null],
      ['faulty', ours],
      ['new', null],
    ]);
    expect(faultsOf(preview)).toEqual([
      '2 B 问题 这条问答属于别的单位，不能修改',
      '3 B 问题 这条问答属于别的单位，不能修改',
      '4 B 问题 与第 2 行的问题重复',
      '4 B 问题 库里已有同样问题的问答（属于别的单位）',
    ]);
    expect(preview.outcomes[3]?.remarks).toEqual(['与别的单位一条问答的相似问相同，请核对是否重复']);
  });

  it('is found below a title, beside other sheets, in blank rows and under merged cells; what is not read is said', async () => {
    const { imports } = await desk();
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, utils.aoa_to_sheet([['说明：照着填']]), '填写说明');
    const sheet = utils.aoa_to_sheet([
      ['示例市热线知识清单'],
      ['序号', '问题', '答案', '承办单位', '备份'],
      [1, '甲？', '答甲', '示例市人社局', 'x'],
      [],
      [2, '乙？', '答乙'],
      [3, '丙？', { t: 'e', v: 0x17, w: '#REF!' } as CellObject],
    ]);
    sheet['!merges'] = [{ s: { r: 2, c: 3 }, e: { r: 4, c: 3 } }];
    utils.book_append_sheet(workbook, sheet, '清单');
    const bytes = new Uint8Array(write(workbook, { type: 'buffer', bookType: 'xlsx' }));
    const preview = await imports.preview({ name: 'a.xlsx', bytes }, editor);
    expect(kindsOf(preview)).toEqual(['3 new', '5 new', '6 faulty']);
    expect(preview.good.map(({ content }) => content.unitId)).toEqual(['u_ju', 'u_ju']);
    expect(faultsOf(preview)).toEqual(['6 C 答案 公式没有算出结果：请改成文字或正确的值']);
    expect(preview.notices).toEqual(['没有读取的列：A 列“序号”、E 列“备份”', '没有读取的工作表：“填写说明”']);
  });

  it('without the columns, with a column twice, or of another kind is refused with words', async () => {
    const { imports } = await desk();
    const of = (one: OutTable) => imports.preview(xlsx(one), editor);
    await expect(of(table(['标题', '内容'], ['甲', '乙']))).rejects.toThrow(/没有找到表头.*“标题”、“内容”/);
    await expect(of(table(['问题', '答案', '解答'], ['甲', '乙', '丙']))).rejects.toThrow(
      '“答案”有两列（B 列“答案”、C 列“解答”）',
    );
    await expect(of(table(['问题', '答案']))).rejects.toThrow('表头下面没有内容');
    const text = new TextEncoder().encode('%PDF-1.7 …');
    await expect(imports.preview({ name: 'a.xlsx', bytes: text }, editor)).rejects.toThrow('只能导入 XLSX 或 CSV 文件');
  });

  it('reads its own template, whose example is no entry', async () => {
    const { imports } = await desk();
    const template = importTemplate();
    expect(template.header).toHaveLength(importColumns.length);
    const empty = await imports.preview(xlsx(template), editor);
    expect([kindsOf(empty), empty.notices[1]]).toEqual([['2 example'], '示例行没有读取：第 2 行']);
    const filled = { ...template, rows: [...template.rows, template.rows[0]!.map((cell) => cell.replace('（示例）', ''))] };
    const preview = await imports.preview(xlsx(filled), editor);
    expect(faultsOf(preview)).toEqual([]);
    expect(preview.good[0]?.content).toMatchObject({ tags: ['就业', '补贴'], serviceLink: { label: '网上申请' } });
  });
});

describe('what is exported', () => {
  const contents: EntryContent[] = [
    {
      ...emptyContent(null),
      noBasisReason: '算术',
      question: '=1+1 是多少？',
      answer: '- 一\n- 二，“引号” "a,b"\n\n　　空两格的段落  两个空格',
    },
    {
      ...emptyContent('u_ju'),
      question: '@示例 怎么办',
      similarQuestions: ['甲；乙', '丙|丁', '+86 开头'],
      answer: "'-已经有撇号",
      script: '您好',
      internalNote: '不说',
      conditions: '条件',
      materials: '1. 身份证\n2. 表',
      steps: '步骤',
      contact: '0000-12333',
      legalBasis: ['《办法》第一条', '《条例》'],
      serviceLink: { label: '网上办', url: 'https://www.example.gov.cn/a?b=1,2' },
      region: '示例市高新区',
      tags: ['社 保', '补贴、津贴'],
      topic: '就业',
      audiences: ['hotline'],
      channels: ['hotline', 'window'],
      visibleFrom: '2026-01-01',
      visibleUntil: '2027-12-31',
    },
  ];

  it('is read back without a change, as a workbook and as a list', async () => {
    const { imports, publish, store } = await desk();
    const ids: string[] = [];
    for (const content of contents) ids.push(await publish(content));
    const units = new Map((await store.accounts.units()).map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => units.get(id) ?? id;
    const rows = contents.map((content, n) => [...cellsOfContent(content, nameOf, ids[n]).values()]);
    const list = table(
      importColumns.map(({ header }) => header),
      ...rows,
    );
    for (const file of [xlsx(list), csv(list)]) {
      const preview = await imports.preview(file, editor);
      expect(preview.outcomes).toMatchObject([
        { kind: 'same', itemId: ids[0] },
        { kind: 'same', itemId: ids[1] },
      ]);
    }
  });

  it('holds no cell that a program would take for a formula', () => {
    const cells = ['=1+1', '+1', '-1', '@a', '\t=1', '＝1', "'=1", '普通'];
    const text = new TextDecoder().decode(csvOf(table(cells)));
    expect(text).toBe(`'=1+1,'+1,'-1,'@a,'\t=1,'＝1,''=1,普通\r\n`);
    const sheet = read(xlsxOf(table(cells)), { cellNF: true }).Sheets.问答!;
    for (const address of Object.keys(sheet).filter((name) => !name.startsWith('!'))) {
      const cell = sheet[address] as CellObject;
      expect([cell.t, cell.f, cell.z]).toEqual(['s', undefined, '@']);
      expect(String(cell.v)).not.toMatch(/^[=+\-@\t]/);
    }
  });
});

/** A list of `count` rows of which `faulty` are wrong in one place each; `wrong` names row and field in order. */
function generated(count: number, faulty: number): { list: OutTable; wrong: string[] } {
  const random = randomNumbers(7);
  const header = ['编号', '问题', '相似问', '答案', '依据', '标签', '给谁看', '渠道', '办事入口', '开始日期', '结束日期'];
  const at = new Map(header.map((name, index) => [name, index]));
  const kinds: [field: string, header: string, cell: (row: string[]) => string][] = [
    ['question', '问题', () => ''],
    ['question', '问题', (row) => `${row[1]}${'需要提前准备什么、找哪个部门'.repeat(10)}`],
    ['answer', '答案', () => ''],
    ['answer', '答案', (row) => `${row[3]}市民手机 13912345678`],
    ['tags', '标签', () => '一二三四五六七八九十一二三四五六七八九十一'],
    ['audiences', '给谁看', () => '待定'],
    ['channels', '渠道', () => '微博'],
    ['url', '办事入口', () => 'www.example.gov.cn'],
    ['visibleFrom', '开始日期', () => '2026-02-29'],
    ['visibleUntil', '结束日期', () => '2025-12-31'],
  ];
  const rows = Array.from({ length: count }, (_, n) => [
    '',
    `第${n}个事项怎么办理？`,
    `怎么办第${n}个事项\n第${n}个事项办理`,
    `第${n}个事项在${n % 9}号窗口办理，${n % 30}个工作日办结。`,
    `《示例市办法》第${n}条`,
    '办事；指南',
    n % 3 ? '公众' : '',
    n % 2 ? '网页；热线' : '',
    n % 5 ? '' : `https://www.example.gov.cn/${n}`,
    '2026-01-01',
    n % 4 ? '2027-12-31' : '',
  ]);
  const places = new Set<number>();
  while (places.size < faulty) places.add(Math.floor(random() * count));
  const wrong = [...places]
    .sort((a, b) => a - b)
    .map((place, n) => {
      const [field, name, cell] = kinds[n % kinds.length]!;
      const row = rows[place]!;
      row[at.get(name)!] = cell(row);
      return `${place + 2} ${field}`;
    });
  return { list: table(header, ...rows), wrong };
}
