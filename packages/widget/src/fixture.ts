import {
  type AccountRow,
  type Frame,
  type Locale,
  type ProviderTile,
  type Screen,
  statementUpload,
} from '@raccord/contract'

/** A screen as it may really occur: feeds HTML tests, axe and the gallery alike. */
export interface Fixture {
  /** `<page>/<case>`, unique within a language. */
  readonly name: string
  readonly screen: Screen
  readonly frame: Frame
}

/** What a page's own `fixtures.ts` lists: a screen, and what differs from the usual frame. */
export interface Case {
  readonly name: string
  readonly screen: Screen
  readonly frame?: Partial<Frame>
}

export function usualFrame(locale: Locale): Frame {
  return {
    locale,
    client: { name: 'Ma Compta' },
    session: { id: 'k3vQ0pZrX7mB2sD9fLw4HcN8yTgU1aEe', pageToken: '7.c2lnbmF0dXJl' },
    action: '/v2.1/widget/add_connection',
    self: `/v2.1/widget/add_connection?session_id=k3vQ0pZrX7mB2sD9fLw4HcN8yTgU1aEe&locale=${locale}`,
    poll: '/v2.1/widget/progress?session_id=k3vQ0pZrX7mB2sD9fLw4HcN8yTgU1aEe',
    revision: '7',
    idleSeconds: 1740,
    canGoBack: true,
    canCancel: true,
    progress: { done: 2, total: 6 },
    sandbox: false,
    operator: { name: 'Raccord SAS', dataPolicyUrl: 'https://raccord.example/data' },
  }
}

export function tile(id: string, name: string, more: Partial<ProviderTile> = {}): ProviderTile {
  return { id, name, aliases: [], countries: ['FR'], ...more }
}

export const societeGenerale = tile('30003', 'Société Générale', { aliases: ['SG', 'SG SMC'] })
/** Names as long as they come: nothing may be pushed off the page by them. */
export const longNames = {
  client: { name: 'Comptabilité-Facturation Internationale des Indépendants' },
  provider: tile('8104', 'Banca di Credito Cooperativo di Castagneto-Carducci e Montecatini-Valdicecina'),
} as const
/** Named in the language of the page (`fixturesIn`). */
export const uploadTile = tile(statementUpload.id, statementUpload.names.en, { countries: [] })
export const testBank = tile('900', 'Raccord Test Bank')

export const accountRows: readonly AccountRow[] = [
  {
    id: '1',
    name: 'Compte courant',
    type: 'CHECKINGS',
    maskedNumber: 'FR76 •••• 4821',
    balance: 248_310,
    currency: 'EUR',
    selected: true,
  },
  {
    id: '2',
    name: 'Livret A',
    type: 'SAVINGS',
    maskedNumber: '•••• 0937',
    balance: 1_204_500,
    currency: 'EUR',
    selected: true,
  },
  {
    id: '3',
    name: 'Carte Visa Premier',
    type: 'CREDIT_CARD',
    maskedNumber: '•••• 1177',
    balance: -31_245,
    currency: 'EUR',
    selected: false,
  },
  { id: '4', name: 'Prêt immobilier', type: 'LOAN', balance: -18_240_000, currency: 'EUR', selected: true },
]

export const returnMessage = {
  targetOrigins: ['https://compta.example'],
  data: {
    eventName: 'redirect_to',
    redirect_url: 'https://compta.example/back?status=success&result=created&connection_id=12',
    status: 'success',
    result: 'created',
    connection_id: '12',
  },
} as const
