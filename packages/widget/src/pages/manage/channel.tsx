import type { ManagedChannel } from '@raccord/contract'
import { Action } from '../../components/button/view.tsx'
import { Instant } from '../../components/local-time/view.tsx'
import type { PageContext } from '../../page-context.ts'

interface Props {
  readonly channel: ManagedChannel
  readonly page: PageContext
}

/** How long the permission lasts and how fresh the data is, for the accounts read through one channel. */
export function Channel({ channel, page }: Props) {
  const { t, format } = page
  const { quota, until, daysLeft, daysTotal } = channel
  const types = format.list(channel.accountTypes.map((type) => t(`types.${type}`)))
  if (channel.state === 'unused') return <Unused types={types} channel={channel} page={page} />
  return (
    <section class="channel">
      <h2>{types}</h2>
      {channel.state === 'attention' && <p class="warn">{t('manage.attention')}</p>}
      {until !== undefined && <p>{t('manage.until', { date: format.day(until) })}</p>}
      {daysLeft !== undefined && daysTotal !== undefined && (
        <>
          <progress
            class="bar"
            aria-label={t('manage.days', { count: daysLeft })}
            value={daysLeft}
            max={Math.max(1, daysTotal)}
          />
          <small>{t('manage.days', { count: daysLeft })}</small>
        </>
      )}
      {channel.lastRefresh !== undefined && (
        <small>
          {t('manage.last')} <Instant seconds={channel.lastRefresh} page={page} />
        </small>
      )}
      {quota && <small>{t('manage.quota', { used: quota.used, limit: quota.limit })}</small>}
      {channel.nextRefresh !== undefined && (
        <small>
          {t('manage.next')} <Instant seconds={channel.nextRefresh} page={page} />
        </small>
      )}
    </section>
  )
}

/** Nothing to see of it yet: one line, and the way to have it. */
function Unused({ types, channel, page }: Props & { readonly types: string }) {
  if (!types) return null
  return (
    <section class="channel">
      <p>{page.t('manage.unused', { types })}</p>
      {channel.addId !== undefined && (
        <Action
          page={page}
          do="add_channel"
          quiet
          fields={<input type="hidden" name="channel" value={channel.addId} />}
        >
          {page.t('manage.add')}
        </Action>
      )}
    </section>
  )
}
