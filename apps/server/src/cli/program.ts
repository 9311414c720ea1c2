import { Command } from 'commander'
import { auditCommand } from './audit-command.ts'
import { backupCommand } from './backup-command.ts'
import type { CliDeps } from './cli-deps.ts'
import { clientsCommand } from './clients-command.ts'
import { completionCommand } from './completion-command.ts'
import { consentsCommand } from './consents-command.ts'
import { dbCommand } from './db-command.ts'
import { doctorCommand } from './doctor-command.ts'
import { enableBankingCommand } from './enable-banking-command.ts'
import { exportCommand } from './export-command.ts'
import { filesCommand } from './files-command.ts'
import { fintsCommand } from './fints-command.ts'
import { homeCommand } from './home-command.ts'
import { identityCommand } from './identity-command.ts'
import { migrationCommand } from './migration-command.ts'
import { operatorsCommand } from './operators-command.ts'
import { providersCommand } from './providers-command.ts'
import { sandboxCommand } from './sandbox-command.ts'
import { tokensCommand } from './tokens-command.ts'
import { vaultCommand } from './vault-command.ts'
import { webhooksCommand } from './webhooks-command.ts'
import { woobCommand } from './woob-command.ts'

/** `raccord`: what an operator does beside running the server. Reads the same settings as the server. */
export function createProgram(deps: CliDeps): Command {
  const program: Command = new Command('raccord')
    .description('Manage a Raccord installation. Settings come from the same environment as the server’s.')
    .addCommand(auditCommand(deps))
    .addCommand(backupCommand(deps))
    .addCommand(clientsCommand(deps))
    .addCommand(completionCommand(deps, () => program))
    .addCommand(consentsCommand(deps))
    .addCommand(dbCommand(deps))
    .addCommand(doctorCommand(deps))
    .addCommand(enableBankingCommand(deps))
    .addCommand(exportCommand(deps))
    .addCommand(filesCommand(deps))
    .addCommand(fintsCommand(deps))
    .addCommand(homeCommand(deps))
    .addCommand(identityCommand(deps))
    .addCommand(migrationCommand(deps))
    .addCommand(operatorsCommand(deps))
    .addCommand(providersCommand(deps))
    .addCommand(sandboxCommand(deps))
    .addCommand(tokensCommand(deps))
    .addCommand(vaultCommand(deps))
    .addCommand(webhooksCommand(deps))
    .addCommand(woobCommand(deps))
  throwInsteadOfExit(program)
  return program
}

/** A command line that is not understood is thrown as a `CommanderError`: what the exit code is, is said in one place. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride()
  for (const inner of command.commands) throwInsteadOfExit(inner)
}
