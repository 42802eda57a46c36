import { Controller, Get } from '@nestjs/common';
import { Act } from '@rebond/identity';
import { page, PublicPage, type PageAnswer } from '@rebond/ui';
import { homePage } from './page.js';

/** The first page, for everyone. */
@Controller()
export class HomeController {
  @Get()
  @Act('portal.read')
  @PublicPage()
  home(): PageAnswer {
    return page(homePage());
  }
}
