import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { formatInstant, type Clock } from '@rebond/kernel';
import { Act } from '@rebond/identity';
import { CLOCK, CONFIG, type Config } from '@rebond/platform';
import { PAGE_POLICY } from '../page-policy.js';
import { homePage } from './page.js';
import { STYLE } from './style.js';

@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Act('portal.read')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  page(): string {
    const simulated = this.config.CLOCK === 'simulated';
    return homePage(simulated ? `horloge simulée : ${formatInstant(this.clock.now())}` : null);
  }

  @Get('style.css')
  @Act('portal.read')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return STYLE;
  }
}
