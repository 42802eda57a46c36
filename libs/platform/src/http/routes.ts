import { Injectable, type OnApplicationBootstrap, RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ACTION, PAGE } from './action.js';

/** Keys under which Nest's own decorators leave a route's path and method. */
const PATH = 'path';
const METHOD = 'method';

/** A route as its controller declares it. */
export interface Route {
  readonly method: string;
  /** As `/api/candidacies/:id/deposit`. */
  readonly path: string;
  readonly controller: Type;
  readonly handler: string;
  /** Its action of the policy table. */
  readonly action: string;
  /** It answers people with a page. */
  readonly isPage: boolean;
}

type Declared = Omit<Route, 'action'> & { readonly action: string | undefined };

const join = (...parts: readonly string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }): string => `${method} ${path}`;
const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`);

/** The real route table: what Fastify serves, each line with the policy that its controller names. */
@Injectable()
export class RouteTable implements OnApplicationBootstrap {
  private readonly served = new Map<string, { readonly method: string; readonly pattern: RegExp }>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Listens to every route that Fastify is given, whoever gives it. */
  watch(fastify: Pick<FastifyInstance, 'addHook'>): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat())
        this.served.set(nameOf({ method: one, path: url }), { method: one, pattern: patternOf(url) });
    });
  }

  /** Methods served at this address, for an Allow header; none when the address is unknown. */
  methodsAt(url: string): readonly string[] {
    const path = url.replace(/[?#].*$/, '');
    return [...this.served.values()].filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  }

  routes(): readonly Route[] {
    return this.declared().flatMap((route) => (route.action === undefined ? [] : [{ ...route, action: route.action }]));
  }

  /** @throws Error when a route has no policy, or is served without a controller: the process doesn't start */
  onApplicationBootstrap(): void {
    const declared = this.declared();
    const known = new Set(declared.map(nameOf));
    const open = declared.filter((route) => route.action === undefined).map(nameOf);
    // Fastify answers HEAD by itself wherever a controller answers GET, through the same guard.
    const stray = [...this.served.keys()].filter(
      (name) => !known.has(name) && !known.has(name.replace(/^HEAD /, 'GET ')),
    );
    if (open.length > 0) throw new Error(`Routes without a policy: ${open.join(', ')}`);
    if (stray.length > 0) throw new Error(`Routes served outside the controllers: ${stray.join(', ')}`);
  }

  private declared(): readonly Declared[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const controller = metatype as Type;
      const prototype = controller.prototype as Record<string, object>;
      const roots = [Reflect.getMetadata(PATH, controller) as string | string[] | undefined].flat();
      return this.scanner.getAllMethodNames(prototype).flatMap((handler) => {
        const target = prototype[handler];
        const method = target && (Reflect.getMetadata(METHOD, target) as RequestMethod | undefined);
        if (!target || method === undefined) return [];
        const action = Reflect.getMetadata(ACTION, target) as string | undefined;
        const isPage = Reflect.getMetadata(PAGE, target) === true;
        const below = [Reflect.getMetadata(PATH, target) as string | string[]].flat();
        return roots.flatMap((root) =>
          below.map((path) => ({
            method: RequestMethod[method],
            path: join(root ?? '', path),
            controller,
            handler,
            action,
            isPage,
          })),
        );
      });
    });
  }
}
