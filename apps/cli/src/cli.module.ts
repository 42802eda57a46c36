import { Module } from '@nestjs/common';
import { AuditCommand } from './audit/audit.command.js';
import { SealAuditCommand } from './audit/seal.command.js';
import { VerifyAuditCommand } from './audit/verify.command.js';
import { BackupCommand } from './backup/backup.command.js';
import { RestoreCommand } from './backup/restore.command.js';
import { CallCommand } from './calls/call.command.js';
import { CheckCallCommand } from './calls/check.command.js';
import { ProposeWavesCommand } from './calls/propose.command.js';
import { PublishCallCommand } from './calls/publish.command.js';
import { WaveCommand } from './calls/wave.command.js';
import { CaseCommand } from './cases/case.command.js';
import { ExportCaseCommand } from './cases/export-case.command.js';
import { DemoCommand } from './demo/demo.command.js';
import { DoctorCommand } from './doctor/doctor.command.js';
import { ImportCommand } from './import.command.js';
import { MigrateCommand } from './migrate.command.js';
import { ImportInterviewsCommand, ImportProjectsCommand } from './missions/import-portfolio.command.js';
import { AssignCommand } from './selection/assign.command.js';
import { SelectionCommand } from './selection/selection.command.js';
import { CreateSeatCommand } from './seat/create-seat.command.js';
import { SeatCommand } from './seat/seat.command.js';
import { ImportTerritoiresIndustrieCommand } from './territories/import-ti.command.js';
import { LoadTerritoriesCommand } from './territories/load.command.js';
import { TerritoriesCommand } from './territories/territories.command.js';
import { CreateTokenCommand } from './token/create-token.command.js';
import { RevokeTokenCommand } from './token/revoke-token.command.js';
import { TokenCommand } from './token/token.command.js';

@Module({
  providers: [
    MigrateCommand,
    AuditCommand,
    VerifyAuditCommand,
    SealAuditCommand,
    BackupCommand,
    RestoreCommand,
    DemoCommand,
    ImportCommand,
    ImportTerritoiresIndustrieCommand,
    ImportInterviewsCommand,
    ImportProjectsCommand,
    TerritoriesCommand,
    LoadTerritoriesCommand,
    CallCommand,
    PublishCallCommand,
    CheckCallCommand,
    WaveCommand,
    ProposeWavesCommand,
    TokenCommand,
    CreateTokenCommand,
    RevokeTokenCommand,
    SeatCommand,
    CreateSeatCommand,
    DoctorCommand,
    CaseCommand,
    ExportCaseCommand,
    SelectionCommand,
    AssignCommand,
  ],
})
export class CliModule {}
