import type { Siren } from '@rebond/kernel';

import type { Api } from '../../support/api.js';
import { openSession, type BrowserSession } from '../../support/browser-session.js';
import { CaseJourney } from '../../support/case-journey.js';
import type { SeatSpec, TestSeat } from '../../support/seats.js';
import { Browsing, type Opening } from './chromium.js';
import type { Screen } from './screen.js';

/** Someone on a seat, with the API's client and a browser. */
export interface Person extends Api {
  readonly seat: TestSeat;
  readonly session: BrowserSession;
  readonly screen: Screen;
}

/** The journeys' server with a Chromium: a call of one section, two waves, people who sign in. */
export class Portal {
  private constructor(
    readonly journey: CaseJourney,
    readonly browsing: Browsing,
  ) {}

  static async begin(name: string): Promise<Portal> {
    const journey = await CaseJourney.begin();
    try {
      return new Portal(journey, await Browsing.begin(journey.server.url, name));
    } catch (error) {
      await journey.end();
      throw error;
    }
  }

  async end(): Promise<void> {
    try {
      await this.browsing.end();
    } finally {
      await this.journey.end();
    }
  }

  async person(spec: SeatSpec, opening: Omit<Opening, 'session'> = {}): Promise<Person> {
    const client = await this.journey.seat(spec);
    const session = await openSession(this.journey.server, client.seat);
    return { ...client, session, screen: await this.browsing.open({ ...opening, session }) };
  }

  /** Another window of the same person: same session, nothing else in common. */
  another(person: Person, opening: Omit<Opening, 'session'> = {}): Promise<Screen> {
    return this.browsing.open({ ...opening, session: person.session });
  }

  /** The lead of an EPCI. */
  lead(siren: string, opening: Omit<Opening, 'session'> = {}): Promise<Person> {
    return this.person({ role: 'epci_lead', organisation: { siren, name: `Territoire ${siren}` } }, opening);
  }

  /** A draft of this lead whose blocking answer is there. */
  async ready(person: Person, siren: string): Promise<string> {
    const id = await this.journey.draft(person, siren as Siren);
    await this.journey.save(person, id, { needs: 'Détecter des projets' });
    return id;
  }

  async deposited(person: Person, siren: string): Promise<string> {
    const id = await this.ready(person, siren);
    const { status, body } = await person.post<unknown>(`/api/candidacies/${id}/deposit`, undefined, { ifMatch: 1 });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return id;
  }
}

/** The button of this name, wherever it is. */
export const button = ({ page }: Screen, name: string | RegExp) => page.getByRole('button', { name });
export const link = ({ page }: Screen, name: string | RegExp) => page.getByRole('link', { name });
export const field = ({ page }: Screen, label: string | RegExp) => page.getByLabel(label);
