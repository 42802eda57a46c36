import { Module } from '@nestjs/common';
import { ImportCommand } from './import.command.js';
import { MigrateCommand } from './migrate.command.js';
import { ImportTerritoiresIndustrieCommand } from './territories/import-ti.command.js';
import { LoadTerritoriesCommand } from './territories/load.command.js';
import { TerritoriesCommand } from './territories/territories.command.js';

@Module({
  providers: [
    MigrateCommand,
    ImportCommand,
    ImportTerritoiresIndustrieCommand,
    TerritoriesCommand,
    LoadTerritoriesCommand,
  ],
})
export class CliModule {}
