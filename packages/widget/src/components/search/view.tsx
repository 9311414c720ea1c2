import type { ProviderTile } from '@raccord/contract'
import type { ComponentChildren } from 'preact'
import type { PageContext } from '../../page-context.ts'
import { BankMark } from '../bank-tile/view.tsx'
import { rangesIn } from './fold.ts'

interface RowsProps {
  readonly rows: readonly ProviderTile[]
  /** What was searched for: marked in the names. */
  readonly query?: string
  readonly page: PageContext
  readonly showCountry: boolean
  readonly class?: string
  /** Other names beside each row, for instant search where no index is served. */
  readonly aliases?: boolean
}

/** One submit button a bank: the whole row is the target. */
export function ProviderRows({ rows, page, showCountry, ...props }: RowsProps) {
  return (
    <ul class={props.class ?? 'banks'}>
      {rows.map((item) => (
        <li key={item.id} data-a={props.aliases && item.aliases.length > 0 ? item.aliases.join('|') : undefined}>
          <button type="submit" name="provider_id" value={item.id}>
            <BankMark provider={item} />
            <span>
              {props.query ? marked(item.name, rangesIn(item.name, props.query)) : item.name}
              {item.members !== undefined && <small>{page.t('providers.members', { count: item.members })}</small>}
              {showCountry && item.members === undefined && (
                <small>{item.countries.map(page.format.country).join(', ')}</small>
              )}
              {item.message !== undefined && <small>{item.message}</small>}
              {item.trouble && <small class="warn">{page.t(troubleKeys[item.trouble])}</small>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

export const troubleKeys = {
  degraded: 'providers.degraded',
  down: 'providers.down',
  unavailable_types: 'providers.unavailableTypes',
  not_configured: 'providers.notConfigured',
} as const

function marked(name: string, ranges: readonly (readonly [number, number])[]): ComponentChildren {
  const parts: ComponentChildren[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start < at) continue
    parts.push(name.slice(at, start), <mark>{name.slice(start, end)}</mark>)
    at = end
  }
  parts.push(name.slice(at))
  return parts
}
