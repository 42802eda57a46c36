import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Pool } from 'pg';
import { CLOCK, SimulatedClock, SystemClock } from './clock/clock.js';
import { CONFIG, type Config } from './config/config.js';
import { dataSourceOptions } from './database/data-source.js';
import { Transactions } from './database/transactions.js';
import { Health } from './http/health.js';
import { RateLimits } from './http/rate-limit.js';
import { RouteTable } from './http/routes.js';
import { Verbs } from './http/verbs.js';
import { LOGGER, makeLogger } from './telemetry/logger.js';

/** The process's pool, for the few statements that run outside a transaction (authentication, readiness, clock). */
export const poolOf = (dataSource: DataSource): Pool => (dataSource.driver as unknown as { master: Pool }).master;

/** What is made once per process: configuration, logger, clock, database, verbs. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, process: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, TypeOrmModule.forRoot(dataSourceOptions(config))],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: makeLogger(config, process) },
        {
          provide: CLOCK,
          useFactory: (dataSource: DataSource) =>
            config.CLOCK === 'simulated' ? new SimulatedClock(poolOf(dataSource)) : new SystemClock(),
          inject: [getDataSourceToken()],
        },
        Transactions,
        Verbs,
        Health,
        RateLimits,
        RouteTable,
      ],
      exports: [CONFIG, LOGGER, CLOCK, Transactions, Verbs, Health, RateLimits, RouteTable, DiscoveryModule],
    };
  }
}
