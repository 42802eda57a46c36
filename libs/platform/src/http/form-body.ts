import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'qs';
import { z } from 'zod';
import { parseInput } from './input.js';
import { MalformedError, say } from '@rebond/kernel';

/** Largest form without files, in bytes: every field of a long form at its limit. */
const FORM_LIMIT = 2 * 1_048_576;
const FORM = 'application/x-www-form-urlencoded';

/** What a form sends: text, lists of it, and objects by the brackets of the names. */
export type FormBody = Readonly<Record<string, unknown>>;

export const isForm = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').toLowerCase().startsWith(FORM);

/** A form with files, whose parts its own page reads as they come. */
export const isFormWithFiles = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');

/**
 * Text of a form: `rows[0][name]` makes rows, `name[]` or a repeated name makes a list.
 * @throws MalformedError `malformed-form`
 */
function readForm(text: string): FormBody {
  try {
    return parse(text, {
      allowPrototypes: false,
      plainObjects: false,
      depth: 6,
      arrayLimit: 500,
      parameterLimit: 5_000,
      throwOnLimitExceeded: true,
      duplicates: 'combine',
    });
  } catch {
    throw new MalformedError('malformed-form', say`Le formulaire envoyé est illisible ou trop long.`);
  }
}

/** A form that is sent by its address, rows and lists included. */
export const AskedForm = createParamDecorator((_: unknown, context: ExecutionContext): FormBody => {
  const { url } = context.switchToHttp().getRequest<FastifyRequest>();
  const from = url.indexOf('?');
  return from < 0 ? {} : readForm(url.slice(from + 1));
});

/** Bodies of HTML forms. */
export function acceptForms(fastify: Pick<FastifyInstance, 'addContentTypeParser'>): void {
  fastify.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_request, body, done) => {
    try {
      done(null, readForm(String(body)));
    } catch (error) {
      done(error as Error);
    }
  });
}

type Shape = z.core.JSONSchema.BaseSchema | boolean | undefined;

/** French people type « 1 234,50 »: spaces group, the comma parts the decimals. */
const numberOf = (text: string): unknown => {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
};

const YES: ReadonlySet<unknown> = new Set(['on', 'true', 'oui', '1']);
const NO: ReadonlySet<unknown> = new Set(['off', 'false', 'non', '0']);

function typed(value: unknown, shape: Shape): unknown {
  if (typeof shape !== 'object') return value;
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices)
    return typed(
      value,
      choices.find((one) => typeof one === 'object' && one.type !== 'null'),
    );
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- text and null stay what they are
  switch (shape.type) {
    case 'integer':
    case 'number':
      return typeof value === 'string' ? numberOf(value) : value;
    case 'boolean':
      return YES.has(value) ? true : NO.has(value) ? false : value;
    case 'array': {
      const items = shape.items as Shape;
      const list = Array.isArray(value)
        ? (value as unknown[])
        : typeof value === 'object'
          ? Object.values(value ?? {})
          : [value];
      return list.filter((one) => one !== '').map((one) => typed(one, items));
    }
    case 'object':
      return typeof value === 'object' && value !== null ? typedMembers(value as FormBody, shape) : value;
    default:
      return value;
  }
}

function typedMembers(form: FormBody, shape: z.core.JSONSchema.BaseSchema): Record<string, unknown> {
  const members = Object.entries(form).filter(([name, value]) => !name.startsWith('_') && value !== '');
  const of = (name: string): Shape => shape.properties?.[name] ?? shape.additionalProperties;
  return Object.fromEntries(members.map(([name, value]) => [name, typed(value, of(name))]));
}

const shapes = new WeakMap<z.ZodType, z.core.JSONSchema.BaseSchema>();

/**
 * The input of a verb from the form that asks for it: by the verb's own schema, text becomes numbers, yes and no, and
 * lists; an empty field is an absent one; names that begin with `_` belong to the form. What is wrong with it the
 * schema then says.
 */
export function inputOfForm(schema: z.ZodType, form: FormBody): Record<string, unknown> {
  const shape = shapes.get(schema) ?? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  shapes.set(schema, shape);
  return typedMembers(form, shape);
}

/** A verb's input from the form that asks for it. @throws RefusedError `invalid-input` with every fault */
export const parseForm = <Schema extends z.ZodType>(schema: Schema, form: FormBody): z.output<Schema> =>
  parseInput(schema, inputOfForm(schema, form));
