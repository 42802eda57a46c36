import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { Desk, IdentityModule, type SeatRole } from '@rebond/identity';
import type { Siren } from '@rebond/kernel';
import { newSecretKey, PlatformModule, readConfig, SYSTEM, Transactions } from '@rebond/platform';
import { loadTerritories } from '@rebond/territories';
import { ApiClient } from './client.js';
import type { Stack } from './stack.js';

@Module({})
class Bootstrap {}

/** Tokens outlive the demo's three years. */
const TOKEN_DAYS = 3660;

/** A seat with its client of the API. */
export interface Member {
  readonly organisationId: string;
  readonly seatId: string;
  readonly api: ApiClient;
}

/**
 * What the command line does before anyone can ask the API: loads the map of France and seats the programme's
 * director, who then creates everybody else through the API.
 */
export async function bootstrap(stack: Stack, at: Temporal.Instant): Promise<ApiClient> {
  const config = readConfig({
    DATABASE_URL: stack.appUrl,
    SMTP_URL: stack.inbox.smtpUrl,
    FILES_DIR: '.',
    SECRET_KEYS: newSecretKey('none'),
    LOG_LEVEL: 'error',
    DATABASE_POOL: '2',
  });
  const module = { module: Bootstrap, imports: [PlatformModule.forRoot(config, 'demo'), IdentityModule] };
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  try {
    const desk = context.get(Desk);
    const token = await context.get(Transactions).run(
      SYSTEM,
      async (tx) => {
        await loadTerritories(tx);
        const { id } = await desk.createOrganisation(tx, {
          kind: 'programme',
          name: 'Direction du programme',
          mailbox: 'programme@etat.example',
        });
        const holder = { name: 'Direction du programme (titulaire)', email: 'direction@etat.example' };
        const seat = await desk.createSeat(tx, {
          organisationId: id,
          role: 'programme_director',
          title: 'Direction',
          holder,
        });
        return (await desk.createToken(tx, seat.id, { label: 'démonstration', days: TOKEN_DAYS })).token;
      },
      { at },
    );
    return new ApiClient(stack.url, token);
  } finally {
    await context.close();
  }
}

type Kind = 'bdt' | 'minister' | 'bpifrance' | 'prefecture' | 'region' | 'epci' | 'consultancy' | 'control';

const ROLE: Readonly<Record<Kind, SeatRole>> = {
  bdt: 'bdt_officer',
  minister: 'minister_office',
  bpifrance: 'bpifrance_officer',
  prefecture: 'sub_prefect',
  region: 'region_council',
  epci: 'epci_lead',
  consultancy: 'consultancy',
  control: 'auditor',
};

/** As the portal's header shows it. */
const TITLE: Readonly<Record<Kind, string>> = {
  bdt: 'Chargé d’affaires',
  minister: 'Conseil',
  bpifrance: 'Chargé d’affaires',
  prefecture: 'Sous-préfecture',
  region: 'Instruction',
  epci: 'Conduite du projet',
  consultancy: 'Direction de mission',
  control: 'Contrôle',
};

/** Everyone who acts in the demo: functions, never persons. Each is seated on first need, through the API. */
export class Cast {
  private readonly members = new Map<string, Promise<Member>>();

  constructor(
    private readonly url: string,
    readonly office: ApiClient,
  ) {}

  epci(siren: Siren, name: string): Promise<Member> {
    return this.member(`epci-${siren}`, 'epci', name, { siren });
  }

  prefecture(departement: string): Promise<Member> {
    return this.member(`prefecture-${departement}`, 'prefecture', `Préfecture (${departement})`, { departement });
  }

  region(region: string): Promise<Member> {
    return this.member(`region-${region}`, 'region', `Conseil régional (${region})`, { region });
  }

  firm(name: string): Promise<Member> {
    const slug = name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]+/g, '-')
      .toLowerCase();
    return this.member(`cabinet-${slug}`, 'consultancy', name, {});
  }

  officer(): Promise<Member> {
    return this.member('banque-des-territoires', 'bdt', 'Banque des Territoires', {});
  }

  /** Reviews candidacies beside the officer. */
  secondReviewer(): Promise<Member> {
    return this.member('banque-des-territoires-regions', 'bdt', 'Banque des Territoires, directions régionales', {});
  }

  minister(): Promise<Member> {
    return this.member('cabinet-industrie', 'minister', 'Cabinet chargé de l’industrie', {});
  }

  auditor(): Promise<Member> {
    return this.member('controle', 'control', 'Contrôle général', {});
  }

  /** A second person of an EPCI, who writes with its lead. */
  async colleague({ organisationId }: Member, title: string): Promise<void> {
    await this.office.post('/api/seats', {
      organisationId,
      role: 'epci_member',
      title,
      holder: { name: `${title} (titulaire)`, email: `collegue@${organisationId}.example` },
    });
  }

  private member(key: string, kind: Kind, name: string, place: Readonly<Record<string, string>>): Promise<Member> {
    const known = this.members.get(key) ?? this.seat(key, kind, name, place);
    this.members.set(key, known);
    return known;
  }

  private async seat(key: string, kind: Kind, name: string, place: Readonly<Record<string, string>>): Promise<Member> {
    const mailbox = `contact@${key}.example`;
    const { id: organisationId } = await this.office.post<{ id: string }>('/api/organisations', {
      kind,
      name,
      mailbox,
      ...place,
    });
    const { id } = await this.office.post<{ id: string }>('/api/seats', {
      organisationId,
      role: ROLE[kind],
      title: TITLE[kind],
      holder: { name: `${name} (référent)`, email: `referent@${key}.example` },
    });
    const { token } = await this.office.post<{ token: string }>(`/api/seats/${id}/tokens`, {
      label: 'démonstration',
      days: TOKEN_DAYS,
    });
    return { organisationId, seatId: id, api: new ApiClient(this.url, token) };
  }
}
