import type { OpenAPIObject } from '@nestjs/swagger';
import { ROLES, scopeOf, type Action } from '@rebond/identity';
import type { Route } from '@rebond/platform';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'urn:rebond:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable, pour les programmes' },
    detail: { type: 'string', description: 'Une phrase en français' },
    instance: { type: 'string', format: 'uri', description: 'urn:rebond:request:<x-request-id>' },
    errors: {
      type: 'array',
      description: 'Toutes les fautes à la fois',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
} satisfies Schemas[string];

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'Demande illisible',
  401: 'Jeton absent, inconnu, expiré ou révoqué',
  403: 'Action non autorisée à ce siège',
  404: 'Inexistant, ou non accessible',
  409: 'Version périmée, doublon',
  413: 'Corps trop volumineux',
  415: 'Type de contenu non accepté',
  422: 'Refus motivé ; toutes les fautes sont listées',
  428: 'En-tête If-Match absent',
  503: 'Service indisponible',
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    "1 à 200 caractères visibles. La même demande sous la même clé reçoit la réponse d'origine, sans nouvel effet ; une autre demande sous la même clé : 422.",
  schema: { type: 'string', pattern: '^[!-~]{1,200}$' },
} as const;

const headerNames = (operation: Operation): string[] =>
  (operation.parameters ?? []).flatMap((one) => ('in' in one && one.in === 'header' ? [one.name] : []));

function refusals(operation: Operation, route: Route, isWrite: boolean): number[] {
  const isPublic = scopeOf('anonymous', route.action as Action) === 'public';
  return [
    ...(isWrite ? [400, 409, 413, 415] : []),
    ...(isPublic ? [] : [401, 403]),
    ...(route.path.includes(':') ? [404] : []),
    ...(isWrite || operation.parameters?.some((one) => 'in' in one && one.in === 'query') ? [422] : []),
    ...(headerNames(operation).includes('If-Match') ? [428] : []),
    503,
  ];
}

const title = (id: string): string =>
  id
    .split('.')
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join('');

/** Gives an operation its action, its refusals, its Idempotency-Key, and its body a name among the components. */
export function completeOperation(operation: Operation, route: Route, schemas: Schemas): void {
  const isUpload = headerNames(operation).some((name) => /^(Upload|Tus)-/.test(name));
  const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(route.method);
  if (isWrite && !isUpload) operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  const body = operation.requestBody;
  const json = body && 'content' in body ? body.content['application/json'] : undefined;
  if (json?.schema && !('$ref' in json.schema)) {
    const name = `${title(operation.operationId ?? route.handler)}Input`;
    schemas[name] = json.schema;
    json.schema = { $ref: `#/components/schemas/${name}` };
  }
  for (const status of refusals(operation, route, isWrite))
    operation.responses[String(status)] ??= {
      description: REFUSALS[status] ?? '',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  const roles = ROLES.filter((role) => role !== 'system' && scopeOf(role, route.action as Action) !== null);
  Object.assign(operation, { 'x-action': route.action, 'x-roles': roles });
}
