import { describe, expect, it } from 'vitest';
import { parseSource } from './load.ts';
import { questionAnswerPairs } from './structure/question-answers.ts';
import { structureDocument } from './structure/structure.ts';

const read = async (body: string, head = '<title>详情</title>') => {
  const html = `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
  return structureDocument(await parseSource({ path: 'a.html', bytes: new TextEncoder().encode(html) }), '无名');
};

describe('a page of questions whose answers are opened by a click', () => {
  const entry = (question: string, answer: string) =>
    `<dt class="q"><i class="ic">Q</i>${question}</dt><dd style="display:none"><i class="ic">A</i><p>${answer}</p><p>有帮助(3) 没帮助(0)</p></dd>`;
  const page = read(
    `<header><nav>首页 路灯服务</nav></header><main><h1>常见问题</h1>
     <h3 class="cat">开灯</h3><dl>${entry('路灯几点亮？', '夏季十九时，冬季十七时三十分。')}${entry('谁来开灯？', '由云湖市路灯管理处统一开灯。')}</dl>
     <h3 class="cat">报修</h3><dl>${entry('路灯不亮找谁？', '拨打报修电话，二十四小时有人值守。')}</dl></main>`,
    '<title>常见问题 | 云湖市路灯管理中心</title>',
  );

  it('has them all, without icons and counters', async () => {
    expect(questionAnswerPairs((await page).clauses)).toEqual([
      ['路灯几点亮？', '夏季十九时，冬季十七时三十分。'],
      ['谁来开灯？', '由云湖市路灯管理处统一开灯。'],
      ['路灯不亮找谁？', '拨打报修电话，二十四小时有人值守。'],
    ]);
    expect((await page).body).not.toMatch(/帮助/);
  });

  it('is named as its own heading names it', async () => {
    expect(await page).toMatchObject({ title: '常见问题', kind: 'faq_list' });
  });

  it('keeps what stands hidden below the question of a form away', async () => {
    const { body } = await read(
      '<h1>云湖市路灯办法</h1><p>为了按时开灯，制定本办法。路灯由路灯管理处负责。</p><div>您对本页面是否满意？</div><div style="display:none">请写下意见</div>',
    );
    expect(body).not.toContain('请写下意见');
  });
});
