import { Module } from '@nestjs/common';
import { Files } from './files.js';
import { Uploads } from './uploads.js';

/** The store of files and the uploads that feed it, for the rooms that own files. */
@Module({ providers: [Files, Uploads], exports: [Files, Uploads] })
export class FilesModule {}
