/** Holds requests and answers against an OpenAPI description, and says where they differ. */
import type { OpenApi, Schema } from "./stripe_openapi.ts";

/**
 * Where a value does not fit a schema, as sentences; what the schema does not know goes into `newer`, by the name of the
 * schema it stands in.
 */
export function misfits(
  openApi: OpenApi,
  schemaName: string,
  value: unknown,
  newer: Set<string>,
): string[] {
  return check(openApi, { $ref: `${schemas}${schemaName}` }, value, schemaName, newer);
}

/** Where a description keeps its schemas. */
const schemas = "#/components/schemas/";

function check(openApi: OpenApi, given: Schema, value: unknown, from: string, newer: Set<string>): string[] {
  const schema = resolve(openApi, given);
  // Shared schemas are named for themselves, wherever they stand.
  const place = given.$ref?.slice(schemas.length) ?? from;
  if (value === null) {
    return given.nullable || schema.nullable ? [] : [`${place} is null`];
  }
  if (schema.anyOf !== undefined) {
    // The alternative that fits best speaks: an id or the object, or one object of several.
    const tries = schema.anyOf.map((each) => {
      const strangers = new Set<string>();
      return { strangers, wrong: check(openApi, each, value, place, strangers) };
    });
    const best = tries.sort((a, b) =>
      a.wrong.length - b.wrong.length || a.strangers.size - b.strangers.size
    )[0]!;
    for (const stranger of best.strangers) newer.add(stranger);
    return best.wrong;
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    newer.add(`${place} = ${JSON.stringify(value)}`);
    return [];
  }
  switch (schema.type) {
    case "string":
      return typeof value === "string" ? [] : [`${place} is no string`];
    case "integer":
      return Number.isInteger(value) ? [] : [`${place} is no integer`];
    case "boolean":
      return typeof value === "boolean" ? [] : [`${place} is no boolean`];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((item) => check(openApi, schema.items ?? {}, item, `${place}[]`, newer))
        : [`${place} is no array`];
    case "object":
      return typeof value === "object"
        ? members(openApi, schema, value, place, newer)
        : [`${place} is no object`];
  }
  return [];
}

function members(
  openApi: OpenApi,
  schema: Schema,
  value: object,
  place: string,
  newer: Set<string>,
): string[] {
  const missing = (schema.required ?? []).filter((name) => !(name in value))
    .map((name) => `${place}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const known = schema.properties?.[name];
    if (known !== undefined) return check(openApi, known, member, `${place}.${name}`, newer);
    if (schema.properties !== undefined) newer.add(`${place}.${name}`);
    return [];
  });
  return [...missing, ...wrong];
}

/** The names of parameters that the description does not have, e.g. `line_items[][price_data]`. */
export function unknownParameters(openApi: OpenApi, known: Schema, ours: Schema, place = ""): string[] {
  const schema = objectOf(openApi, known);
  return Object.entries(ours.properties ?? {}).flatMap(([name, own]) => {
    const path = place === "" ? name : `${place}[${name}]`;
    const theirs = schema?.properties?.[name];
    if (theirs === undefined) return schema?.additionalProperties ? [] : [path];
    if (own.items !== undefined) {
      const items = arrayOf(openApi, theirs)?.items ?? {};
      return own.items.properties === undefined
        ? []
        : unknownParameters(openApi, items, own.items, `${path}[]`);
    }
    return unknownParameters(openApi, theirs, own, path);
  });
}

/** The choices of a parameter that the description does not have. */
export function unknownChoices(openApi: OpenApi, known: Schema, ours: Schema, place = ""): string[] {
  return Object.entries(ours.properties ?? {}).flatMap(([name, own]) => {
    const path = place === "" ? name : `${place}[${name}]`;
    const theirs = objectOf(openApi, known)?.properties?.[name];
    if (theirs === undefined) return [];
    if (own.enum !== undefined && theirs.enum !== undefined) {
      return own.enum.filter((choice) => !theirs.enum!.includes(choice)).map((choice) => `${path}=${choice}`);
    }
    return unknownChoices(openApi, theirs, own, path);
  });
}

function objectOf(openApi: OpenApi, schema: Schema): Schema | undefined {
  return alternatives(openApi, schema).find((each) => each.type === "object");
}

function arrayOf(openApi: OpenApi, schema: Schema): Schema | undefined {
  return alternatives(openApi, schema).find((each) => each.type === "array");
}

function alternatives(openApi: OpenApi, schema: Schema): readonly Schema[] {
  const resolved = resolve(openApi, schema);
  return resolved.anyOf?.map((each) => resolve(openApi, each)) ?? [resolved];
}

function resolve(openApi: OpenApi, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return openApi.components.schemas[schema.$ref.slice(schemas.length)]!;
}
