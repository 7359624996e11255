// Answers and requests held against MX's OpenAPI documents. Types are a JSON-schema validator's
// work; which fields there are is compared here, because the documents demand almost none and
// forbid none, while clients count on every one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';
import { parse } from 'yaml';

/** MX documents its errors in words; this is what they say (MX docs, errors). */
const ERROR_BODY = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['message', 'status', 'type'],
      additionalProperties: false,
      properties: {
        message: { type: 'string', minLength: 1 },
        status: { type: 'string', pattern: '^[a-z_]+$' },
        type: { type: 'string', pattern: '^[a-z_]+_error$' },
      },
    },
  },
};

/** Whether a body is an error as MX words it. */
export const isErrorBody = new Ajv().compile(ERROR_BODY);

/** Reads a generation's document from the folder. */
export function load(folder, generation) {
  const file = join(folder, `mx_platform_api_${generation.name}.yml`);
  const document = parse(readFileSync(file, 'utf8'));
  const { components } = document;
  toJsonSchema(components.schemas);
  // `nullable` is the validator's own.
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false });
  ajv.addSchema({ $id: 'mx', components });
  const validators = new Map();

  const operations = new Map();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [verb, operation] of Object.entries(methods)) {
      if (operation.operationId) operations.set(operation.operationId, { path, verb, operation });
    }
  }
  return { operations, operationOf, check };

  /**
   * The documented operation a request is for; `/institutions/favorites` is no institution, so the
   * path with the fewest places wins.
   */
  function operationOf(method, at) {
    const fitting = [...operations].filter(
      ([, { path, verb }]) => verb === method && template(path).test(at),
    );
    const places = ([, { path }]) => path.split('{').length;
    return fitting.sort((one, other) => places(one) - places(other))[0]?.[0];
  }

  /**
   * What about an exchange is not as documented; nothing if all is. One without a status got no
   * answer of MX's.
   */
  function check(exchange) {
    const found = [];
    const say = (subject, what) => found.push(`${subject}: ${what}`);
    const known = operations.get(exchange.method);
    if (!known) {
      say(exchange.method, 'is no documented operation');
      return found;
    }
    if (exchange.isClients) checkRequest(exchange, known, say);
    if (exchange.status !== undefined) checkAnswer(exchange, known, say);
    return found;
  }

  function checkRequest(exchange, { path, verb, operation }, say) {
    const { method, sent } = exchange;
    if (exchange.verb !== verb || !template(path).test(exchange.path)) {
      say(method, `goes to ${exchange.verb} ${exchange.path}, documented is ${verb} ${path}`);
    }
    const parameters = (operation.parameters ?? []).map(resolve);
    const named = (place) =>
      parameters.filter((parameter) => parameter.in === place).map(({ name }) => bare(name));
    for (const name of exchange.query.map(bare)) {
      if (!named('query').includes(name)) say(method, `has no parameter ${name}`);
    }
    // A request that was meant to be wrong is wrong in its headers or its body.
    if (exchange.status >= 400) return;
    for (const { name, required } of parameters.filter((parameter) => parameter.in === 'header')) {
      if (required && !exchange.sentHeaders.includes(name.toLowerCase())) {
        say(method, `lacks the header ${name}`);
      }
    }
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (sent === undefined) return;
    if (!schema) say(method, 'has no request body');
    else checkTypes(schema, sent, `${method} request`, say);
    walk(schema, sent, `${method} request`, (subject, what) => {
      if (what === UNDOCUMENTED) say(subject, what);
    });
  }

  function checkAnswer({ method, status, headers, body }, { operation }, say) {
    const type = headers['content-type'];
    if (status >= 400) {
      // A 406 says that there is no generation to answer in.
      if (status !== 406 && type !== generation.contentType) {
        say(`${method} ${status}`, `is ${type}`);
      }
      if (!isErrorBody(body)) say(`${method} ${status}`, 'is no error as documented');
      return;
    }
    const documented = operation.responses[status];
    if (!documented) {
      say(method, `is not documented to answer ${status}`);
      return;
    }
    const content = documented.content ?? {};
    if (Object.keys(content).length === 0) {
      if (body !== '') say(`${method} ${status}`, 'has a body');
      return;
    }
    if (!(type in content)) {
      say(`${method} ${status}`, `is ${type}, documented ${Object.keys(content).join(', ')}`);
    }
    const { schema } = Object.values(content)[0];
    checkTypes(schema, body, `${method} answer`, say);
    walk(schema, body, `${method} answer`, say);
  }

  function checkTypes(schema, value, fallback, say) {
    if (!validators.has(schema)) validators.set(schema, ajv.compile(inDocument(schema)));
    const validate = validators.get(schema);
    if (validate(value)) return;
    for (const error of validate.errors) {
      const is = kind(error.data);
      say(subjectOf(error, fallback), `${error.message}, is ${is}`);
    }
  }

  /** Compares the fields of a value, however deep, with those of its schema. */
  function walk(schema, value, subject, say) {
    const { fields, items, name } = flat(schema);
    const here = name ?? subject;
    if (Array.isArray(value)) {
      if (items) value.forEach((item) => walk(items, item, here, say));
      return;
    }
    if (value === null || typeof value !== 'object' || fields.size === 0) return;
    for (const key of Object.keys(value)) {
      if (!fields.has(key)) say(`${here}.${key}`, UNDOCUMENTED);
    }
    for (const [key, { schema: field, owner }] of fields) {
      const at = `${owner ?? here}.${key}`;
      if (key in value) walk(field, value[key], at, say);
      else say(at, 'is documented and missing');
    }
  }

  /** A schema's fields with those of the schemas it is made of. */
  function flat(schema) {
    const name = schema.$ref?.split('/').at(-1);
    const target = resolve(schema);
    const fields = new Map();
    for (const part of target.allOf ?? []) {
      for (const [key, field] of flat(part).fields) fields.set(key, field);
    }
    for (const [key, field] of Object.entries(target.properties ?? {})) {
      fields.set(key, { schema: field, owner: name });
    }
    return { fields, items: target.items, name };
  }

  function resolve(value) {
    if (!value.$ref) return value;
    return value.$ref
      .slice(2)
      .split('/')
      .reduce((node, key) => node[key], document);
  }
}

function kind(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

const UNDOCUMENTED = 'is not documented';

/** The schema with its references leading into the document the validator knows. */
function inDocument(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"mx#/components'));
}

/** `UserResponse.email` for an error there; what was checked, for one in a nameless schema. */
function subjectOf({ schemaPath, instancePath }, fallback) {
  const [, name, rest] = /#\/components\/schemas\/(\w+)\/(.*)$/.exec(schemaPath) ?? [];
  if (!name) return `${fallback}${instancePath.replaceAll(/\/\d+/g, '').replaceAll('/', '.')}`;
  const fields = [...rest.matchAll(/properties\/(\w+)/g)].map(([, field]) => field);
  return [name, ...fields].join('.');
}

/**
 * Two habits of MX's documents that JSON schema reads otherwise: the `enum` of a nullable field
 * leaves null out, and `items` come without a type, which under a plural name is a list and under
 * a singular one the thing itself.
 */
function toJsonSchema(schema, name = '') {
  if (schema === null || typeof schema !== 'object') return;
  if (schema.nullable && Array.isArray(schema.enum) && !schema.enum.includes(null)) {
    schema.enum.push(null);
  }
  if (schema.items && !schema.type) {
    if (name.endsWith('s')) {
      schema.type = 'array';
    } else {
      const { items } = schema;
      delete schema.items;
      Object.assign(schema, items);
    }
  }
  for (const [key, part] of Object.entries(schema)) {
    if (key !== 'enum' && key !== 'example') toJsonSchema(part, key);
  }
}

/** Matches the requests of a documented path; `{user_guid}` stands for one segment. */
function template(path) {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}

/** A list's name is sent with and without brackets. */
function bare(name) {
  return name.replace(/\[\]$/, '');
}
