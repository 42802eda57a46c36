import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { RefusedError, say, UnsupportedMediaError, type Fault } from '@rebond/kernel';
import './french.js';

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Every fault of a zod error, located by JSON pointer. Unknown members are named one by one. */
export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          pointer: pointer([...issue.path, key]),
          code: 'unknown-field',
          detail: say`Le champ « ${key} » n'est pas prévu.`,
        }))
      : [{ pointer: pointer(issue.path), code: issue.code, detail: issue.message }],
  );

/** Parses an input by its schema. @throws RefusedError `invalid-input` with every fault */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new RefusedError('invalid-input', say`La demande comporte des erreurs.`, faultsOf(parsed.error));
}

/** Applies the schema given to `@Body({ schema })`, `@Query({ schema })` or `@Param(name, { schema })`. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    const schema = metadata.schema as z.ZodType | undefined;
    if (schema && Buffer.isBuffer(value))
      throw new UnsupportedMediaError('json-expected', say`Envoyez un corps JSON (application/json).`);
    return schema ? parseInput(schema, value ?? {}) : value;
  }
}
