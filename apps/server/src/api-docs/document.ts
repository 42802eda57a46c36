import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { RouteTable, type Route } from '@rebond/platform';
import { z } from 'zod';
import { completeOperation, PROBLEM_SCHEMA } from './operation.js';

const DESCRIPTION = [
  "L'API par laquelle se joue un appel à manifestation d'intérêt, de l'ouverture d'une relève au dernier euro.",
  "Un jeton (`rebond token create`) est lié à un siège et s'envoie dans `Authorization: Bearer …`.",
  'Tout refus est un document `application/problem+json` (RFC 9457) : `code` est stable, `detail` une phrase, `errors` la liste complète.',
  "Ce qui n'est pas accessible répond comme ce qui n'existe pas.",
].join('\n\n');

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

/** `CaseController`, `deposit` → `case.deposit`. */
const operationId = (controller: string, handler: string): string => {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}.${handler}`;
};

/**
 * zod's own JSON Schema of what a caller sends; a member that has none (a custom check) is left open. What refers to
 * itself becomes a component, one for all the schemas that share it.
 */
function converter(): (schema: unknown) => { schema: unknown; components?: Record<string, unknown> } | undefined {
  const names = new Map<string, string>();
  return (schema) => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const { $defs = {}, ...inline } = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io: 'input',
      unrepresentable: 'any',
    });
    const renamed = Object.entries($defs).map(([given, shape]) => {
      const text = JSON.stringify(shape);
      const name = names.get(text) ?? `Value${names.size === 0 ? '' : names.size + 1}`;
      names.set(text, name);
      return { given, name, shape };
    });
    const renaming = <T>(value: T): T =>
      JSON.parse(
        renamed.reduce(
          (text, { given, name }) => text.replaceAll(`"#/$defs/${given}"`, `"#/$defs/${name}"`),
          JSON.stringify(value),
        ),
      ) as T;
    return {
      schema: renaming(inline),
      components: Object.fromEntries(renamed.map(({ name, shape }) => [name, renaming(shape)])),
    };
  };
}

/** The API's OpenAPI 3.1 document, made from the controllers and their zod schemas when it is first asked for. */
@Injectable()
export class ApiDocument {
  private made: OpenAPIObject | undefined;

  constructor(
    private readonly routes: RouteTable,
    private readonly modules: ModulesContainer,
    private readonly config: ApplicationConfig,
    private readonly adapter: HttpAdapterHost,
  ) {}

  get(): OpenAPIObject {
    this.made ??= this.make();
    return this.made;
  }

  private make(): OpenAPIObject {
    const base = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Rebond')
      .setDescription(DESCRIPTION)
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Jeton lié à un siège, qui expire et se révoque.' })
      .build();
    const document = SwaggerModule.createDocument(this.application(), base, {
      operationIdFactory: operationId,
      standardSchemaConverter: converter(),
    });
    const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
    document.components = { ...document.components, schemas };
    const routes = new Map<string, Route>(
      this.routes.routes().map((route) => [operationId(route.controller.name, route.handler), route]),
    );
    for (const item of Object.values(document.paths))
      for (const method of METHODS) {
        const operation = item[method];
        const route = routes.get(operation?.operationId ?? '');
        if (operation && route) completeOperation(operation, route, schemas);
      }
    document.tags = [
      ...new Set(Object.values(document.paths).flatMap((item) => METHODS.flatMap((m) => item[m]?.tags ?? []))),
    ]
      .sort((a, b) => a.localeCompare(b, 'fr'))
      .map((name) => ({ name }));
    return document;
  }

  /** What the scanner reads of a Nest application; a provider has no reference to the application itself. */
  private application(): INestApplication {
    const container = {
      getModules: () => this.modules,
      isGlobalModule: () => false,
    };
    const scanned = { container, config: this.config, getHttpAdapter: () => this.adapter.httpAdapter };
    return scanned as unknown as INestApplication;
  }
}
