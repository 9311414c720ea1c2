import type { ReadingFigures } from '@raccord/contract'
import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/view.tsx'

const order = ['starting', 'accounts', 'transactions', 'finishing'] as const

interface Props {
  readonly reading: ReadingFigures
  readonly bank: string
  readonly page: PageContext
  /** Only what is going on: the page has something else to say, too. */
  readonly short?: boolean
}

/** How far the reading is, stage by stage, with true figures. */
export function Reading({ reading, bank, page, short }: Props) {
  const current = order.indexOf(reading.stage)
  return (
    <ol class="stages" data-live={short ? undefined : true}>
      {order.map((stage, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'todo'
        if (short && state !== 'current') return null
        return (
          <li key={stage} class={state}>
            {state === 'done' ? <Icon name="check" /> : <i />}
            <span class="grow">{stageText(stage, reading, bank, page)}</span>
            <small>{page.t(`sync.${state}`)}</small>
          </li>
        )
      })}
    </ol>
  )
}

function stageText(
  stage: ReadingFigures['stage'],
  reading: ReadingFigures,
  bank: string,
  { t, format }: PageContext,
): string {
  switch (stage) {
    case 'starting':
      return t('sync.starting', { bank })
    case 'accounts':
      return reading.stage === 'accounts' && reading.accounts > 0
        ? t('sync.accountsOf', { done: reading.accountsDone, count: reading.accounts })
        : t('sync.accounts', { count: reading.accounts })
    case 'transactions':
      return reading.transactions > 0 && reading.since
        ? t('sync.transactionsSince', { count: reading.transactions, month: format.month(reading.since) })
        : t('sync.transactions', { count: reading.transactions })
    case 'finishing':
      return t('sync.finishing')
  }
}

/** The mark on top of the screen after the bank. `live`: it changes in place. */
export function Seal({ reading, live }: { readonly reading?: boolean; readonly live?: boolean }) {
  return (
    <div class={reading ? 'seal reading' : 'seal'} aria-hidden="true" data-live={live}>
      <Icon name="check" />
    </div>
  )
}
