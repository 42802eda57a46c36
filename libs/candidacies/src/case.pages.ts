import type { Provider, Type } from '@nestjs/common';

export const CASE_PAGES: readonly Type[] = [];
export const CASE_PROVIDERS: readonly Provider[] = [];
