import { type DynamicModule, Injectable, Module, type Type } from '@nestjs/common';

import { Audience, type ReminderAudience, type ReminderKind } from '@rebond/reminders';

const nobody: ReminderAudience['compose'] = () => Promise.resolve([]);

function audienceOf(kind: ReminderKind, compose: ReminderAudience['compose']): Type<ReminderAudience> {
  @Audience(kind)
  @Injectable()
  class TestAudience implements ReminderAudience {
    readonly compose = compose;
  }
  return TestAudience;
}

/** Audiences of these kinds, for a worker that has not the rooms that own them; they tell nobody, unless told whom. */
export function testAudiences(
  kinds: readonly ReminderKind[],
  compose: ReminderAudience['compose'] = nobody,
): DynamicModule {
  @Module({})
  class TestAudiences {}
  return { module: TestAudiences, providers: kinds.map((kind) => audienceOf(kind, compose)) };
}
