import { Module } from '@nestjs/common';
import { Territories } from './application/territories.js';
import { TerritoriesController } from './http/territories.controller.js';

@Module({ controllers: [TerritoriesController], providers: [Territories], exports: [Territories] })
export class TerritoriesModule {}
