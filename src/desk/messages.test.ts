import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../domain/errors.ts';
import { fixedClock } from '../domain/time.ts';
import type { Store } from '../store/contract.ts';
import { openSqliteStore } from '../store/sqlite/store.ts';
import { unitChange } from './entries/test-desk.ts';
import { createMessages } from './messages.ts';
import { createSettings } from './settings.ts';

const editor = { id: 'u_li', name: '李编辑', from: '10.0.0.7' };
const reviewer = { id: 'u_zhao', name: '赵审核', from: '10.0.0.8' };
// A Friday.
const clock = fixedClock('2025-03-07');

describe('messages of citizens', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(':memory:');
    await store.apply([unitChange('民政')]);
  });
  afterEach(() => store.close());
  const messages = () => createMessages(store, clock);
  const left = async (text = '充电桩有没有补贴') => {
    const { code, dueOn } = await messages().leave({ text, answerId: null, channel: 'web' });
    const [message] = (await messages().list({ state: 'open' }, null)).messages;
    return { code, dueOn, message: message! };
  };

  it('are kept without personal data, with a code that is not kept and a limit in working days', async () => {
    const { code, dueOn, message } = await left('请回电13912345678，充电桩有没有补贴');
    expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{5}(-[2-9A-HJ-NP-TV-Z]{5}){3}$/);
    expect(dueOn).toBe('2025-03-14');
    expect(message.text).toContain('充电桩有没有补贴');
    expect(JSON.stringify(message)).not.toContain('13912345678');
    expect(JSON.stringify(message)).not.toContain(code);
    await expect(messages().leave({ text: ' ', answerId: null, channel: 'web' })).rejects.toThrow(InvalidInputError);
  });

  it('follow the settings of the city', async () => {
    await createSettings(store, clock).put('replyDays', 2, 0, editor);
    await createSettings(store, clock).put('holidays', ['2025-03-10'], 0, editor);
    expect((await left()).dueOn).toBe('2025-03-12');
  });

  it('are found with the code, however it is typed, and with no other', async () => {
    const { code } = await left();
    expect(await messages().read(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toMatchObject({ answered: false, reply: null });
    await expect(messages().read(code.slice(1))).rejects.toThrow(NotFoundError);
    await expect(messages().read('')).rejects.toThrow(NotFoundError);
  });

  it('show the reply only after another person approved it', async () => {
    const { code, message } = await left();
    const replied = await messages().reply(message.id, 1, '没有市级补贴。', null, editor);
    expect((await messages().read(code)).reply).toBeNull();
    await expect(messages().approve(message.id, 2, null, editor)).rejects.toThrow(ForbiddenError);
    await expect(messages().approve(message.id, 1, null, reviewer)).rejects.toThrow(ConflictError);
    const returned = await messages().return(message.id, replied.revision, '写明依据，回电13912345678', null, reviewer);
    expect(returned).toMatchObject({ state: 'open', note: '写明依据，回电〔手机号〕', reply: '没有市级补贴。' });
    expect((await messages().read(code)).reply).toBeNull();
    await messages().reply(message.id, 3, '按某办法，没有市级补贴。', null, editor);
    await messages().approve(message.id, 4, null, reviewer);
    expect(await messages().read(code)).toMatchObject({ answered: true, reply: '按某办法，没有市级补贴。' });
    await expect(messages().reply(message.id, 5, '改一改', null, editor)).rejects.toThrow(ConflictError);
    expect((await store.activity.audit(9)).map(({ action }) => action)).toEqual([
      'message.approve',
      'message.reply',
      'message.return',
      'message.reply',
    ]);
  });

  it('belong to the unit they are handed to, whose name the citizen sees', async () => {
    const { code, message } = await left();
    await messages().assign(message.id, 1, '民政', null, editor);
    expect((await messages().read(code)).unit).toBe('民政局');
    expect((await messages().list({}, ['人社'])).total).toBe(0);
    expect((await messages().list({}, ['民政'])).total).toBe(1);
    await expect(messages().reply(message.id, 2, '答', ['人社'], editor)).rejects.toThrow(ForbiddenError);
  });
});
