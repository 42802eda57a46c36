import { Controller, Get, Module, type Type } from '@nestjs/common';
import { Act } from '@rebond/identity';

import { testDatabase, type TestDatabase } from '../support/database.js';
import { startServer } from '../support/server.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

function moduleOf(controller: Type): Type {
  @Module({ controllers: [controller] })
  class Beside {}
  return Beside;
}

describe('the server refuses to start', () => {
  it('with a route that names no action of the policy table', async () => {
    @Controller('api/forgotten')
    class Forgotten {
      @Get(':id')
      read(): string {
        return 'everything';
      }
    }
    await expect(startServer({ database, modules: [moduleOf(Forgotten)] })).rejects.toThrow(
      'Routes without a policy: GET /api/forgotten/:id',
    );
  });
});

describe('the server starts', () => {
  it('with a route that names one', async () => {
    @Controller('api/known')
    class Known {
      @Get()
      @Act('health.read')
      read(): string {
        return 'known';
      }
    }
    const server = await startServer({ database, modules: [moduleOf(Known)] });
    expect(await (await fetch(new URL('/api/known', server.url))).text()).toBe('known');
    await server.stop();
  });
});
