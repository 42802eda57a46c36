import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';

import type { BrowserSession } from '../../support/browser-session.js';
import { describeIf } from '../../support/skip.js';
import { Screen } from './screen.js';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGUMENTS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--force-color-profile=srgb', '--lang=fr'],
];

/** A suite that needs Chromium: skipped without it, a failure under REQUIRE_BROWSER=1. */
export const describeInBrowser = (title: string, suite: () => void): void =>
  describeIf(existsSync(EXECUTABLE), 'REQUIRE_BROWSER', `no Chromium at ${EXECUTABLE}`, title, suite);

export interface Opening {
  readonly session?: Pick<BrowserSession, 'token'>;
  readonly javaScript?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** One Chromium for a suite; each reader has a context of their own, as a private window. */
export class Browsing {
  private readonly screens: Screen[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly base: string,
    /** Folder of its pictures, below `artefacts/`. */
    private readonly name: string,
  ) {}

  static async begin(base: string, name: string): Promise<Browsing> {
    const browser = await chromium.launch({
      executablePath: EXECUTABLE,
      args: ARGUMENTS,
      // Fields of dates and times are written in the language of the browser, not of the page.
      env: { ...process.env, LANGUAGE: 'fr' },
    });
    return new Browsing(browser, base, name);
  }

  /** A window of a reader, signed in when a session is given. */
  async open({ session, javaScript = true, width = 1280, height = 900 }: Opening = {}): Promise<Screen> {
    const options: BrowserContextOptions = {
      baseURL: this.base,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      viewport: { width, height },
      javaScriptEnabled: javaScript,
      acceptDownloads: true,
    };
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(10_000);
    if (session) await context.addCookies([{ name: 'rebond', value: session.token, url: this.base, httpOnly: true }]);
    const screen = await Screen.of(await context.newPage(), this.name, javaScript);
    this.screens.push(screen);
    return screen;
  }

  /** @throws Error that says what no journey has asked its windows about */
  async end(): Promise<void> {
    try {
      const untold = await Promise.all(this.screens.map((screen) => screen.told()));
      if (untold.flat().length > 0) throw new Error(untold.flat().join('\n'));
    } finally {
      await this.browser.close();
    }
  }
}
