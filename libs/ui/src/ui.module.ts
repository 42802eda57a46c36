import { Global, Module } from '@nestjs/common';
import { ERROR_PAGES } from '@rebond/platform';
import { PortalErrorPages } from './http/error-pages.js';
import { PageMaker } from './http/page-maker.js';
import { PageInterceptor } from './http/page-route.js';
import { PublicPages } from './http/public-page.js';

/** What pages are made with, for every room. */
@Global()
@Module({
  providers: [
    PageMaker,
    PageInterceptor,
    PublicPages,
    PortalErrorPages,
    { provide: ERROR_PAGES, useExisting: PortalErrorPages },
  ],
  exports: [PageMaker, PageInterceptor, PublicPages, ERROR_PAGES],
})
export class UiModule {}
