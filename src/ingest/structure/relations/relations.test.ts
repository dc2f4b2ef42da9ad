import { describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../domain/document.ts';
import type { RoleLine } from '../types.ts';
import { readRelations, relationsFrom } from './relations.ts';

const line = (text: string): RoleLine => ({
  kind: 'text',
  role: /^附件\d?$/.test(text) ? 'annex_start' : 'body',
  text,
  level: null,
  page: null,
  align: null,
  ocrConfidence: null,
  table: null,
});

const table = (...rows: string[][]): RoleLine => ({
  ...line(''),
  kind: 'table',
  table: { caption: null, headerRows: 1, rows },
});

interface Given {
  title?: string;
  wrappedTitle?: string;
  number?: string;
  kind?: DocumentKind;
  lines?: (string | RoleLine)[];
}

/** "kind number title from→until+months", what is not named left out. */
function read({ title = '云州市测试办法', wrappedTitle, number, kind = 'policy', lines = [] }: Given): string[] {
  const relations = readRelations({
    title,
    wrappedTitle: wrappedTitle ?? null,
    documentNumber: number ?? null,
    kind,
    ownStart: '2024-05-01',
    lines: lines.map((entry) => (typeof entry === 'string' ? line(entry) : entry)),
    attachments: [],
  });
  return relations.map((relation) =>
    [
      relation.kind,
      relation.targetNumber,
      relation.targetTitle,
      relation.effectiveOn && `自${relation.effectiveOn}`,
      relation.until && `至${relation.until}`,
      relation.months && `加${relation.months}月`,
    ]
      .filter(Boolean)
      .join(' '),
  );
}
const ofText = (...lines: string[]) => read({ lines });
const ofTitle = (title: string, kind: DocumentKind = 'policy') => read({ title, kind });

describe('relations stated in sentences', () => {
  it.each([
    ['《云州市旧规定》（云府〔2010〕5号）同时废止。', ['repeals 云府〔2010〕5号 云州市旧规定']],
    ['（此件已由云府〔2026〕1号废止）', []],
    ['本办法已被《云州市新规定》（云府〔2026〕1号）废止。', []],
    ['原云府〔2010〕5号文件同时废止。', ['repeals 云府〔2010〕5号']],
    ['本办法自2024年5月1日起施行，2019年3月2日印发的《云州市旧规定》同时废止。', ['repeals 云州市旧规定']],
    ['《云州市旧规定》自2024年7月1日起废止。', ['repeals 云州市旧规定 自2024-07-01']],
    ['《甲乙丙规定》《丁戊己规定》（云府[2011]第07号）即行废止。', ['repeals 甲乙丙规定', 'repeals 云府〔2011〕7号 丁戊己规定']],
    ['云府〔2010〕5号《云州市旧规定》停止执行。', ['repeals 云府〔2010〕5号 云州市旧规定']],
    ['《云州市测试办法（试行）》（云府〔2020〕1号）同时废止。', ['supersedes 云府〔2020〕1号 云州市测试办法（试行）']],
    ['决定废止《甲乙丙规定》《丁戊己规定》，修改《庚辛壬规定》。', ['repeals 甲乙丙规定', 'repeals 丁戊己规定']],
    ['《甲乙丙规定》第三条同时废止。', ['amends 甲乙丙规定']],
    ['《甲乙丙规定》中关于补贴标准的规定不再执行。', ['amends 甲乙丙规定']],
    ['将《甲乙丙规定》（云府〔2010〕5号）第三条修改为：“新的文字”。', ['amends 云府〔2010〕5号 甲乙丙规定']],
    ['市人民政府决定对《甲乙丙规定》作如下修改：', ['amends 甲乙丙规定']],
    ['《甲乙丙规定》（云府〔2022〕5号）有效期延长至2027年底。', ['prolongs 云府〔2022〕5号 甲乙丙规定 至2027-12-31']],
    ['《甲乙丙规定》有效期延长2年。', ['prolongs 甲乙丙规定 加24月']],
    ['《甲乙丙规定》自2024年1月1日起继续有效，有效期5年。', ['prolongs 甲乙丙规定 自2024-01-01 至2028-12-31']],
    ['《甲乙丙规定》继续有效，有效期3年。', ['prolongs 甲乙丙规定 至2027-04-30']],
    ['我们在《云州市测试方法》基础上，修订形成了本办法。', ['supersedes 云州市测试方法']],
    ['本办法取代《甲乙丙规定》。', ['supersedes 甲乙丙规定']],
    ['根据《甲乙丙条例》，结合本市实际，制定本办法。', ['implements 甲乙丙条例']],
    ['现将《某省关于测试的通知》（某府〔2024〕3号）转发给你们，请认真执行。', ['transmits 某府〔2024〕3号 某省关于测试的通知']],
  ])('%s', (text, expected) => {
    expect(ofText(text)).toEqual(expected);
  });

  it.each([
    '《甲乙丙规定》废止前已经受理的，按原规定办理。',
    '《甲乙丙规定》规定的补贴不再另行发放。',
    '按照《甲乙丙规定》申请，逾期未领的，资格自动失效。',
    '对被废止的文件，依照《甲乙丙规定》清理。',
    '各单位应当依照《甲乙丙规定》修改章程。',
    '《中华人民共和国测试法》第三条规定的情形除外。',
    '[发文字号]京测发〔2020〕5号 [废止日期]---- [有效性]是。',
    '在《云州市测试方法》基础上，制定第二批措施。',
    '《云州市措施》提出，对不胜任的坚决进行调整。',
  ])('are not read from "%s"', (text) => {
    expect(ofText(text)).toEqual([]);
  });

  it('know the short names that a text gives', () => {
    expect(
      ofText(
        '2020年我市印发《云州市旧测试规定》（云府〔2020〕9号，以下简称《规定》）。',
        '本办法自2024年5月1日起施行，《规定》同时废止。',
      ),
    ).toEqual(['repeals 云府〔2020〕9号 云州市旧测试规定']);
  });

  it('are never to the document itself, whatever the width of its brackets', () => {
    expect(
      read({
        title: '云州市测试办法（试行）',
        number: '云府〔2024〕1号',
        lines: ['《云州市测试办法(试行)》（云府〔2024〕1号）同时废止。'],
      }),
    ).toEqual([]);
  });

  it('are not taken from those who only report', () => {
    expect(read({ kind: 'news', title: '新办法来了', lines: ['《甲乙丙规定》同时废止。'] })).toEqual([]);
  });
});

describe('relations told by titles', () => {
  it.each([
    ['云州市人民政府关于印发《云州市甲办法》的通知', ['transmits 云州市甲办法']],
    ['云州市民政局转发省民政厅关于甲乙丙工作办法的通知', ['transmits 省民政厅关于甲乙丙工作办法']],
    ['云州市人民政府关于修改《云州市甲办法》的决定', ['amends 云州市甲办法']],
    ['云州市人民政府关于废止《云州市甲办法》的决定', ['repeals 云州市甲办法']],
    ['关于延长《云州市甲办法》有效期的通知', ['prolongs 云州市甲办法']],
    ['云州市民政局转发省民政厅关于做好测试工作的通知', ['transmits 省民政厅关于做好测试工作的通知']],
    ['关于宣布云府〔2010〕5号文件失效的通知', ['repeals 云府〔2010〕5号']],
    ['云州市民政局关于废止云州市养老机构管理办法的通知', ['repeals 云州市养老机构管理办法']],
    ['云州市甲乙丙办法实施细则', ['implements 云州市甲乙丙办法']],
    ['关于贯彻落实《云州市甲办法》的通知', ['implements 云州市甲办法']],
    ['云州市甲方案（第九版）', ['supersedes 云州市甲方案（第八版）']],
    ['云州市甲方案（试行第10版）', ['supersedes 云州市甲方案（试行第9版）']],
    ['云州市甲管理办法（2024年修订）', ['supersedes 云州市甲管理办法']],
    ['云州市2025年最低生活保障标准', ['supersedes 云州市2024年最低生活保障标准']],
    ['云州市人民政府关于废止部分行政规范性文件的决定', []],
    ['关于修改和废止部分规章的决定', []],
    ['云州市甲方案（第一版）', []],
  ])('%s', (title, expected) => {
    expect(ofTitle(title)).toEqual(expected);
  });

  it.each([
    ['《云州市甲办法》政策解读', ['interprets 云州市甲办法']],
    ['一图读懂｜云州市甲管理办法', ['interprets 云州市甲管理办法']],
    ['云州市甲管理办法解读', ['interprets 云州市甲管理办法']],
    ['【图解】关于印发《云州市甲办法》的通知解读', ['interprets 云州市甲办法']],
  ])('interpretation %s', (title, expected) => {
    expect(ofTitle(title, 'interpretation')).toEqual(expected);
  });

  it('takes the answers about a document as its explanation', () => {
    expect(ofTitle('《云州市甲办法》政策问答', 'faq_list')).toEqual(['interprets 云州市甲办法']);
  });

  it('finds what an interpretation is about in its first words', () => {
    const lines = ['近日，云州市民政局印发了《云州市甲办法》（云民规〔2024〕5号），现解读如下。'];
    expect(read({ title: '政策解读', kind: 'interpretation', lines })).toEqual(['interprets 云民规〔2024〕5号 云州市甲办法']);
  });

  it('takes the named forerunner before the predicted one', () => {
    const lines = ['在《云州市甲感染方案（第八版修订版）》基础上，制定了《云州市甲方案（第九版）》。'];
    expect(read({ title: '云州市甲方案（第九版）', lines })).toEqual(['supersedes 云州市甲感染方案（第八版修订版）']);
  });

  it('takes the new end of a prolongation from the text', () => {
    const lines = ['经研究，该办法有效期延长至2026年6月30日。'];
    expect(read({ title: '关于延长《云州市甲办法》有效期的通知', lines })).toEqual(['prolongs 云州市甲办法 至2026-06-30']);
  });
});

describe('lists of documents', () => {
  const title = '云州市人民政府关于公布行政规范性文件清理结果的通知';

  it('say of their entries what stands above them', () => {
    const lines = [
      '一、予以废止的文件（2件）',
      '1. 《云州市甲规定》（云府〔2001〕1号）',
      '2．关于印发《云州市乙办法》的通知（云府办〔2002〕2号）',
      '二、继续有效的文件',
      '（1）《云州市丙规定》（云府〔2003〕3号），有效期至2028年12月31日',
      '三、修改的文件',
      '1.《云州市丁规定》：将第二条中的“甲”修改为“乙”',
      '四、工作要求',
      '各单位要依照《云州市戊规定》做好宣传。',
    ];
    expect(read({ title, lines }).sort()).toEqual([
      'amends 云州市丁规定',
      'prolongs 云府〔2003〕3号 云州市丙规定 至2028-12-31',
      'repeals 云府〔2001〕1号 云州市甲规定',
      'repeals 云府办〔2002〕2号 关于印发《云州市乙办法》的通知',
    ]);
  });

  it('stand in annex tables, with what is done in the row, the caption or the annex', () => {
    const lines = [
      '清理结果见附件。',
      '附件1',
      '废止的规范性文件目录',
      table(
        ['序号', '文件名称', '文号'],
        ['1', '云州市甲规定', '云府〔2001〕1号'],
        ['2', '《云州市乙规定》（云府〔2002〕2号）', ''],
      ),
      '附件2',
      '清理结果一览表',
      table(
        ['序号', '名称', '发文字号', '处理意见', '有效期至'],
        ['1', '云州市丙规定', '云府〔2003〕3号', '继续有效', '2027年6月30日'],
        ['2', '云州市丁规定', '云府〔2004〕4号', '宣布失效', ''],
        ['3', '云州市戊规定', '云府〔2005〕5号', '修改', ''],
      ),
    ];
    expect(read({ title, lines })).toEqual([
      'repeals 云府〔2001〕1号 云州市甲规定',
      'repeals 云府〔2002〕2号 云州市乙规定',
      'prolongs 云府〔2003〕3号 云州市丙规定 至2027-06-30',
      'repeals 云府〔2004〕4号 云州市丁规定',
      'amends 云府〔2005〕5号 云州市戊规定',
    ]);
  });

  it('follow 下列文件同时废止 in an ordinary text', () => {
    expect(
      ofText(
        '第九条 本办法自2024年5月1日起施行，下列文件同时废止：',
        '（一）《云州市甲规定》（云府〔2001〕1号）；',
        '（二）《云州市乙规定》。',
      ),
    ).toEqual(['repeals 云府〔2001〕1号 云州市甲规定', 'repeals 云州市乙规定']);
  });

  it('are none where a text only names documents or keeps a list of something else', () => {
    expect(ofText('一、修改完善以下工作机制', '1.《云州市甲规定》宣传；', '二、建立清单', '2.《云州市乙规定》')).toEqual([]);
    expect(read({ lines: [table(['序号', '名称', '电话'], ['1', '云州市甲中心', '123'])] })).toEqual([]);
    expect(read({ lines: [table(['材料名称', '要求', '备注'], ['居民户口簿说明', '原件', '保留复印件，失效的不收'])] })).toEqual(
      [],
    );
  });
});

describe('places', () => {
  const own = { canonicalKey: 'pages/甲.html', title: '甲', wrappedTitle: null, documentNumber: '云府〔2024〕1号' };
  const attachment = (url: string) =>
    readRelations({
      title: '甲',
      wrappedTitle: null,
      documentNumber: null,
      kind: 'policy',
      ownStart: null,
      lines: [],
      attachments: [{ name: '附件1：云州市申请表格样式.doc', url }],
    });

  it.each([
    ['files/1.doc', 'pages/files/1.doc'],
    ['./%E9%99%84.doc?x=1', 'pages/附.doc'],
    ['../2.pdf', '2.pdf'],
    ['../../../etc/3.pdf', 'etc/3.pdf'],
    ['https://www.example.gov.cn/4.pdf', 'https://www.example.gov.cn/4.pdf'],
    ['%E0%A4%A', 'pages/%E0%A4%A'],
  ])('%s', (url, expected) => {
    expect(relationsFrom(own, attachment(url))).toMatchObject([
      { kind: 'attachment', targetKey: expected, targetTitle: '云州市申请表格样式' },
    ]);
  });

  it('leaves out what points to the document itself after a correction', () => {
    const relations = readRelations({
      title: '乙',
      wrappedTitle: null,
      documentNumber: null,
      kind: 'policy',
      ownStart: null,
      attachments: [],
      lines: [line('《云州市旧规定》（云府〔2024〕1号）同时废止。')],
    });
    expect(relations).toHaveLength(1);
    expect(relationsFrom(own, relations)).toEqual([]);
  });
});
