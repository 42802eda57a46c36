import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Role } from '@rebond/identity';
import { ArchivePart, type ArchiveContributor } from './archive-part.js';
import { ArchiveParts } from './archive-parts.js';

const none: ArchiveContributor['files'] = () => Promise.resolve([]);

@Injectable()
@ArchivePart({ key: 'pieces', action: 'document.read' })
class Pieces implements ArchiveContributor {
  files = none;
}
@Injectable()
@ArchivePart({ key: 'journal', action: 'audit.read', bySystem: true })
class Journal implements ArchiveContributor {
  files = none;
}
@Injectable()
@ArchivePart({ key: 'pieces', action: 'candidacy.read' })
class Others implements ArchiveContributor {
  files = none;
}

async function started(...parts: readonly Type[]): Promise<ArchiveParts> {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [ArchiveParts, ...parts],
  }).compile();
  await module.init();
  return module.get(ArchiveParts);
}

describe('the parts of a case’s archive', () => {
  it('are those whose action the role has, in the order of their names', async () => {
    const parts = await started(Pieces, Journal);
    const keys = (role: Role): readonly string[] => parts.of(role).map(({ spec }) => spec.key);
    expect(keys('auditor')).toEqual(['journal', 'pieces']);
    expect(keys('epci_lead')).toEqual(['pieces']);
    expect(keys('anonymous')).toEqual([]);
  });

  it('stop the process when two have one name', async () => {
    await expect(started(Pieces, Others)).rejects.toThrow('Two parts of the archive are called « pieces »');
  });
});
