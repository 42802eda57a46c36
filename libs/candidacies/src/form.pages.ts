import type { Provider, Type } from '@nestjs/common';

export const FORM_PAGES: readonly Type[] = [];
export const FORM_PROVIDERS: readonly Provider[] = [];
