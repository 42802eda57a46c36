import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import { CONFIG, type Config } from '@rebond/platform';
import { ASSET_TYPES } from './asset-store.js';

const TYPES: Readonly<Record<string, string>> = {
  ...ASSET_TYPES,
  '.woff': 'font/woff',
  '.ico': 'image/x-icon',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/**
 * The operator's own copy of the State's design system (`SITE_BRANDING=etat`): only files of known kinds that lie in
 * its folder, links followed.
 */
@ApiExcludeController()
@Controller('assets/dsfr')
export class DsfrController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get('*')
  @Act('portal.read')
  async file(@Param('*') name: string, @Res() reply: FastifyReply): Promise<void> {
    const type = TYPES[extname(name)];
    const path = type === undefined ? null : await this.pathOf(name);
    if (type === undefined || path === null) throw new AbsentError();
    await reply.header('cache-control', 'public, max-age=3600').type(type).send(createReadStream(path));
  }

  private async pathOf(name: string): Promise<string | null> {
    const { SITE_BRANDING, DSFR_DIST } = this.config;
    if (SITE_BRANDING !== 'etat' || DSFR_DIST === undefined || name.includes('\0')) return null;
    try {
      const folder = await realpath(DSFR_DIST);
      const path = await realpath(resolve(folder, `./${name}`));
      return path.startsWith(folder + sep) && (await stat(path)).isFile() ? path : null;
    } catch {
      return null;
    }
  }
}
