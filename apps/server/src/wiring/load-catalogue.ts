import { CatalogueError, fileProvider, loadProviders, sandboxProviders } from '@raccord/catalogue'
import type { OperatorIdentity } from '@raccord/connector-kit'
import { type Config, ConfigError } from '../config.ts'
import { type LiveCatalogue, liveCatalogue } from '../providers/live-catalogue.ts'
import { missingFor } from '../providers/missing-needs.ts'
import { optionSchemas } from './protocols.ts'

/** The banks of this installation: the test bank in a sandbox, and the operator's own file. @throws ConfigError */
export async function loadCatalogue(config: Config, operator: OperatorIdentity = {}): Promise<LiveCatalogue> {
  const own = config.providersFile === undefined ? [] : await ownProviders(config.providersFile)
  const sandbox =
    config.testBankUrl === undefined ? [] : sandboxProviders(config.testBankUrl, operator.seal !== undefined)
  const taken = new Set(own.map((provider) => provider.id))
  return liveCatalogue([...own, ...sandbox.filter((provider) => !taken.has(provider.id))], (channel) =>
    missingFor(channel, operator),
  )
}

async function ownProviders(file: string) {
  try {
    const own = await loadProviders(file, optionSchemas)
    if (own.some(({ id }) => id === fileProvider.id))
      throw new CatalogueError(`id ${fileProvider.id} is that of uploads`)
    return own
  } catch (error) {
    throw error instanceof CatalogueError ? new ConfigError(`RACCORD_PROVIDERS_FILE: ${error.message}`) : error
  }
}
