import { WenceError } from '../domain/errors.ts';
import { Progress, type Screen } from './progress.ts';

/** Where a command writes: results to stdout, everything about the run to stderr, so that output can be piped. */
export interface Output {
  readonly json: boolean;
  /** A line for people; silent with --json. */
  line(text?: string): void;
  /** The machine-readable result, one line; always printed when `always`, else only with --json. */
  result(value: unknown, always?: boolean): void;
  /** A line about the run itself. */
  note(text: string): void;
  progress(title: string): Progress;
}

export interface Streams {
  out: (text: string) => void;
  screen: Screen;
}

export const terminal: Streams = {
  out: (text) => process.stdout.write(text),
  screen: {
    get isTTY() {
      return process.stderr.isTTY === true;
    },
    get columns() {
      return process.stderr.columns ?? 100;
    },
    write: (text) => process.stderr.write(text),
  },
};

export function makeOutput(streams: Streams, json: boolean): Output {
  return {
    json,
    line: (text = '') => {
      if (!json) streams.out(`${text}\n`);
    },
    result: (value, always = false) => {
      if (json || always) streams.out(`${JSON.stringify(value)}\n`);
    },
    note: (text) => streams.screen.write(`${text}\n`),
    progress: (title) => new Progress(streams.screen, title),
  };
}

/** One clear line and a code for a person; the stack only for developers (`debug`). */
export function describeError(error: unknown, debug: boolean): { code: string; message: string; detail: string; text: string } {
  const known = error instanceof WenceError;
  const code = known ? error.code : 'internal';
  const message = known ? error.message : '程序内部出错';
  const detail = known ? error.detail : error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error && error.stack ? `\n${error.stack}` : '';
  const more = detail && !message.includes(detail) ? `（${detail}）` : '';
  return { code, message, detail, text: `错误：${message}${more} [${code}]${stack}` };
}
