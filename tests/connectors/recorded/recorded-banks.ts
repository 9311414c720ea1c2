import type { BerlinGroupOptionsInput } from '@raccord/connector-berlin-group'
import type { BankFailure } from '@raccord/contract'

/** A bank as it was recorded: what its customer types, what the bank is, what has to come out. Options alone differ. */
export interface RecordedBank {
  /** Folder of the recordings. */
  readonly folder: string
  readonly title: string
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  /** `{bank}` stands for the bank's origin: the recordings' host, the local server in the test. */
  readonly options: BerlinGroupOptionsInput
  /** What the recorded customer and his browser do. */
  readonly person: {
    readonly credentials?: { readonly [field: string]: string }
    readonly choice?: string
    readonly code?: string
    /** What the bank's page sends the browser back with. `open`: the recording has the page, it is asked. */
    readonly returns?: { readonly [name: string]: string } | 'open'
  }
  /** Values of our side that the recordings compare letter by letter. */
  readonly ours?: {
    readonly validUntil?: string
    readonly ipAddress?: string
    readonly redirectUri?: string
    readonly state?: string
  }
  readonly expected: {
    /** What the person is asked, in order. */
    readonly steps: readonly string[]
    readonly accounts: number
    readonly transactions: number
    readonly balances: number
    readonly revoke: 'revoked' | BankFailure
  }
  /** Calls of the standard that the recordings lack; the bank that is played knows nothing of them. */
  readonly notRecorded: readonly string[]
  /** What is special, for the table in the docs. */
  readonly told: string
}

const utf8Json = 'application/json; charset=UTF-8'
const iban = { login: 'psuId', password: 'password', iban: 'iban' } as const
const datedQuery = 'dateFrom={dateFrom}&dateTo={dateTo}&bookingStatus={bookingStatus}&withBalance=true'
/** These recordings begin with a consent for one account, and give balances apart. */
const recordedAlike = {
  consentModels: ['detailed'],
  accountCurrency: 'EUR',
  contentType: utf8Json,
  balances: 'separate',
  cardAccounts: false,
  bookingStatuses: ['booked'],
} satisfies Partial<BerlinGroupOptionsInput>

export const recordedBanks: readonly RecordedBank[] = [
  {
    folder: 'sparkasse',
    title: 'Sparkassen (Finanz Informatik)',
    mode: 'EMBEDDED',
    options: {
      baseUrl: '{bank}/fixs2a-env/xs2a-api/12345678',
      ...recordedAlike,
      credentials: iban,
      identifyEveryCall: true,
      transactionsQuery: datedQuery,
      transactionsAccept: 'application/xml',
    },
    person: {
      credentials: { login: 'chipTAN', password: 'okok1', iban: 'DE86999999990000001000' },
      choice: 'OPTICAL',
      code: '111111',
    },
    ours: { ipAddress: '0.0.0.0' },
    expected: { steps: ['choice', 'otp'], accounts: 1, transactions: 31, balances: 0, revoke: 'action_needed_at_bank' },
    notRecorded: [
      'GET /fixs2a-env/xs2a-api/12345678/v1/accounts/{id}/balances',
      'GET /fixs2a-env/xs2a-api/12345678/v1/consents/{id}',
    ],
    told: 'EMBEDDED with a choice of chipTAN methods; transactions as camt.052; the end of a consent wants the person’s signature (202)',
  },
  {
    folder: 'fiducia',
    title: 'Volksbanken Raiffeisenbanken (Fiducia, now Atruvia)',
    mode: 'EMBEDDED',
    options: {
      baseUrl: '{bank}',
      ...recordedAlike,
      credentials: iban,
      transactionsQuery: datedQuery,
      signature: {},
    },
    person: {
      credentials: { login: 'VRK1234567890ALL', password: 'password', iban: 'DE87499999600000005120' },
      choice: '942',
      code: '123456',
    },
    ours: { validUntil: '2020-09-09' },
    expected: { steps: ['choice', 'otp'], accounts: 15, transactions: 8, balances: 0, revoke: 'revoked' },
    notRecorded: ['GET /v1/accounts/{id}/balances', 'GET /v1/consents/{id}'],
    told: 'EMBEDDED, seven SCA methods; every call signed with the QSEAL, also GET; links relative to the host, none to a status',
  },
  {
    folder: 'commerzbank',
    title: 'Commerzbank',
    mode: 'REDIRECT',
    options: {
      baseUrl: '{bank}/berlingroup',
      ...recordedAlike,
      credentials: { iban: 'iban' },
      transactionsQuery: datedQuery,
      oauth: {
        kind: 'integrated',
        clientId: 'PSDDE-BAFIN-000000',
        authorizationEndpoint: '{bank}/berlingroup/v1/authorize',
        tokenEndpoint: '{bank}/berlingroup/v1/token',
      },
    },
    person: { credentials: { iban: 'DE78240176185167050131' }, returns: { code: 'AIS_VALID_CODE' } },
    expected: { steps: ['redirect'], accounts: 4, transactions: 1, balances: 24, revoke: 'revoked' },
    notRecorded: ['GET /berlingroup/v1/consents/{id}'],
    told: 'OAuth integrated in the consent (`scaOAuth`); amounts as JSON numbers; the metadata document is not recorded, so its two addresses are options',
  },
  {
    folder: 'santander',
    title: 'Santander Consumer Bank (DE)',
    mode: 'REDIRECT',
    options: {
      baseUrl: '{bank}',
      ...recordedAlike,
      credentials: { iban: 'iban' },
      transactionsQuery: 'bookingStatus={bookingStatus}&withBalance=true',
      // The gateway's own token was not recorded being issued: in production `applicationToken` fetches it.
      headers: { Authorization: 'Bearer 4f4f45b7-c75a-426c-98ab-c109b3b19b5c' },
      oauth: {
        kind: 'integrated',
        clientId: 'PSDDE-SANDBOX-0006',
        authorizationEndpoint: '{bank}/',
        tokenEndpoint: '{bank}/v1/oauth_matls/token',
        stateReturned: false,
        authorizeParameters: {
          response_type: 'code',
          state: '{state}',
          redirect_uri: '{redirectUri}',
          code_challenge_method: 'S256',
          code_challenge: '{codeChallenge}',
          client_id: '{clientId}',
          scope: '{scope}',
        },
        tokenParameters: {
          code: '{code}',
          redirect_uri: '{redirectUri}',
          grant_type: 'authorization_code',
          sca_oauth_link: '{scaOAuth}',
          client_id: '{clientId}',
          code_verifier: '{codeVerifier}',
        },
      },
    },
    person: { credentials: { iban: 'DE74310108330000009001' }, returns: 'open' },
    ours: { redirectUri: 'https://client.example.com/cb', state: 'xyz' },
    expected: { steps: ['redirect'], accounts: 1, transactions: 2, balances: 2, revoke: 'revoked' },
    notRecorded: ['GET /v1/consents/{id}'],
    told: 'a token of the TPP’s own before the consent, the person’s after it; parameters of OAuth in a fixed order, one of the bank’s own; `state` is lost on the way back',
  },
]
