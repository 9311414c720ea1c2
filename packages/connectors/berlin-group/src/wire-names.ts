/**
 * Every name that the standard puts on the wire and that differs between its generations. The driver's code knows the
 * meaning; a dialect (openFinance 2.x) is a second table of this shape.
 */
export interface WireNames {
  readonly paths: {
    readonly consents: string
    readonly consent: (consentId: string) => string
    readonly consentStatus: (consentId: string) => string
    readonly authorisation: (consentId: string, authorisationId: string) => string
    readonly accounts: string
    readonly cardAccounts: string
    readonly balances: string
    readonly transactions: string
  }
  /** First segment of every path, by which a base-relative link is told from a host-relative one. */
  readonly root: string
  readonly headers: {
    readonly requestId: string
    readonly consentId: string
    readonly psuId: string
    readonly psuIdType: string
    readonly psuCorporateId: string
    readonly psuCorporateIdType: string
    readonly psuIpAddress: string
    readonly psuUserAgent: string
    readonly psuAccept: string
    readonly psuAcceptLanguage: string
    readonly redirectUri: string
    readonly nokRedirectUri: string
    readonly redirectPreferred: string
    readonly decoupledPreferred: string
    readonly explicitPreferred: string
  }
  readonly links: {
    readonly self: string
    readonly status: string
    readonly scaStatus: string
    readonly scaRedirect: string
    readonly scaOAuth: string
    readonly confirmation: string
    readonly startAuthorisation: string
    readonly startWithIdentification: string
    readonly startWithAuthentication: string
    readonly startWithEncryptedAuthentication: string
    readonly startWithMethodSelection: string
    readonly startWithTransactionAuthorisation: string
    readonly updateIdentification: string
    readonly updateAuthentication: string
    readonly updateAdditionalAuthentication: string
    readonly updateEncryptedAuthentication: string
    readonly updateAdditionalEncryptedAuthentication: string
    readonly selectMethod: string
    readonly authorise: string
    readonly balances: string
    readonly transactions: string
    readonly next: string
    readonly download: string
  }
  /** Members of the bodies that we send in an authorisation. */
  readonly authorisation: {
    readonly psuData: string
    readonly password: string
    readonly encryptedPassword: string
    readonly additionalPassword: string
    readonly additionalEncryptedPassword: string
    readonly methodId: string
    readonly code: string
    readonly confirmation: string
  }
  readonly consent: {
    readonly recurring: string
    readonly validUntil: string
    readonly frequencyPerDay: string
    readonly combinedService: string
  }
  /** The array of error messages in an answer. */
  readonly messages: string
}

/** Where a bank has its resources, if not under one root. */
export interface OwnPaths {
  readonly consents?: string | undefined
  readonly accounts?: string | undefined
  readonly cardAccounts?: string | undefined
}

/** NextGenPSD2 XS2A implementation guidelines 1.3. `root` is `/v1` in the standard. */
export const nextGenPsd2 = (root: string, own: OwnPaths = {}): WireNames => {
  const consents = own.consents ?? `${root}/consents`
  return {
    paths: {
      consents,
      consent: (id) => `${consents}/${encodeURIComponent(id)}`,
      consentStatus: (id) => `${consents}/${encodeURIComponent(id)}/status`,
      authorisation: (id, authorisationId) =>
        `${consents}/${encodeURIComponent(id)}/authorisations/${encodeURIComponent(authorisationId)}`,
      accounts: own.accounts ?? `${root}/accounts`,
      cardAccounts: own.cardAccounts ?? `${root}/card-accounts`,
      balances: '/balances',
      transactions: '/transactions',
    },
    root: `${root}/`,
    headers: {
      requestId: 'X-Request-ID',
      consentId: 'Consent-ID',
      psuId: 'PSU-ID',
      psuIdType: 'PSU-ID-Type',
      psuCorporateId: 'PSU-Corporate-ID',
      psuCorporateIdType: 'PSU-Corporate-ID-Type',
      psuIpAddress: 'PSU-IP-Address',
      psuUserAgent: 'PSU-User-Agent',
      psuAccept: 'PSU-Accept',
      psuAcceptLanguage: 'PSU-Accept-Language',
      redirectUri: 'TPP-Redirect-URI',
      nokRedirectUri: 'TPP-Nok-Redirect-URI',
      redirectPreferred: 'TPP-Redirect-Preferred',
      decoupledPreferred: 'TPP-Decoupled-Preferred',
      explicitPreferred: 'TPP-Explicit-Authorisation-Preferred',
    },
    links: {
      self: 'self',
      status: 'status',
      scaStatus: 'scaStatus',
      scaRedirect: 'scaRedirect',
      scaOAuth: 'scaOAuth',
      confirmation: 'confirmation',
      startAuthorisation: 'startAuthorisation',
      startWithIdentification: 'startAuthorisationWithPsuIdentification',
      startWithAuthentication: 'startAuthorisationWithPsuAuthentication',
      startWithEncryptedAuthentication: 'startAuthorisationWithEncryptedPsuAuthentication',
      startWithMethodSelection: 'startAuthorisationWithAuthenticationMethodSelection',
      startWithTransactionAuthorisation: 'startAuthorisationWithTransactionAuthorisation',
      updateIdentification: 'updatePsuIdentification',
      updateAuthentication: 'updatePsuAuthentication',
      updateAdditionalAuthentication: 'updateAdditionalPsuAuthentication',
      updateEncryptedAuthentication: 'updateEncryptedPsuAuthentication',
      updateAdditionalEncryptedAuthentication: 'updateAdditionalEncryptedPsuAuthentication',
      selectMethod: 'selectAuthenticationMethod',
      authorise: 'authoriseTransaction',
      balances: 'balances',
      transactions: 'transactions',
      next: 'next',
      download: 'download',
    },
    authorisation: {
      psuData: 'psuData',
      password: 'password',
      encryptedPassword: 'encryptedPassword',
      additionalPassword: 'additionalPassword',
      additionalEncryptedPassword: 'additionalEncryptedPassword',
      methodId: 'authenticationMethodId',
      code: 'scaAuthenticationData',
      confirmation: 'confirmationCode',
    },
    consent: {
      recurring: 'recurringIndicator',
      validUntil: 'validUntil',
      frequencyPerDay: 'frequencyPerDay',
      combinedService: 'combinedServiceIndicator',
    },
    messages: 'tppMessages',
  }
}
