import { Command } from 'commander'
import type { CliDeps } from './cli-deps.ts'

/** `raccord providers …`. */
export function providersCommand(deps: CliDeps): Command {
  const providers = new Command('providers').description('banks of this installation')
  providers
    .command('list')
    .description('list banks: id, name, countries, channels')
    .action(async () => {
      for (const provider of await deps.providers()) {
        const channels = provider.channels.map((channel) => `${channel.mode}:${channel.protocol}`)
        deps.print([provider.id, provider.name, provider.countries.join(','), channels.join(',')].join('\t'))
      }
    })
  return providers
}
