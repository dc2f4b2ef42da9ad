import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import type { Site } from './site.ts';
import { type StaffPerson, staffVisit } from './staff.ts';
import { WidgetPage } from './widget-page.ts';

const editor: StaffPerson = { login: 'liuyan1', name: '留编辑', roles: ['editor'] };
const reviewer: StaffPerson = { login: 'liuyan2', name: '留审核', roles: ['reviewer'] };
const question = '小区里的流浪猫绝育有补贴吗？';

export function messageTests(site: () => Site): void {
  describe('a citizen whom nothing answers', () => {
    it('leaves a message and reads the approved reply with the code', async () => {
      const widget = new WidgetPage(await site().visit('/demo'));
      await widget.open();
      const turn = await widget.ask(question);
      await turn.getByRole('button', { name: '留言，请工作人员答复' }).click();
      expect(await turn.getByLabel('您的问题').inputValue()).toBe(question);
      await turn.getByLabel('您的问题').fill(`${question}我电话13812345678`);
      expect(await violations(widget.page)).toEqual([]);
      await turn.getByRole('button', { name: '提交留言' }).click();
      await turn.getByText(/前答复。请记下回执编号/).waitFor();
      const code = (await turn.locator('.code').textContent()) ?? '';
      expect(code).toMatch(/^\w{5}(-\w{5}){3}$/);

      const writer = await staffVisit(site(), editor, '/admin#/messages');
      const message = writer.getByRole('listitem').filter({ hasText: '流浪猫绝育' });
      await message.waitFor();
      expect(await message.textContent()).not.toContain('13812345678');
      await message.getByRole('button', { name: '写答复' }).click();
      await message.getByLabel('答复').fill('我市目前没有此项补贴。');
      expect(await violations(writer)).toEqual([]);
      await message.getByRole('button', { name: '送审' }).click();
      await writer.getByText('已送审，另一人通过后市民凭编号可查。').waitFor();

      const read = async () => {
        await widget.log.getByRole('button', { name: '查询留言回复' }).click();
        await widget.page.getByLabel('回执编号').fill(code.toLowerCase());
        await widget.page.keyboard.press('Enter');
      };
      await read();
      await widget.page.getByText(/还没有答复/).waitFor();
      await widget.log.getByRole('button', { name: '取消' }).click();

      const approver = await staffVisit(site(), reviewer, '/admin#/messages');
      await approver.getByText('我市目前没有此项补贴。').waitFor();
      await approver.getByRole('button', { name: '通过' }).click();
      await approver.getByRole('dialog', { name: '通过这条答复？' }).waitFor();
      await approver.getByRole('button', { name: '通过', exact: true }).last().click();
      await approver.getByText('已通过，市民凭编号可以查看。').waitFor();
      await read();
      await widget.page.getByText('我市目前没有此项补贴。').waitFor();
      expect(await violations(widget.page)).toEqual([]);
    });
  });
}
