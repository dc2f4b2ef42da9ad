import type { FlowBlock } from './flow.ts';

const kindAtEnd =
  /(通知|通告|公告|意见|办法|规定|细则|方案|决定|报告|批复|条例|规划|计划|纲要|要点|指引|指南|标准|目录|清单|手册|纪要|问答|须知|章程|公约|说明|解读|措施|法|函)(（.{1,20}）)?$/;

/** The title stands centred and large on the first pages and ends with a kind of document; a letter head (…文件) does not count. */
export function titleOf(blocks: FlowBlock[]): string | null {
  const start = blocks.flatMap((block) => (block.type === 'paragraph' && (block.page ?? 1) <= 3 ? [block] : [])).slice(0, 25);
  const long = start.filter((block) => block.text.length > 40);
  const body = Math.min(...(long.length > 0 ? long : start).map((block) => block.size), 99);
  const prominent = start.filter(
    (block) =>
      block.text.length >= 4 &&
      block.text.length <= 120 &&
      !/[。；]|文件$|^(?:附?表|图)\s*\d/.test(block.text) &&
      (block.size > body * 1.1 || block.align === 'center'),
  );
  const named = prominent.find((block) => kindAtEnd.test(block.text)) ?? start.find((block) => isNamedLine(block.text));
  return named?.text ?? prominent.find((block) => block.size > body * 1.3)?.text ?? null;
}

/** 关于…的通知 on a line of its own is a title wherever it stands. */
function isNamedLine(text: string): boolean {
  return text.length <= 120 && /关于.{4,}/.test(text) && kindAtEnd.test(text) && !/[，。；：]/.test(text);
}
