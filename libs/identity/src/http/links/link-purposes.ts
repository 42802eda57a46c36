import { Injectable, SetMetadata, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Fault, PersonId, SeatId } from '@rebond/kernel';
import type { FormBody, Tx } from '@rebond/platform';
import type { PageAnswer } from '@rebond/ui';
import type { OneTimeLink } from '../../application/links/one-time-links.js';

/** What a page behind a link needs for its form: `<Form action={action} csrf={csrf}>`. */
export interface LinkForm {
  readonly action: string;
  readonly csrf: string | null;
  /** What was refused, and what had been typed, when the form is shown again. */
  readonly faults: readonly Fault[];
  readonly refusal: string | null;
  readonly typed: FormBody;
}

export interface LinkOutcome {
  /** Said on the page that follows. */
  readonly message: string;
  /** The page that follows; the link's own, which then says that it has been used, when absent. */
  readonly to?: string;
  /** Opens a session on this seat: an invitation does. */
  readonly signIn?: { readonly personId: PersonId; readonly seatId: SeatId };
}

/** The pages behind the links of one purpose. The transaction's actor sees the link's case only. */
export interface LinkPages {
  /** What is asked, with a form; shown any number of times. */
  page(tx: Tx, link: OneTimeLink, form: LinkForm): Promise<PageAnswer>;
  /** Does it; the link is used up in the same transaction. A DomainError shows the page again. */
  submit(tx: Tx, link: OneTimeLink, typed: FormBody): Promise<LinkOutcome>;
}

const PURPOSE = 'rebond:link-purpose';

/** Marks the provider of a room (a LinkPages) that answers links of this purpose. */
export const LinkPurpose = (purpose: string): ClassDecorator => SetMetadata(PURPOSE, purpose);

/** The pages of every purpose, found at start-up. */
@Injectable()
export class LinkPurposes implements OnApplicationBootstrap {
  private readonly found = new Map<string, LinkPages>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error when two providers answer one purpose: the process doesn't start */
  onApplicationBootstrap(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const purpose = metatype && this.reflector.get<string | undefined>(PURPOSE, metatype);
      if (purpose === undefined || purpose === null || !instance || this.found.get(purpose) === instance) continue;
      if (this.found.has(purpose)) throw new Error(`Two rooms answer the links « ${purpose} »`);
      this.found.set(purpose, instance as LinkPages);
    }
  }

  /** @throws Error when no room answers this purpose */
  of(purpose: string): LinkPages {
    const pages = this.found.get(purpose);
    if (!pages) throw new Error(`No room answers the links « ${purpose} »`);
    return pages;
  }
}
