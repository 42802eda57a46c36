import type { Provider, Type } from '@nestjs/common';

export const WORKLIST_PAGES: readonly Type[] = [];
export const WORKLIST_PROVIDERS: readonly Provider[] = [];
