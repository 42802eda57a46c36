import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** An entry of the main menu. */
export interface MenuEntry {
  readonly label: string;
  readonly href: string;
}

/** A seat that the person may sit on. */
export interface SeatChoice {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
}

/** Who looks at a page, as the layout shows it; made by identity from the session. */
export interface Visitor {
  readonly name: string;
  readonly seat: SeatChoice;
  /** The others that the same person may change to. */
  readonly otherSeats: readonly SeatChoice[];
  readonly menu: readonly MenuEntry[];
  /** Expected back in the field `_csrf` or the header `x-csrf-token` of every unsafe request; another text in each page. */
  readonly csrf: string;
}

/** Who looks at the page, for a controller's parameter; null when nobody is signed in. */
export const Reader = createParamDecorator(
  (_: unknown, context: ExecutionContext): Visitor | null =>
    context.switchToHttp().getRequest<FastifyRequest>().visitor ?? null,
);

declare module 'fastify' {
  interface FastifyRequest {
    /** Null or absent: anonymous, or a client of the API. */
    visitor?: Visitor | null;
    /** What this request sent came without a session that still stands, and waits on `/reprise`. */
    isFormKept?: boolean;
  }
}
