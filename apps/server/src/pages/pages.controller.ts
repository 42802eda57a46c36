import { Controller, Get } from '@nestjs/common';
import { Act } from '@rebond/identity';
import { page, type PageAnswer, PublicPage } from '@rebond/ui';
import { accessibilityPage } from './accessibility.js';
import { legalPage } from './legal.js';
import { privacyPage } from './privacy.js';

/** What every public service owes its readers, and no room owns. */
@Controller()
export class PagesController {
  @Get('accessibilite')
  @Act('portal.read')
  @PublicPage()
  accessibility(): PageAnswer {
    return page(accessibilityPage());
  }

  @Get('mentions-legales')
  @Act('portal.read')
  @PublicPage()
  legal(): PageAnswer {
    return page(legalPage());
  }

  @Get('donnees-personnelles')
  @Act('portal.read')
  @PublicPage()
  privacy(): PageAnswer {
    return page(privacyPage());
  }
}
