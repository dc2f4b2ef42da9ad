import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small folder of policies and a FAQ list in two states, for runs that are broken off. */

const policy = (title: string, number: string, articles: string[]) =>
  [
    `# ${title}`,
    '',
    number,
    '',
    ...articles.map((text, i) => `第${'一二三四五六'[i]}条 ${text}`),
    '',
    '示例市人民政府',
    '2024年3月1日',
  ].join('\n');

const first: Record<string, string> = {
  '就业补贴.md': policy('示例市就业补贴办法', '示府规〔2024〕1号', [
    '为了促进就业，制定本办法。',
    '符合条件的单位每招用一人，给予一次性补贴一千元。',
    '本办法自2024年4月1日起施行，有效期五年。',
  ]),
  '租房补贴.txt': policy('示例市租房补贴办法', '示府规〔2024〕2号', [
    '新就业职工可以申请租房补贴，每月六百元。',
    '补贴最长发放三十六个月。',
  ]),
  '养老服务.html': `<html><head><title>养老服务指南</title></head><body><h1>养老服务指南</h1>
    <p>八十周岁以上老年人每月可以领取高龄津贴一百元。</p><p>申请地点：社区服务中心。</p></body></html>`,
  '问答.csv':
    '问题,答案\n高龄津贴怎么申请,到社区服务中心申请。\n租房补贴多少钱,每月六百元。\n就业补贴谁可以领,招用人员的单位。\n',
};

const second: Record<string, string> = {
  ...first,
  '就业补贴.md': policy('示例市就业补贴办法', '示府规〔2024〕1号', [
    '为了促进就业，制定本办法。',
    '符合条件的单位每招用一人，给予一次性补贴一千五百元。',
    '本办法自2024年4月1日起施行，有效期五年。',
  ]),
  '问答.csv': '问题,答案\n高龄津贴怎么申请,在网上或者到社区服务中心申请。\n租房补贴多少钱,每月六百元。\n',
  '残疾人服务.md': policy('示例市残疾人服务办法', '示府规〔2024〕5号', [
    '持证残疾人乘坐公交车免费。',
    '本办法自2024年6月1日起施行。',
  ]),
};
delete second['养老服务.html'];

/** Writes the folder anew in one of its two states. */
export function writeDocuments(folder: string, state: 'first' | 'second'): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(state === 'first' ? first : second)) writeFileSync(join(folder, name), text);
}
