import { Command } from 'commander'
import { settleLegacyChain } from '../consent/legacy-chain.ts'
import { breakSentence, verifyConsentChain } from '../consent/verify-consent-chain.ts'
import { consentStore } from '../store/repositories/consent-store.ts'
import { recordActions } from '../store/repositories/operator-actions.ts'
import { createSigningKeys } from '../store/repositories/signing-keys.ts'
import { checkKeys } from '../store/sealed/check-keys.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import { type CliDeps, CliError } from './cli-deps.ts'
import { openVault } from './open-store.ts'
import { withStore } from './with-store.ts'

/** `raccord consents …`. */
export function consentsCommand(deps: CliDeps): Command {
  const consents = new Command('consents').description('records of what people agreed to')
  consents
    .command('verify')
    .description('walk the chains of consent records and say the first break; then the exit code is 1')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const vault = await openVault(deps.config)
        const added = await checkKeys(database, vault)
        const check = await database.transaction(async (tx) => {
          const store = consentStore(tx, vault)
          await settleLegacyChain(store, database.clock.now())
          return verifyConsentChain(store)
        })
        const detail = { intact: check.intact, records: check.records }
        const key = added === undefined ? [] : [{ action: 'key.added', subject: added } as const]
        const actions = [...key, { action: 'consents.verified', subject: 'consents', detail } as const]
        await recordActions(database.kysely, 'cli', actions, database.clock.now())
        if (!check.intact) throw new CliError(breakSentence(check))
        answer(deps, options, detail, [`${check.records} consent records, every one as it was written.`])
      }),
    )
  consents
    .command('rotate-key')
    .description('sign receipts with a new key from now on; those of before stay verifiable')
    .option(...jsonOption)
    .action((options: JsonOption) =>
      withStore(deps, async (database) => {
        const vault = await openVault(deps.config)
        await checkKeys(database, vault)
        const { retired, live } = await database.transaction(async (tx) => {
          const keys = await createSigningKeys({ kysely: tx, clock: database.clock }, vault).rotate()
          const detail = keys.retired === undefined ? undefined : { retired: keys.retired }
          const action = { action: 'signing_key.rotated', subject: keys.live, detail } as const
          await recordActions(tx, 'cli', [action], database.clock.now())
          return keys
        })
        answer(deps, options, { live, ...(retired ? { retired } : {}) }, [
          `Receipts are signed with ${live} from now on.`,
        ])
      }),
    )
  return consents
}
