import { Command, InvalidArgumentError } from 'commander'
import { listActions, type RecordedAction } from '../store/repositories/operator-actions.ts'
import { answer, type JsonOption, jsonOption } from './answer.ts'
import type { CliDeps } from './cli-deps.ts'
import { withStore } from './with-store.ts'

/** `raccord audit`. */
export function auditCommand(deps: CliDeps): Command {
  return new Command('audit')
    .description('what operators did to this installation: who, when, what; nothing is ever taken out of it')
    .option('--since <day>', 'from this day or instant on (UTC): 2026-11-29 or 2026-11-29T08:00:00Z', instant)
    .option(...jsonOption)
    .action(({ since, ...options }: JsonOption & { since?: Date }) =>
      withStore(deps, async (database) => {
        const actions = await listActions(database, since)
        answer(deps, options, actions.map(asJson), actions.map(asLine))
      }),
    )
}

function asJson({ at, ...action }: RecordedAction): object {
  return { ...action, at: at.toISOString() }
}

function asLine({ at, actor, source, action, subject, detail }: RecordedAction): string {
  const more = Object.entries(detail).map(([name, value]) => `${name}=${String(value)}`)
  return [at.toISOString(), actor, source, action, subject, ...(more.length > 0 ? [more.join(' ')] : [])].join('\t')
}

function instant(text: string): Date {
  const at = new Date(text)
  if (!/^\d{4}-\d\d-\d\d(T.*Z)?$/.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('It must be a day or an instant in UTC, such as 2026-11-29.')
  return at
}
