import { describe, expect, it } from 'vitest';
import { EventParser } from './sse.ts';

const stream =
  'event: status\ndata: {"stage":"searching"}\n\n: beat\n\nevent: sentence\r\ndata: 一\r\ndata: 二\r\n\r\ndata:bare\n\n';
const expected = [
  { event: 'status', data: '{"stage":"searching"}' },
  { event: 'sentence', data: '一\n二' },
  { event: 'message', data: 'bare' },
];

describe('EventParser', () => {
  it('reads a whole stream', () => {
    expect(new EventParser().push(stream)).toEqual(expected);
  });

  it('reads the same events whatever the size of the pieces', () => {
    for (let size = 1; size <= 9; size++) {
      const parser = new EventParser();
      const events = [];
      for (let at = 0; at < stream.length; at += size) events.push(...parser.push(stream.slice(at, at + size)));
      expect(events, `pieces of ${size}`).toEqual(expected);
    }
  });

  it('keeps an unfinished event back', () => {
    const parser = new EventParser();
    expect(parser.push('event: done\ndata: {}\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ event: 'done', data: '{}' }]);
  });
});
