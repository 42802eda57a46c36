import { scopeOf, type Action, type Role } from '@rebond/identity';
import { RouteTable, type Route } from '@rebond/platform';

import { pathOf } from '../security/ask.js';
import { SAMPLES } from '../security/samples.js';
import { makeWorld, type Asker, type World } from '../security/world.js';
import { Browsing, describeInBrowser } from './support/chromium.js';
import type { Screen } from './support/screen.js';

/** Whose pages are looked at, the first two of these that may see one: what they show differs most. */
const READERS: readonly Role[] = [
  'anonymous',
  'epci_lead',
  'bdt_officer',
  'consultancy',
  'programme_director',
  'sub_prefect',
  'auditor',
];
/** Addresses that give no page to look at. */
const NO_PAGE = /^GET \/(api|health|assets|deconnexion)\b|\.\w{3,4}$/;
const PAGES = Object.keys(SAMPLES).filter((name) => name.startsWith('GET /') && !NO_PAGE.test(name));

/** Every page of the route table in Chromium, as it first shows: what the matrix asks, looked at. */
describeInBrowser('every page', () => {
  let world: World;
  let browsing: Browsing;
  let routes: readonly Route[];
  const screens = new Map<Role, Promise<Screen>>();

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
    screen.expecting((status) => [409, 410, 422].includes(status));
    return screen;
  };
  const screenOf = (asker: Asker): Promise<Screen> => {
    const screen = screens.get(asker.role) ?? open(asker);
    screens.set(asker.role, screen);
    return screen;
  };
  const readersOf = ({ action }: Route): Asker[] => {
    const allowed = READERS.filter((role) => scopeOf(role, action as Action) !== null);
    const chosen = allowed.includes('anonymous') ? allowed.slice(0, 1) : allowed.slice(0, 2);
    return chosen.flatMap((role) => world.askers.filter((asker) => asker.role === role));
  };

  it.each(PAGES)('%s', async (name) => {
    const route = routes.find(({ method, path }) => `${method} ${path}` === name);
    const sample = SAMPLES[name];
    if (!route || !sample) throw new Error(`${name} is no route`);
    if (!route.isPage || sample.isAbsentHere) return;
    for (const asker of readersOf(route)) {
      const screen = await screenOf(asker);
      await screen.goto(pathOf({ route, sample, objects: asker.own }));
      await screen.check(`${asker.role} ${route.path.slice(1)}`);
      expect(screen.told()).toEqual([]);
    }
  });
});
