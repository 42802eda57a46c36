import { Module } from '@nestjs/common';
import { Calls } from './application/calls.js';

@Module({ providers: [Calls], exports: [Calls] })
export class CallsModule {}
