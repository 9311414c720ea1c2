/** Ways to banks that the owner sets up on a page. What they need is the installation's, and kept by whoever hosts home. */
export interface WaysIn {
  read(): Promise<WaysInState>
  /** Makes the private key of an application and the certificate to register it by. One that is there stays. */
  makeKey(): Promise<void>
  /** Asks the service about the application, and uses it if it is known there. */
  useApplication(id: string): Promise<ApplicationCheck>
  checkApplication(): Promise<ApplicationCheck>
  /** Its key is thrown away with it. Connections that people have stay, and are read no more. */
  forgetApplication(): Promise<void>
  /** `undefined`: none any more. */
  useProduct(id: string | undefined): Promise<void>
  /** Asks the banks that are chosen whether they know the registration, without anybody's PIN. */
  checkProduct(): Promise<readonly BankCheck[]>
  /** False for one that is no such bank. */
  addBank(bank: { readonly blz: string; readonly name?: string; readonly url?: string }): Promise<boolean>
  removeBank(blz: string): Promise<void>
}

export interface WaysInState {
  readonly enableBanking: {
    /** Settings name an application: nothing is to be done here. */
    readonly bySettings: boolean
    /** PEM, of the key that was made here. */
    readonly certificate?: string
    readonly applicationId?: string
    /** To be registered there. */
    readonly redirectUrl: string
  }
  readonly fints: {
    readonly bySettings: boolean
    readonly productId?: string
    readonly banks: readonly FintsBank[]
    /** Further ones that are known here. */
    readonly offered: readonly FintsBank[]
  }
}

export interface FintsBank {
  readonly blz: string
  readonly name: string
}

export type ApplicationCheck =
  | {
      readonly kind: 'known'
      readonly name: string
      readonly production: boolean
      readonly active: boolean
      /** Our address is among those that are registered. */
      readonly redirects: boolean
      readonly readsAccounts: boolean
      /** `undefined`: the list could not be had. */
      readonly banks?: number
    }
  /** Not the key of this application, or a clock that is wrong. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }

export interface BankCheck extends FintsBank {
  readonly says: 'answers' | 'number_unknown' | 'shows_at_sign_in' | 'later' | 'refuses' | 'unreachable'
}
