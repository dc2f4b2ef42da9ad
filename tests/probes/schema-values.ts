import type { Choice } from './words.ts';

/** The part of JSON schema that the OpenAPI document uses. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  format?: string;
  pattern?: string;
  default?: unknown;
}

export interface Filling {
  choice: Choice;
  /** Schemas by name, for `$ref`. */
  named: Record<string, Schema>;
  /** A text for the field of this name. */
  text: (name: string, schema: Schema) => string;
  /** An integer for the field of this name. */
  integer: (name: string) => number | undefined;
}

/** A value that fits the schema, mostly: what the schema cannot say is left to the route to refuse. */
export function valueFor(schema: Schema, name: string, filling: Filling): unknown {
  const { choice, named } = filling;
  if (schema.$ref) return valueFor(named[schema.$ref.split('/').at(-1)!] ?? {}, name, filling);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return choice.one(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return valueFor(choice.one(choices), name, filling);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => valueFor(part, name, filling)));
  const type = Array.isArray(schema.type) ? choice.one(schema.type) : (schema.type ?? 'object');
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return choice.often(50);
    case 'integer':
    case 'number':
      return filling.integer(name) ?? Math.max(schema.minimum ?? schema.exclusiveMinimum ?? 0, choice.below(4));
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, choice.below(3)) }, () =>
        valueFor(schema.items ?? {}, name, filling),
      );
    case 'string':
      return textOf(schema, name, filling);
    default:
      return objectOf(schema, filling);
  }
}

function objectOf(schema: Schema, filling: Filling): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => required.has(name) || filling.choice.often(50))
      .map(([name, property]) => [name, valueFor(property, name, filling)]),
  );
}

function textOf(schema: Schema, name: string, filling: Filling): string {
  if (schema.format === 'date-time') return new Date(Date.UTC(2025, 5, 1 + filling.choice.below(4))).toISOString();
  if (schema.format === 'uri') return 'https://www.example.gov.cn/';
  return filling.text(name, schema).slice(0, schema.maxLength ?? 1_000);
}
