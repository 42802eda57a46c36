import { scopeOf, SEAT_ROLES, type Action, type Role } from '@rebond/identity';
import { RouteTable, type Route } from '@rebond/platform';

import { pathOf } from '../security/ask.js';
import { SAMPLES } from '../security/samples.js';
import { makeWorld, type Asker, type World } from '../security/world.js';
import { Browsing, describeInBrowser } from './support/chromium.js';
import { documentAt, type Document } from './support/document.js';
import type { Screen } from './support/screen.js';

const FIRST_VIEW_BYTES = 150_000;
const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
/** Addresses that give no page: the API, its documents, files. */
const NO_PAGE = /^GET \/(api|health|assets)\b|\.(csv|json)$/;
/** What people ask for in a browser and is no page: another page, a document, or nothing on the tests' server. */
const NOTHING_TO_SEE: ReadonlySet<string> = new Set([
  'GET /programme',
  ...['GET /candidatures/:id/dossier.pdf', 'GET /candidatures/:id/projet-de-deliberation.pdf'],
  'GET /candidatures/:id/depot/recepisse.pdf',
  ...['GET /connexion/proconnect', 'GET /lien/:token/documents/:documentId', 'GET /embargo/:id'],
]);
/** Several roles, each with a first view and its checks. */
const LONGEST_MS = 300_000;
/** Times that a page is looked at, by the roles that see something else of it; all of them under EVERY_LOOK=1. */
const MOST_LOOKS = process.env['EVERY_LOOK'] === '1' ? Infinity : 1;
const PAGES = Object.keys(SAMPLES).filter(
  (name) => name.startsWith('GET /') && !NO_PAGE.test(name) && !NOTHING_TO_SEE.has(name),
);

/**
 * Every page of the route table for every role that may see it, as it first shows: what the matrix asks, looked at in
 * Chromium. Each role's page is asked for; one whose markup another role has shown already is not looked at again.
 */
describeInBrowser('every page', () => {
  let world: World;
  let browsing: Browsing;
  let routes: readonly Route[];
  const screens = new Map<Role, Promise<Screen>>();
  /** Markup that was looked at. */
  const seen = new Set<string>();
  /** Which pages each title of a role's names. */
  const titles = new Map<string, Set<string>>();

  beforeAll(async () => {
    world = await makeWorld();
    routes = world.journey.server.app.get(RouteTable).routes();
    browsing = await Browsing.begin(world.journey.server.url, 'every-page');
  });
  afterAll(() => browsing.end());
  afterAll(() => world.journey.end());

  const open = async (asker: Asker): Promise<Screen> => {
    const session = await asker.session(false);
    const screen = await browsing.open(session === null ? {} : { session });
    // A page that refuses is a page to look at too.
    screen.expecting((status) => [403, 409, 410, 422].includes(status));
    return screen;
  };
  const screenOf = (asker: Asker): Promise<Screen> => {
    const screen = screens.get(asker.role) ?? open(asker);
    screens.set(asker.role, screen);
    return screen;
  };
  const readersOf = ({ action }: Route): Asker[] =>
    world.askers.filter(({ role }) => scopeOf(role, action as Action) !== null);

  function isNew(document: Document): boolean {
    const parts = [document.frame, document.content].filter((part) => !seen.has(part));
    parts.forEach((part) => seen.add(part));
    return parts.length > 0;
  }

  const note = (title: string, name: string): unknown => titles.set(title, (titles.get(title) ?? new Set()).add(name));

  it('is in the list below, which the route table makes', () => {
    const pages = routes.filter(({ isPage, method }) => isPage && method === 'GET').map(nameOf);
    expect(PAGES.toSorted()).toEqual(pages.filter((name) => !NOTHING_TO_SEE.has(name)).toSorted());
    expect(new Set(world.askers.map(({ role }) => role))).toEqual(new Set<Role>([...SEAT_ROLES, 'anonymous']));
  });

  it.each(PAGES)(
    '%s',
    async (name) => {
      const route = routes.find((one) => nameOf(one) === name);
      const sample = SAMPLES[name];
      if (!route || !sample) throw new Error(`${name} is no route`);
      let documents = 0;
      let looks = 0;
      for (const asker of readersOf(route)) {
        const path = pathOf({ route, sample, objects: asker.own });
        const document = await documentAt(new URL(path, world.journey.server.url), await asker.session(false));
        if (!document) continue;
        documents += 1;
        if (document.status === 200) note(`${asker.role}: ${document.title}`, name);
        if (looks >= MOST_LOOKS || !isNew(document)) continue;
        looks += 1;
        const screen = await screenOf(asker);
        const bytes = await screen.firstView(path, 'load');
        await screen.check(`${asker.role} ${route.path.slice(1)}`);
        expect(await screen.told()).toEqual([]);
        expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
      }
      expect(documents).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );

  it('has a title that no other page has, for each role', () => {
    const shared = [...titles]
      .filter(([, pages]) => pages.size > 1)
      .map(([title, pages]) => `${title}: ${[...pages].join(', ')}`);
    expect(shared).toEqual([]);
  });
});
