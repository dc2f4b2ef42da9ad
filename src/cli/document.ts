import { channels } from '../domain/access.ts';
import type { RelationKind } from '../domain/document.ts';
import { NotFoundError } from '../domain/errors.ts';
import { dayOf, systemClock } from '../domain/time.ts';
import { contradictionsOn, validityNote } from '../domain/validity.ts';
import type { ContentReader, DocumentView } from '../store/contract.ts';
import type { VersionDiff } from '../text/version-diff.ts';
import { operatorViewer, withStore } from './base.ts';
import { type Arguments, type Command, type CommandContext, oneOf, UsageError } from './command.ts';
import { optionalDay } from './days.ts';

const channel = { type: 'string' as const, value: 'NAME', help: '渠道：web（默认）、hotline、window' };
const asOf = { type: 'string' as const, value: 'DATE', help: '按这一天判断有效性，默认今天' };

type Viewer = ReturnType<typeof operatorViewer>;

/** The document named by id, number, path or address, as the channel sees it. Throws NotFoundError. */
async function withDocument<Result>(
  given: Arguments,
  { config }: CommandContext,
  use: (view: DocumentView, content: ContentReader, viewer: Viewer) => Promise<Result>,
): Promise<Result> {
  const [name] = given.positionals;
  if (!name) throw new UsageError('请给出文件编号、文号、路径或网址');
  return withStore(config, async ({ content }) => {
    const viewer = operatorViewer(oneOf(given, 'channel', channels, 'web'), systemClock);
    const found =
      (await content.document(name, viewer)) ??
      (await content.documents({ documentNumber: name }, viewer)).documents[0] ??
      (await content.documents({ key: name }, viewer)).documents[0];
    if (!found) throw new NotFoundError(`没有找到已发布的文件“${name}”；用 wence search 查找，用 wence review list 看未发布的`);
    return use(found, content, viewer);
  });
}

const show: Command = {
  name: 'document show',
  summary: '显示一份文件：字段、有效性及其依据、提示',
  positionals: ['ID'],
  options: { channel, 'as-of': asOf },
  examples: [['wence document show "示府规〔2024〕3号"', '编号、文号、路径、网址都可以']],
  run: (given, context) =>
    withDocument(given, context, async ({ document }, _content, viewer) => {
      const day = optionalDay(given, 'as-of') ?? viewer.today;
      const contradictions = contradictionsOn(document, day);
      const note = validityNote(document, day) || '有效性未标明';
      context.output.result({ document, asOf: day, validityNote: note, contradictions });
      const { line } = context.output;
      line(`${document.title}${document.documentNumber ? `（${document.documentNumber}）` : ''}`);
      line(`  编号 ${document.id}，来源 ${document.sourceId}`);
      for (const place of [document.canonicalKey, ...document.aliases, document.url]) if (place) line(`  位置 ${place}`);
      line(`  ${day} ${note}`);
      for (const contradiction of contradictions) line(`  ! ${contradiction}`);
      for (const { field, value, basis, confidence, evidence } of document.facts)
        line(`  ${field} = ${value}（${basis}，${confidence}）：${evidence.slice(0, 60)}`);
      for (const { code, message } of document.warnings) line(`  ! ${message} [${code}]`);
      return undefined;
    }),
};

const versions: Command = {
  name: 'document versions',
  summary: '列出一份文件的各个版本',
  positionals: ['ID'],
  options: { channel },
  examples: [['wence document versions d0123456789abcdef0123', '最早的在前']],
  run: (given, context) =>
    withDocument(given, context, async ({ document }, content, viewer) => {
      const found = await content.versions(document.id, viewer);
      context.output.result({ id: document.id, versions: found });
      for (const version of found)
        context.output.line(`${version.id}  ${dayOf(new Date(version.createdAt))}${version.current ? '  现行' : ''}`);
      return undefined;
    }),
};

const diff: Command = {
  name: 'document diff',
  summary: '两个版本之间改了什么，默认比较最近的两个',
  positionals: ['ID', '[FROM]', '[TO]'],
  options: { channel },
  examples: [['wence document diff "示府规〔2024〕3号"', '[-删去-]、{+新增+}']],
  run: (given, context) =>
    withDocument(given, context, async ({ document }, content, viewer) => {
      const all = await content.versions(document.id, viewer);
      const known = all.map((version) => version.id);
      const current = all.find((version) => version.current)!.id;
      const [, from = known.filter((version) => version !== current).at(-1) ?? current, to = current] = given.positionals;
      for (const version of [from, to]) if (!known.includes(version)) throw new NotFoundError(`没有这个版本：${version}`);
      const { diffVersions } = await import('../text/version-diff.ts');
      const changes = diffVersions(
        await content.clauses(document.id, viewer, from),
        await content.clauses(document.id, viewer, to),
      );
      context.output.result({ id: document.id, from, to, ...changes });
      for (const text of linesOf(changes)) context.output.line(text);
      return undefined;
    }),
};

function linesOf({ added, removed, changed, unchanged, clauses }: VersionDiff): string[] {
  const words = { added: '新增', removed: '删去', changed: '修改' };
  const marks = { same: ['', ''], added: ['{+', '+}'], removed: ['[-', '-]'] };
  return [
    `新增 ${added}，删去 ${removed}，修改 ${changed}，未变 ${unchanged}`,
    ...clauses.flatMap(({ kind, path, pathBefore, pieces }) => [
      `${words[kind]} ${pathBefore ? `${pathBefore} → ` : ''}${path}`,
      `    ${pieces.map((piece) => marks[piece.kind].join(piece.text.replace(/\n/g, ' '))).join('')}`,
    ]),
  ];
}

const relationWords: Record<RelationKind, [to: string, from: string]> = {
  supersedes: ['取代', '被取代于'],
  amends: ['修改', '被修改于'],
  repeals: ['废止', '被废止于'],
  implements: ['依据', '被依据于'],
  interprets: ['解读', '解读见'],
  transmits: ['印发或转发', '印发见'],
  attachment: ['附件', '所属文件'],
  same_text: ['文字相同', '文字相同'],
  prolongs: ['延续', '被延续于'],
};

const relations: Command = {
  name: 'document relations',
  summary: '一份文件与其他文件的关系，两个方向',
  positionals: ['ID'],
  options: { channel, 'as-of': asOf },
  examples: [['wence document relations "示府规〔2024〕3号"', '库中没有的文件只列出名称']],
  run: (given, context) =>
    withDocument(given, context, async (view, content, viewer) => {
      const day = optionalDay(given, 'as-of') ?? viewer.today;
      const { presentRelations } = await import('../api/present.ts');
      const resolved = await content.relations(view.document.id, viewer);
      const others = await content.documentsByIds([...new Set(resolved.map(({ documentId }) => documentId))], viewer);
      const found = presentRelations(view, resolved, others, day);
      context.output.result({ id: view.document.id, relations: found });
      if (found.length === 0) context.output.line('没有读出与其他文件的关系。');
      for (const { kind, direction, documentId, title, documentNumber, confidence } of found) {
        const word = relationWords[kind][direction === 'to' ? 0 : 1];
        const name = [title && `《${title}》`, documentNumber].filter(Boolean).join(' ');
        context.output.line(`${word}  ${name}${documentId ? `  ${documentId}` : '  （库中没有）'}  ${confidence}`);
      }
      return undefined;
    }),
};

export const documentCommands: Command[] = [show, versions, diff, relations];
