/** One event of a text/event-stream; `data` lines are joined with line feeds. */
export interface ServerEvent {
  event: string;
  data: string;
}

/**
 * Splits a stream that arrives in arbitrary pieces into events.
 * Understands LF, CRLF and CR, comments and several data lines (HTML standard, section "Interpreting an event stream").
 */
export class EventParser {
  private rest = '';

  push(piece: string): ServerEvent[] {
    this.rest += piece;
    // A CR at the very end may be half of a CRLF: keep it for the next piece.
    const held = this.rest.endsWith('\r') ? '\r' : '';
    const ready = (held ? this.rest.slice(0, -1) : this.rest).replace(/\r\n?/g, '\n');
    const blocks = ready.split('\n\n');
    this.rest = (blocks.pop() ?? '') + held;
    return blocks.flatMap((block) => parseBlock(block));
  }
}

function parseBlock(block: string): ServerEvent[] {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    if (field === 'data') data.push(value);
  }
  return data.length > 0 ? [{ event, data: data.join('\n') }] : [];
}
