import { bbanOf, maskedPanOf } from '../bank/access.ts'
import type { AccountKind, Scenario, ScenarioAccount } from '../scenario/scenario.ts'
import { tanParameters } from './methods.ts'
import type { Told } from './syntax.ts'

export const BLZ = '99904120'
const BIC = 'RATBDEFFXXX'
export const BPD_VERSION = '7'
/** Days that statements reach back; the file may hold more. */
const DAYS = '999'

export const CAMT = 'urn:iso:std:iso:20022:tech:xsd:camt.052.001.08'

const ORDERS = ['HKSPA', 'HKSAL', 'HKCAZ', 'HKKAZ', 'DKKKU', 'HKTAB', 'HKTAN']

/** BPD: what the bank can do. The unknown segment is there as at any bank: a program must not mind it. */
export const BANK_PARAMETERS: readonly Told[] = [
  {
    id: 'HIBPA',
    version: 3,
    elements: [BPD_VERSION, ['280', BLZ], 'Raccord Test Bank', '1', ['1', '2', '3'], '300', '500'],
  },
  { id: 'HIKOM', version: 4, elements: [['280', BLZ], '1', ['3', 'elsewhere.example/never-to-be-followed']] },
  { id: 'XIRTBS', version: 1, elements: ['1', '1', ['what', { raw: "'+:?@99@" }, 'nobody knows']] },
  {
    id: 'HISPAS',
    version: 1,
    elements: ['1', '1', '1', ['J', 'J', 'N', 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09']],
  },
  { id: 'HISALS', version: 5, elements: ['1', '1'] },
  { id: 'HISALS', version: 7, elements: ['1', '1', '1'] },
  { id: 'HIKAZS', version: 5, elements: ['1', '1', [DAYS, 'J', 'N']] },
  { id: 'HIKAZS', version: 6, elements: ['1', '1', '1', [DAYS, 'J', 'N']] },
  { id: 'HICAZS', version: 1, elements: ['1', '1', '1', [DAYS, 'N', 'N', CAMT]] },
  { id: 'DIKKUS', version: 2, elements: ['1', '1', [DAYS, 'N', 'N']] },
  { id: 'HITABS', version: 4, elements: ['1', '1', '1'] },
  tanParameters(6),
  tanParameters(7),
  {
    id: 'HIPINS',
    version: 1,
    elements: ['1', '1', '1', ['5', '64', '12', 'Login', '', ...ORDERS.flatMap((id) => [id, 'N'])]],
  },
]

/** Places for orders in HIUPD. */
const MOST_ORDERS = 999

const KINDS: Readonly<Record<AccountKind, string>> = {
  Checkings: '1',
  Savings: '10',
  unsupported: '30',
  Loans: '40',
  CreditCard: '50',
}

export const numberOf = (account: ScenarioAccount): string =>
  account.kind === 'CreditCard'
    ? maskedPanOf(account).replaceAll('X', '0')
    : bbanOf(account) || account.uid.slice(0, 30)

export const nationalOf = (account: ScenarioAccount): string[] => [numberOf(account), '', '280', BLZ]

/** UPD: what this PSU has, padded with nothing as some banks do. */
export function userParameters(scenario: Scenario, accounts: readonly ScenarioAccount[], login: string): Told[] {
  const one = (account: ScenarioAccount): Told => {
    const statements = account.kind === 'CreditCard' ? ['DKKKU'] : account.iban ? ['HKCAZ', 'HKKAZ'] : ['HKKAZ']
    const orders = ['HKSAL', 'HKSPA', ...statements]
    return {
      id: 'HIUPD',
      version: 6,
      elements: [
        nationalOf(account),
        account.iban,
        login,
        KINDS[account.kind],
        account.currency,
        account.owner || scenario.owner,
        '',
        account.name || account.typeName,
        '',
        ...orders.map((id) => [id, '1']),
        // The extension has its place behind all the orders that there could be.
        ...Array.from({ length: MOST_ORDERS - orders.length }, () => ''),
        '{}',
      ],
    }
  }
  return [{ id: 'HIUPA', version: 4, elements: [login, '1', '0'] }, ...accounts.map(one)]
}

/** HISPA: accounts with an IBAN. */
export const sepaAccounts = (accounts: readonly ScenarioAccount[]): Told => ({
  id: 'HISPA',
  version: 1,
  elements: accounts
    .filter(({ iban }) => iban !== '')
    .map((account) => ['J', account.iban, BIC, ...nationalOf(account)]),
})
