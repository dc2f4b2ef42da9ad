import { html } from 'hono/html';
import { pageShell } from './page-shell.ts';

/** The parts of an OpenAPI 3.1 document that the reference page reads. */
export interface OpenApiDocument {
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema; description?: string }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  example?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

const places: Record<string, string> = { query: '查询参数', path: '路径', header: '请求头' };

/** The reference at /docs, written from the OpenAPI document itself: no script, nothing from elsewhere. */
export function referencePage(document: OpenApiDocument, basePath: string, origin: string) {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation, anchor: anchorOf(method, path) })),
  );
  const groups = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? '其他'))];
  const inGroup = (group: string) => operations.filter(({ operation }) => (operation.tags?.[0] ?? '其他') === group);
  return pageShell(
    `${document.info.title} ${document.info.version}`,
    basePath,
    html`<header>
<h1>${document.info.title}</h1>
<p class="quiet">版本 ${document.info.version} · OpenAPI 文档：<a href="${basePath}/openapi.json">openapi.json</a> · <a href="${basePath}/">首页</a></p>
</header>
<main>
<p>${document.info.description ?? ''}</p>
<nav aria-label="接口目录"><h2>目录</h2>
<ul>${operations.map((item) => html`<li><a href="#${item.anchor}">${item.method.toUpperCase()} ${item.path}</a> ${item.operation.summary ?? ''}</li>`)}</ul></nav>
${groups.map((group) => html`<section><h2>${group}</h2>${inGroup(group).map((item) => operationSection(item, curlOf(item, document, origin)))}</section>`)}
<section><h2>数据结构</h2>${Object.entries(document.components?.schemas ?? {}).map(schemaSection)}</section>
</main>`,
  );
}

const anchorOf = (method: string, path: string) => `${method}${path.replace(/\W+/g, '-').replace(/-$/, '')}`;

interface Item {
  path: string;
  method: string;
  operation: Operation;
  anchor: string;
}

function operationSection({ path, method, operation, anchor }: Item, curl: string) {
  const parameters = operation.parameters ?? [];
  return html`<article id="${anchor}">
<h3><span class="method ${method}">${method.toUpperCase()}</span><code>${path}</code></h3>
<p><strong>${operation.summary ?? ''}</strong>　${withCode(operation.description ?? '')}</p>
${needsKey(operation) ? html`<p>需要密钥。</p>` : ''}
${
  parameters.length > 0
    ? html`<h4>参数</h4><div class="wide"><table><thead><tr><th>名称</th><th>位置</th><th>类型</th><th>说明</th></tr></thead><tbody>${parameters.map(
        (parameter) =>
          html`<tr><td><code>${parameter.name}</code>${parameter.required ? '（必填）' : ''}</td><td>${places[parameter.in] ?? parameter.in}</td><td>${typeOf(parameter.schema)}</td><td>${parameter.description ?? parameter.schema?.description ?? ''}</td></tr>`,
      )}</tbody></table></div>`
    : ''
}
${operation.requestBody ? html`<h4>请求内容</h4>${contentList(operation.requestBody.content)}` : ''}
<h4>响应</h4>
<div class="wide"><table><thead><tr><th>状态</th><th>说明</th><th>内容</th></tr></thead><tbody>${Object.entries(
    operation.responses,
  ).map(
    ([status, response]) =>
      html`<tr><td>${status}</td><td>${response.description ?? ''}</td><td>${contentList(response.content ?? {})}</td></tr>`,
  )}</tbody></table></div>
<h4>示例</h4><pre tabindex="0">${curl}</pre>
</article>`;
}

/** `word` between backticks becomes code. */
function withCode(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** A command that can be run as it stands, made of the examples in the document. */
function curlOf({ path, method, operation }: Item, document: OpenApiDocument, origin: string): string {
  const examples = (operation.parameters ?? []).filter(({ schema }) => schema?.example !== undefined);
  const inPath = examples.filter((parameter) => parameter.in === 'path');
  const address = inPath.reduce((made, { name, schema }) => made.replace(`{${name}}`, String(schema?.example)), path);
  const query = examples.filter((parameter) => parameter.in === 'query');
  const lines = [`curl ${query.length > 0 ? '-G ' : ''}'${origin}${address}'`];
  for (const { name, schema } of query) lines.push(`--data-urlencode '${name}=${schema?.example}'`);
  if (needsKey(operation)) lines.push(`-H 'Authorization: Bearer wk_…'`);
  const body = operation.requestBody?.content['application/json']?.schema;
  const named = document.components?.schemas?.[body?.$ref?.split('/').at(-1) ?? ''];
  if (method === 'post') lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(named?.example ?? {})}'`);
  return lines.join(' \\\n  ');
}

const needsKey = ({ security = [] }: Operation) =>
  security.length > 0 && security.every((entry) => Object.keys(entry).length > 0);

function contentList(content: Record<string, { schema?: Schema }>) {
  return Object.entries(content).map(([mediaType, { schema }]) => html`<div><code>${mediaType}</code>：${typeOf(schema)}</div>`);
}

function schemaSection([name, schema]: [string, Schema]) {
  return html`<article id="schema-${name}"><h3>${name}</h3>
${schema.description ? html`<p>${schema.description}</p>` : ''}
${schema.properties || schema.allOf ? propertyTable(schema) : html`<p>${typeOf(schema)}</p>`}</article>`;
}

function propertyTable(schema: Schema) {
  const parts = [schema, ...(schema.allOf ?? [])];
  const inherited = parts.filter((part) => part.$ref);
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  return html`${inherited.map((part) => html`<p>包含 ${typeOf(part)} 的全部字段，另有：</p>`)}
<div class="wide"><table><thead><tr><th>字段</th><th>类型</th><th>说明</th></tr></thead><tbody>${properties.map(
    ([field, value]) =>
      html`<tr><td><code>${field}</code>${required.has(field) ? '' : '（可省略）'}</td><td>${typeOf(value)}</td><td>${value.description ?? ''}</td></tr>`,
  )}</tbody></table></div>`;
}

type Fragment = ReturnType<typeof html> | string;

/** A schema in a few words, with links to the named ones. */
function typeOf(schema: Schema | undefined): Fragment {
  if (!schema) return '';
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices)
    return joined(
      choices.filter((choice) => choice.type !== 'null').map(typeOf),
      choices.some((choice) => choice.type === 'null'),
    );
  if (schema.enum) return schema.enum.map((value) => String(value)).join(' | ');
  if (schema.const !== undefined) return String(schema.const);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'object'];
  const nullable = types.includes('null') ? ' | null' : '';
  if (types.includes('array')) {
    const element = schema.prefixItems ? joined(schema.prefixItems.map(typeOf), false, '、') : typeOf(schema.items);
    return html`[${element}]${limitsOf(schema)}${nullable}`;
  }
  if (types.includes('object') && schema.properties) {
    return html`{ ${joined(
      Object.entries(schema.properties).map(([name, value]) => html`${name}: ${typeOf(value)}`),
      false,
      ', ',
    )} }${nullable}`;
  }
  return `${types.filter((type) => type !== 'null').join(' | ')}${schema.format ? `（${schema.format}）` : ''}${limitsOf(schema)}${nullable}`;
}

function joined(parts: Fragment[], nullable: boolean, separator = ' | '): Fragment {
  return html`${parts.map((part, index) => html`${index > 0 ? separator : ''}${part}`)}${nullable ? ' | null' : ''}`;
}

function limitsOf(schema: Schema): string {
  const words = [
    schema.minimum !== undefined && schema.minimum > Number.MIN_SAFE_INTEGER ? `≥${schema.minimum}` : '',
    schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER ? `≤${schema.maximum}` : '',
    schema.maxLength !== undefined ? `最长${schema.maxLength}` : '',
    schema.maxItems !== undefined ? `最多${schema.maxItems}项` : '',
    schema.default !== undefined ? `默认 ${String(schema.default)}` : '',
  ].filter(Boolean);
  return words.length > 0 ? `（${words.join('，')}）` : '';
}
