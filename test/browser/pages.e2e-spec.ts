import { CaseJourney } from '../support/case-journey.js';
import { Browsing, describeInBrowser } from './support/chromium.js';

describeInBrowser('the public pages', () => {
  let journey: CaseJourney;
  let browsing: Browsing;

  beforeAll(async () => {
    journey = await CaseJourney.begin();
    browsing = await Browsing.begin(journey.server.url, 'public');
  });
  afterAll(async () => {
    await browsing.end();
    await journey.end();
  });

  it.each(['/', '/demo'])('%s is for everyone', async (path) => {
    const screen = await browsing.open();
    await screen.goto(path);
    await screen.check(path);
    expect(screen.told()).toEqual([]);
  });
});
