import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StaffApi } from '../../../shared/staff-api.ts';
import { PagedList } from './paged-list.ts';

interface Found {
  total: number;
  names: string[];
}
const noFilter = { q: '', state: 'open', mine: false, sort: 'new' };

describe('a list read page by page', () => {
  let asked: string[];
  let answers: ((found: Found) => void)[];
  let problems: unknown[];
  let list: PagedList<typeof noFilter, Found>;

  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    answers = [];
    problems = [];
    // A network that answers when the test says so, and does not care that nobody waits any more.
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.search);
      return new Promise((resolve) => answers.push((found) => resolve(Response.json(found))));
    });
    const host = {
      api: new StaffApi('https://wence.example/', { signIn: () => Promise.reject(new Error('no login expected')) }),
      failed: (error: unknown) => void problems.push(error),
      addController: () => {},
      removeController: () => {},
      requestUpdate: () => {},
      updateComplete: Promise.resolve(true),
    };
    list = new PagedList(host, { path: 'v1/staff/things', noFilter, pageSize: 10 });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const found = (name: string) => ({ total: 35, names: [name] });
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it('asks with its filter, from the first page again when that changes', async () => {
    void list.load();
    expect(asked).toEqual(['?state=open&sort=new&limit=10&offset=0']);
    list.narrow({ q: ' 津贴 ', mine: true }, 250);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(50);
    expect(new URLSearchParams(asked[1])).toEqual(
      new URLSearchParams({ q: '津贴', state: 'open', mine: 'true', sort: 'new', limit: '10', offset: '0' }),
    );
    list.widen();
    await settled();
    expect(asked[2]).toBe(asked[0]);
  });

  it('never shows the answer to an older question', async () => {
    void list.load();
    list.narrow({ q: '新' });
    await settled();
    answers[1]?.(found('newer'));
    await settled();
    answers[0]?.(found('older'));
    await settled();
    expect([list.found?.names, problems]).toEqual([['newer'], []]);
  });

  it('asks nothing any more once its page is gone', async () => {
    list.narrow({ q: '新' }, 250);
    list.hostDisconnected();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toEqual([]);
  });

  it('says what went wrong and keeps what was found', async () => {
    void list.load();
    answers[0]?.(found('first'));
    await settled();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await list.load();
    expect([problems.length, list.found?.names]).toEqual([1, ['first']]);
  });

  it('is narrowed by what leaves something out, not by an order', () => {
    expect(list.isNarrowed()).toBe(false);
    list.narrow({ sort: 'old' });
    expect([list.isNarrowed(), list.isNarrowed('sort')]).toEqual([true, false]);
    list.narrow({ mine: true });
    expect(list.isNarrowed('sort')).toBe(true);
  });
});
