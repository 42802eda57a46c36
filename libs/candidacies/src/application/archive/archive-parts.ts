import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { scopeOf, type Role } from '@rebond/identity';
import { ARCHIVE_PART, type ArchiveContributor, type ArchivePartSpec } from './archive-part.js';

export interface FoundPart {
  readonly spec: ArchivePartSpec;
  readonly contributor: ArchiveContributor;
}

/** The parts of a case's archive, found among the providers of every room. */
@Injectable()
export class ArchiveParts implements OnApplicationBootstrap {
  private parts: readonly FoundPart[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Error when two rooms bring a part of the same name: the process doesn't start */
  onApplicationBootstrap(): void {
    const found = this.discovery.getProviders().flatMap(({ metatype, instance }): FoundPart[] => {
      if (!metatype || !instance) return [];
      const spec = this.reflector.get<ArchivePartSpec | undefined>(ARCHIVE_PART, metatype);
      return spec ? [{ spec, contributor: instance as ArchiveContributor }] : [];
    });
    const keys = found.map(({ spec }) => spec.key);
    const doubled = keys.find((key, i) => keys.indexOf(key) !== i);
    if (doubled !== undefined) throw new Error(`Two parts of the archive are called « ${doubled} »`);
    this.parts = found.toSorted((a, b) => (a.spec.key < b.spec.key ? -1 : 1));
  }

  /** What a role's archive is made of; it says nothing of any case. */
  of(role: Role): readonly FoundPart[] {
    return this.parts.filter(({ spec }) => scopeOf(role, spec.action) !== null);
  }
}
