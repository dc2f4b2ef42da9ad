import { expect, it } from 'vitest';
import type { ParsedSource } from '../../blocks.ts';
import { structureDocument } from '../structure.ts';

const paragraphs = (texts: string[]): ParsedSource => ({
  blocks: texts.map((text) => ({ type: 'paragraph', text, page: 1 })),
  fields: [],
  title: null,
  attachments: [],
  links: [],
  pageCount: 1,
  warnings: [],
  ocrShare: 0,
});

const factsOf = (texts: string[]) =>
  Object.fromEntries(structureDocument(paragraphs(texts), '文件').facts.map(({ field, value }) => [field, value]));

it('reads every element of an official letter with the words it stands in', () => {
  const facts = factsOf([
    '000012',
    '秘密★1年',
    '特急',
    '临江市人民政府文件',
    '临政发〔2021〕12号　　　　签发人：王建国',
    '临江市人民政府关于加强供水管理的请示',
    '省人民政府：',
    '为了加强供水管理，现将有关情况请示如下。',
    '一、请求批准供水管网改造方案。',
    '二、请求安排专项资金。',
    '附件：供水管网改造方案',
    '临江市人民政府',
    '2021年5月6日',
    '（联系人：李四，电话：0571-12345678）',
    '抄送：市委办公室，市人大常委会办公室。',
    '临江市人民政府办公室　　　2021年5月7日印发',
  ]);
  expect(facts).toMatchObject({
    copyNumber: '000012',
    secrecy: '秘密★1年',
    urgency: '特急',
    letterhead: '临江市人民政府文件',
    signedBy: '王建国',
    documentNumber: '临政发〔2021〕12号',
    addressee: '省人民政府',
    annexNames: '供水管网改造方案',
    signature: '临江市人民政府',
    issuedOn: '2021-05-06',
    copiesTo: '市委办公室，市人大常委会办公室',
    printedBy: '临江市人民政府办公室',
    printedOn: '2021-05-07',
  });
});

it('invents none of them for a page that has none', () => {
  const facts = factsOf(['示例市公告', '市民中心周末照常办公，请合理安排时间。']);
  for (const field of ['copyNumber', 'secrecy', 'urgency', 'signedBy', 'addressee', 'copiesTo', 'printedBy', 'annexNames'])
    expect(facts).not.toHaveProperty(field);
});
