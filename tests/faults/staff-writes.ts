import type { SignedIn } from '../../src/api/test-staff.ts';

/** Who writes in the script: people with a session in the base it begins from. */
export type Writers = Record<'administrator' | 'editor' | 'reviewer' | 'agent', Pick<SignedIn, 'headers'>>;

/** What earlier writes gave: ids and revisions. */
type Known = Record<string, string | number>;

interface Write {
  name: string;
  run(send: Send, known: Known): Promise<void>;
}

type Answer = Record<string, string & number>;
type Send = <Shape = Answer>(who: keyof Writers, method: string, path: string, body?: unknown) => Promise<Shape>;

const content = (question: string, answer: string) => ({ question, answer, noBasisReason: '市民热线常见问题，由本单位答复。' });

const draftStep = (name: string, who: keyof Writers, step: string, body: object = {}): Write => ({
  name,
  async run(send, known) {
    const done = await send(who, 'POST', `/v1/staff/drafts/${known.draft}/${step}`, { expected: known.revision, ...body });
    known.revision = done.revision ?? 0;
    known.item = done.itemId ?? known.item!;
  },
});

const save = (name: string, question: string, answer: string): Write => ({
  name,
  async run(send, known) {
    const found = await send<{ draft: { content: object } }>('editor', 'GET', `/v1/staff/entries/${known.item}`);
    const { draft } = await send<{ draft: { revision: number } }>('editor', 'PUT', `/v1/staff/drafts/${known.draft}`, {
      content: { ...found.draft.content, ...content(question, answer) },
      expected: known.revision,
    });
    known.revision = draft.revision;
  },
});

const list =
  '问题,答案,无依据的理由\n社保卡怎么挂失,打电话或者到网点挂失。,热线常见问题\n社保卡怎么补办,带身份证到网点补办。,热线常见问题\n';
const policy =
  '示例市养犬管理办法\n\n示府规〔2026〕3号\n\n第一条 养犬登记费每年八十元。\n\n第二条 本办法自2026年1月1日起施行。\n\n示例市人民政府\n2025年12月1日\n';

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** Every kind of write that staff do, one after the other. */
export const staffWrites: Write[] = [
  {
    name: 'begin an entry',
    async run(send, known) {
      const draft = await send('editor', 'POST', '/v1/staff/entries', {
        content: content('公租房怎么申请', '到街道办事处申请。'),
      });
      Object.assign(known, { draft: draft.id, item: draft.itemId, revision: draft.revision });
    },
  },
  save('save a draft', '公租房怎么申请？', '带身份证到街道办事处申请。'),
  draftStep('submit', 'editor', 'submit', { note: null }),
  draftStep('return', 'reviewer', 'return', { reason: '请写明时限' }),
  save('save again', '公租房怎么申请？', '带身份证到街道办事处申请，二十个工作日内答复。'),
  draftStep('submit again', 'editor', 'submit', { note: '已改' }),
  draftStep('approve', 'reviewer', 'approve', { note: null }),
  {
    name: 'edit what is published',
    async run(send, known) {
      const draft = await send('editor', 'POST', `/v1/staff/entries/${known.item}/edit`);
      Object.assign(known, { draft: draft.id, revision: draft.revision });
    },
  },
  save('save the edit', '公租房怎么申请？', '在网上或者到街道办事处申请。'),
  draftStep('submit the edit', 'editor', 'submit', { note: null }),
  draftStep('approve the edit', 'reviewer', 'approve', { note: null }),
  {
    name: 'accept an import',
    async run(send, known) {
      const name = encodeURIComponent('问答.csv');
      const { mark } = await send('editor', 'POST', `/v1/staff/import/preview?name=${name}`, new Blob([list]));
      await send('editor', 'POST', `/v1/staff/import/accept?name=${name}&mark=${mark}&state=submitted`, new Blob([list]));
      known.imported = 1;
    },
  },
  {
    name: 'upload a document',
    async run(send, known) {
      const form = new FormData();
      form.set('file', new Blob([policy], { type: 'text/plain' }), '养犬办法.txt');
      const done = await send('editor', 'POST', '/v1/staff/documents', form);
      known.document = (done.itemId ?? done.id)!;
    },
  },
  {
    name: 'the document is read',
    async run(send, known) {
      for (;;) {
        const { state, revision } = await send('editor', 'GET', `/v1/staff/documents/${known.document}/reading`);
        known.documentRevision = revision!;
        if (state !== 'reading') return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  },
  {
    name: 'submit the document',
    async run(send, known) {
      const done = await send('editor', 'POST', `/v1/staff/documents/${known.document}/submit`, {
        expected: known.documentRevision,
        note: null,
      });
      known.documentRevision = done.revision ?? known.documentRevision!;
    },
  },
  {
    name: 'approve the document',
    async run(send, known) {
      await send('reviewer', 'POST', `/v1/staff/documents/${known.document}/approve`, {
        expected: known.documentRevision,
        note: null,
      });
    },
  },
  {
    name: 'withdraw the entry',
    async run(send, known) {
      await send('reviewer', 'POST', `/v1/staff/entries/${known.item}/withdraw`, { reason: '政策有变' });
    },
  },
  {
    name: 'make an account',
    async run(send, known) {
      const account = { name: '赵编', unitId: null, roles: ['editor'], login: 'zhao', oidcName: 'zhao', withPassword: false };
      const made = await send<{ account: { id: string; revision: number } }>(
        'administrator',
        'POST',
        '/v1/staff/accounts',
        account,
      );
      Object.assign(known, { account: made.account.id, accountRevision: made.account.revision });
    },
  },
  {
    name: 'change the account',
    async run(send, known) {
      const changed = { name: '赵审', unitId: null, roles: ['reviewer'], revision: known.accountRevision };
      const done = await send<{ account?: Answer } & Answer>(
        'administrator',
        'PUT',
        `/v1/staff/accounts/${known.account}`,
        changed,
      );
      known.accountRevision = (done.account ?? done).revision!;
    },
  },
  {
    name: 'disable the account',
    async run(send, known) {
      await send('administrator', 'POST', `/v1/staff/accounts/${known.account}/state`, {
        disabled: true,
        revision: known.accountRevision,
      });
    },
  },
  {
    name: 'make a key',
    async run(send, known) {
      const { key } = await send<{ key: { id: string } }>('administrator', 'POST', '/v1/staff/keys', {
        name: '自助机',
        audiences: ['window'],
      });
      known.key = key.id;
    },
  },
  {
    name: 'revoke the key',
    async run(send, known) {
      await send('administrator', 'POST', `/v1/staff/keys/${known.key}/revoke`);
    },
  },
  {
    name: 'hang a banner',
    async run(send) {
      const banner = {
        text: '今天停电，暂停办理',
        level: 'urgent',
        channels: ['web', 'hotline'],
        from: hoursFromNow(0),
        until: hoursFromNow(2),
        link: null,
      };
      await send('reviewer', 'PUT', '/v1/staff/banner', { banner, revision: 0 });
    },
  },
  {
    name: 'take the banner down',
    async run(send) {
      const { revision } = await send('reviewer', 'GET', '/v1/staff/banner');
      await send('reviewer', 'DELETE', `/v1/staff/banner?revision=${revision}`);
    },
  },
  {
    name: 'report a gap',
    async run(send, known) {
      const { id } = await send('agent', 'POST', '/v1/staff/gaps', {
        kind: 'gap',
        question: '充电桩怎么报装',
        channel: 'hotline',
      });
      known.gap = id!;
    },
  },
  {
    name: 'take the gap',
    async run(send, known) {
      const { gap } = await send<{ gap: Answer }>('editor', 'GET', `/v1/staff/gaps/${known.gap}`);
      await send('editor', 'POST', `/v1/staff/gaps/${known.gap}/steps`, { step: 'take', revision: gap.revision });
    },
  },
];

/** Sends the writes in order until one fails; tells after each that was acknowledged. Returns what stopped it. */
export async function writeAll(
  url: string,
  writers: Writers,
  acknowledged: (name: string) => void | Promise<void>,
): Promise<unknown> {
  const send: Send = async (who, method, path, body) => {
    const isJson = body !== undefined && !(body instanceof Blob) && !(body instanceof FormData);
    const headers: Record<string, string> = { ...writers[who].headers };
    if (isJson) headers['Content-Type'] = 'application/json';
    if (body instanceof Blob) headers['Content-Type'] = 'application/octet-stream';
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return JSON.parse(text);
  };
  const known: Known = {};
  for (const { name, run } of staffWrites) {
    try {
      await run(send, known);
    } catch (error) {
      return new Error(`${name}: ${error}`, { cause: error });
    }
    await acknowledged(name);
  }
  return null;
}
