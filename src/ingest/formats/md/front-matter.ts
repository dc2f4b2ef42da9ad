import type { SourceField } from '../../blocks.ts';

/** The front matter of a note is short; whatever is longer is text between two rules. */
const maximumLines = 200;

/** Names as site generators and editors write them, in the words of government pages. Chinese names stand as they are. */
const names: Record<string, string> = {
  title: '标题',
  number: '文号',
  documentnumber: '文号',
  docnumber: '文号',
  issuer: '发布机构',
  publisher: '发布机构',
  organization: '发布机构',
  source: '来源',
  date: '发布日期',
  published: '发布日期',
  publishedon: '发布日期',
  publishdate: '发布日期',
  pubdate: '发布日期',
  issued: '成文日期',
  issuedon: '成文日期',
  effective: '实施日期',
  effectiveon: '实施日期',
  effectivedate: '实施日期',
  expires: '失效日期',
  expireson: '失效日期',
  expirydate: '失效日期',
  repealedon: '废止日期',
  status: '文件状态',
  category: '主题分类',
  theme: '主题分类',
  tags: '标签',
  keywords: '标签',
};

const pair = /^([\p{L}_][\p{L}\p{N}_ .-]{0,40}?)[ \t]*[:：](?:[ \t]+(.*)|[ \t]*)$/u;
const fullWidthPair = /^(\p{Script=Han}{1,20})：[ \t]*(.*)$/u;
const listEntry = /^[ \t]*-[ \t]+(.*)$/;

/**
 * The YAML block between two lines `---` at the start of a Markdown file: plain values, quoted ones, lists and folded text, which is
 * what people write there. Deeper structures are left out. Null when the file does not begin with such a block; then `---` is a rule.
 */
export function splitFrontMatter(lines: string[]): { fields: SourceField[]; body: string[] } | null {
  if (!/^---[ \t]*$/.test(lines[0] ?? '')) return null;
  const end = lines.findIndex((line, i) => i > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  if (end < 0 || end > maximumLines) return null;
  const entries = readEntries(lines.slice(1, end));
  if (!entries) return null;
  const fields = entries
    .map(({ name, values }): SourceField => ({ name: nameOf(name), value: values.join('；'), basis: 'meta_tag' }))
    .filter((field) => field.value !== '');
  return { fields, body: lines.slice(end + 1) };
}

interface Entry {
  name: string;
  values: string[];
}

/** Null as soon as a line is no YAML: then it is text between two rules. */
function readEntries(lines: string[]): Entry[] | null {
  const entries: Entry[] = [];
  let folded = false;
  for (const line of lines) {
    const last = entries.at(-1);
    const found = pair.exec(line) ?? fullWidthPair.exec(line);
    const item = listEntry.exec(line);
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    if (found) {
      const value = found[2]?.trim() ?? '';
      folded = /^[|>][+-]?\d?$/.test(value);
      entries.push({ name: found[1]!, values: folded ? [] : valuesOf(value) });
    } else if (last && item && !folded) last.values.push(...valuesOf(item[1]!.trim()));
    else if (last && /^[ \t]/.test(line)) {
      // An indented line goes on with a folded or broken value; maps inside maps say nothing here.
      if (!pair.test(line.trim())) last.values = [[...last.values, line.trim()].join(' ')];
    } else return null;
  }
  return entries.length > 0 ? entries : null;
}

function valuesOf(value: string): string[] {
  const list = /^\[(.*)\]$/.exec(value)?.[1];
  const parts = list === undefined ? [value] : list.split(/[,，]/);
  return parts.map((part) => plainValue(part.trim())).filter((part) => part !== '');
}

/** Without quotes, or without the comment behind it. */
function plainValue(value: string): string {
  const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(value);
  if (quoted) return quoted[1] === '"' ? quoted[2]!.replace(/\\(["\\])/g, '$1') : quoted[2]!.replace(/''/g, "'");
  const plain = value.replace(/\s+#.*$/, '').trim();
  return /^(?:null|~)$/i.test(plain) ? '' : plain;
}

function nameOf(name: string): string {
  return names[name.toLowerCase().replace(/[\s_.-]/g, '')] ?? name.trim();
}
