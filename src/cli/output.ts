import { WenceError } from '../domain/errors.ts';
import { withNamedControls } from '../text/visible.ts';
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

/** Bold on and off, as `wence search` marks what was found; nothing else in what is shown may speak to the terminal. */
const ownMarks = new RegExp(`(${'\u001b'}\\[(?:1|22)m)`);

/** Names and texts of the base were typed by others: a terminal shows them and obeys none. */
const forTerminal = (text: string) =>
  text
    .split(ownMarks)
    .map((piece) => (ownMarks.test(piece) ? piece : withNamedControls(piece)))
    .join('');

export function makeOutput(streams: Streams, json: boolean): Output {
  return {
    json,
    line: (text = '') => {
      if (!json) streams.out(`${forTerminal(text)}\n`);
    },
    result: (value, always = false) => {
      if (json || always) streams.out(`${JSON.stringify(value)}\n`);
    },
    note: (text) => streams.screen.write(`${forTerminal(text)}\n`),
    progress: (title) => new Progress(streams.screen, title),
  };
}

/** What the file system says, in words (errno names of POSIX). */
const fileProblems: Record<string, string> = {
  EACCES: '没有读写权限',
  EPERM: '没有操作权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘空间不足',
  ENOENT: '找不到文件或文件夹',
  ENOTDIR: '路径中有一段不是文件夹',
  EISDIR: '这是文件夹，不是文件',
  EEXIST: '同名的文件或文件夹已存在',
  EBUSY: '文件正被占用',
};

function fileProblem(error: unknown): string | null {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  const words = error instanceof Error && code ? fileProblems[code] : undefined;
  return words ? `${words}${path ? `：${path}` : ''}` : null;
}

/** One clear line and a code for a person; the stack only for developers (`debug`). */
export function describeError(error: unknown, debug: boolean): { code: string; message: string; detail: string; text: string } {
  const known = error instanceof WenceError;
  const file = known ? null : fileProblem(error);
  const code = known ? error.code : file ? 'file_access' : 'internal';
  const message = known ? error.message : (file ?? '程序内部出错');
  const detail = known ? error.detail : error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error && error.stack ? `\n${error.stack}` : '';
  const more = detail && !message.includes(detail) ? `（${detail}）` : '';
  return { code, message, detail, text: `错误：${message}${more} [${code}]${stack}` };
}
