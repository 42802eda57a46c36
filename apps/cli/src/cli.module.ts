import { Module } from '@nestjs/common';
import { MigrateCommand } from './migrate.command.js';

@Module({ providers: [MigrateCommand] })
export class CliModule {}
