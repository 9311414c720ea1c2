/** Where a German bank is reached by FinTS with PIN and TAN, and what is special there. */
export interface FintsEndpoint {
  readonly blz: string
  readonly name: string
  readonly place?: string
  readonly bic?: string
  /** https. */
  readonly url: string
  /** Options of the channel beside address and bank code. */
  readonly options?: { readonly [name: string]: unknown }
}

/**
 * Banks that most people ask for, written down by hand. Savings banks and cooperative banks, each with a bank code of its own, come
 * out of the operator's own copy of the list of Deutsche Kreditwirtschaft.
 */
export const fintsEndpoints: readonly FintsEndpoint[] = [
  { blz: '10010010', name: 'Postbank', bic: 'PBNKDEFFXXX', url: 'https://hbci.postbank.de/banking/hbci.do' },
  {
    blz: '10070000',
    name: 'Deutsche Bank',
    bic: 'DEUTDEBBXXX',
    url: 'https://fints.deutsche-bank.de/',
    options: { accountForm: 'iban' },
  },
  {
    blz: '10077777',
    name: 'norisbank',
    bic: 'NORSDE51XXX',
    url: 'https://fints.norisbank.de/',
    options: { accountForm: 'iban' },
  },
  { blz: '12030000', name: 'DKB', bic: 'BYLADEM1001', url: 'https://fints.dkb.de/fints' },
  {
    blz: '20041111',
    name: 'comdirect',
    bic: 'COBADEHDXXX',
    url: 'https://fints.comdirect.de/fints',
    options: { accountForm: 'iban' },
  },
  { blz: '43060967', name: 'GLS Bank', bic: 'GENODEM1GLS', url: 'https://fints1.atruvia.de/cgi-bin/hbciservlet' },
  // Neither an anonymous dialog nor a TAN: the second factor is a sign-in on its own site from time to time.
  {
    blz: '50010517',
    name: 'ING',
    bic: 'INGDDEFFXXX',
    url: 'https://fints.ing.de/fints/',
    options: { anonymous: false, oneStepOnly: true },
  },
  { blz: '50040000', name: 'Commerzbank', bic: 'COBADEFFXXX', url: 'https://fints.commerzbank.de/fints' },
  { blz: '70020270', name: 'HypoVereinsbank', bic: 'HYVEDEMMXXX', url: 'https://hbci-01.hypovereinsbank.de/bank/hbci' },
  { blz: '76030080', name: 'Consorsbank', bic: 'CSDBDE71XXX', url: 'https://brokerage-hbci.consorsbank.de/hbci' },
]
