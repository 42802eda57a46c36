import { CommandRunner, SubCommand } from 'nest-commander';
import { CONFIG, type Config, exportSeals, sealAudit, SYSTEM, Transactions } from '@rebond/platform';
import { withContext } from '../context.js';

@SubCommand({
  name: 'seal',
  description: "Scelle le journal d'audit maintenant, sans attendre la nuit, et envoie la racine hors du système.",
})
export class SealAuditCommand extends CommandRunner {
  async run(): Promise<void> {
    const seal = await withContext([], async (context) => {
      const { AUDIT_SEAL_TO, AUDIT_SEAL_DIR } = context.get<Config>(CONFIG);
      const transactions = context.get(Transactions);
      const made = await transactions.run(SYSTEM, (tx) => sealAudit(tx, AUDIT_SEAL_TO));
      if (AUDIT_SEAL_DIR !== undefined) await transactions.run(SYSTEM, (tx) => exportSeals(tx, AUDIT_SEAL_DIR));
      return made;
    });
    if (!seal) {
      console.error('Rien à sceller : aucune écriture depuis le dernier scellé.');
      return;
    }
    console.error(`Scellé n° ${seal.n} : ${seal.entries} écritures nouvelles dans ${seal.streams} fils.`);
    console.log(seal.root.toString('hex'));
  }
}
