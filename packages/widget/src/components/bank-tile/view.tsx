import { isStatementUpload, type ProviderTile } from '@raccord/contract'
import { safeImage } from '../../safe-href.ts'
import { Icon } from '../icon/view.tsx'
import { monogram, monogramHue } from './monogram.ts'

/** The bank's mark: its logo where the operator has one, else a monogram; a sheet where files stand for it. The name always stands beside it. */
export function BankMark({ provider }: { readonly provider: ProviderTile }) {
  const logo = safeImage(provider.logoUrl)
  if (logo) return <img class="mark" src={logo} alt="" width="40" height="40" loading="lazy" />
  if (isStatementUpload(provider))
    return (
      <b class="client" aria-hidden="true">
        <Icon name="file" />
      </b>
    )
  return (
    <b class={`m${monogramHue(provider.id)}`} aria-hidden="true">
      {monogram(provider)}
    </b>
  )
}

interface PairProps {
  readonly client: { readonly name: string; readonly logoUrl?: string }
  readonly provider: ProviderTile
}

/** Client and bank side by side: who asks whom. */
export function Pair({ client, provider }: PairProps) {
  const logo = safeImage(client.logoUrl)
  return (
    <div class="pair" aria-hidden="true">
      {logo ? <img class="mark" src={logo} alt="" width="56" height="56" /> : <b class="client">{monogram(client)}</b>}
      <Icon name="arrow" />
      <BankMark provider={provider} />
    </div>
  )
}
