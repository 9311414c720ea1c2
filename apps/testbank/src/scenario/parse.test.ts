import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseScenario } from './parse.ts'
import type { Scenario } from './scenario.ts'

const HEAD = 'CREDENTIALS|dev|dev\nCREDENTIALS_OWNER|ANY BODY\n'
const ACCOUNT =
  'ACCOUNT|a1|account 01|21/08/26|-362.05|Checkings||false|ANY BODY|account 01|||FR7630006000011234567890189|EUR\n'

function parsed(text: string): Scenario {
  const result = parseScenario(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.scenario
}

describe('a file of the format', () => {
  test('keeps every field of its records', () => {
    const text = `\uFEFF${HEAD}\r\n${ACCOUNT}TRANSACTION|-1234.5|29/02/28|Café  n° 3, "x"\nTRANSACTION|0.07|01/01/26|\n`
    const { accounts, ...scenario } = parsed(text)
    expect(scenario).toMatchObject({
      login: 'dev',
      password: 'dev',
      owner: 'ANY BODY',
      consentsPerPsu: 1,
      frequency: 4,
    })
    expect(accounts).toEqual([
      {
        uid: 'a1',
        number: 'account 01',
        balanceDay: '2026-08-21',
        balanceMinor: -36205n,
        kind: 'Checkings',
        typeName: 'Checkings',
        acceptableUidPattern: '',
        matchExisting: false,
        owner: 'ANY BODY',
        name: 'account 01',
        paymentSource: '',
        paymentDestination: '',
        iban: 'FR7630006000011234567890189',
        currency: 'EUR',
        entries: [
          { minor: -123450n, day: '2028-02-29', label: 'Café  n° 3, "x"', copies: 1, perDay: 1 },
          { minor: 7n, day: '2026-01-01', label: '', copies: 1, perDay: 1 },
        ],
        pending: [],
        facts: {},
      },
    ])
  })

  test('details of an entry and facts of an account', () => {
    const entry = 'TRANSACTION|1|01/01/26|a\nREPEAT|3\nDETAIL|Some Ltd|0042|line 2||line 3\n'
    const { accounts } = parsed(
      `${HEAD}${ACCOUNT}FACT|interest_rate|1.7\nFACT|end_date|2047-03-06\n${entry}PENDING|-2||b\nDETAIL|Other||\n`,
    )
    expect(accounts[0]?.facts).toEqual({ interest_rate: 1.7, end_date: '2047-03-06' })
    expect(accounts[0]?.entries).toMatchObject([
      { copies: 3, details: { party: 'Some Ltd', checkNumber: '0042', notes: ['line 2', 'line 3'] } },
    ])
    expect(accounts[0]?.pending[0]?.details).toEqual({ party: 'Other' })
  })

  test('keeps an unsupported account under its own type name', () => {
    const { accounts } = parsed(HEAD + ACCOUNT.replace('Checkings', 'Assurance Vie'))
    expect(accounts[0]).toMatchObject({ kind: 'unsupported', typeName: 'Assurance Vie' })
  })

  test('counts decimals by currency', () => {
    expect(parsed(HEAD + ACCOUNT.replace('-362.05', '120').replace('EUR', 'JPY')).accounts[0]?.balanceMinor).toBe(120n)
    expect(parsed(HEAD + ACCOUNT.replace('-362.05', '1.234').replace('EUR', 'TND')).accounts[0]?.balanceMinor).toBe(
      1234n,
    )
  })

  test('takes our own records', () => {
    const own = 'CHALLENGE|OTP|12345|6|2\nSCA_METHODS|a:SMS_OTP:to 06|b:PHOTO_OTP:picture: new\n'
    const scenario = parsed(
      `# comment|x\n${HEAD}${own}ERROR|accounts|timeout(7)|3\nERROR|login|blocked\n` +
        `LATENCY|20\nPAGE_SIZE|7\nCONSENT_DAYS|9\nFREQUENCY|2\nCONSENTS_PER_PSU|5\nRELATIVE_TO|15/11/26\n${ACCOUNT}` +
        'TRANSACTION|1|01/01/26|x\nREPEAT|30|3\nPENDING|-2||soon\n',
    )
    expect(scenario.challenges).toMatchObject([{ code: '12345', length: 6, attempts: 2 }])
    expect(scenario.challenges[0]?.methods.map(({ name }) => name)).toEqual(['to 06', 'picture: new'])
    expect(scenario.faults).toEqual([
      { where: 'accounts', what: 'timeout', seconds: 7, times: 3 },
      { where: 'login', what: 'blocked', seconds: 60, times: undefined },
    ])
    expect(scenario).toMatchObject({
      latencyMs: 20,
      pageSize: 7,
      consentDays: 9,
      frequency: 2,
      consentsPerPsu: 5,
      relativeTo: '2026-11-15',
    })
    expect(scenario.accounts[0]?.entries[0]).toMatchObject({ copies: 30, perDay: 3 })
    expect(scenario.accounts[0]?.pending).toEqual([{ minor: -200n, day: undefined, label: 'soon' }])
  })
})

describe('a bad file is refused with line and rule', () => {
  const cases: readonly (readonly [string, string, number, string])[] = [
    ['no credentials', 'CREDENTIALS_OWNER|x', 1, 'credentials_missing'],
    ['an empty file', '', 1, 'credentials_missing'],
    ['credentials twice', `${HEAD}CREDENTIALS|a|b`, 3, 'credentials_twice'],
    ['an empty password', 'CREDENTIALS|dev|', 1, 'credentials_empty'],
    ['an unknown record', `${HEAD}<html>`, 3, 'unknown_record'],
    ['a lower-case keyword', `${HEAD}account|x`, 3, 'unknown_record'],
    ['13 tokens in ACCOUNT', HEAD + ACCOUNT.replace('|EUR', ''), 3, 'field_count'],
    ['15 tokens in ACCOUNT', HEAD + ACCOUNT.replace('|EUR', '|EUR|'), 3, 'field_count'],
    ['a bar in a label', `${HEAD}${ACCOUNT}TRANSACTION|1|01/01/26|a|b`, 4, 'field_count'],
    ['a uid twice', HEAD + ACCOUNT + ACCOUNT, 4, 'account_uid'],
    ['a transaction without account', `${HEAD}TRANSACTION|1|01/01/26|a`, 3, 'account_first'],
    ['a day that is not', `${HEAD}${ACCOUNT}TRANSACTION|1|31/02/26|a`, 4, 'date'],
    ['an ISO date', `${HEAD}${ACCOUNT}TRANSACTION|1|2026-01-01|a`, 4, 'date'],
    ['a decimal comma', `${HEAD}${ACCOUNT}TRANSACTION|1,20|01/01/26|a`, 4, 'amount'],
    ['three decimals of euro', `${HEAD}${ACCOUNT}TRANSACTION|1.205|01/01/26|a`, 4, 'amount'],
    ['an exponent', `${HEAD}${ACCOUNT}TRANSACTION|1e3|01/01/26|a`, 4, 'amount'],
    ['an unknown currency', HEAD + ACCOUNT.replace('EUR', 'EUX'), 3, 'currency'],
    ['an IBAN of words', HEAD + ACCOUNT.replace('FR76300', 'NOT-AN-'), 3, 'iban'],
    ['match_existing maybe', HEAD + ACCOUNT.replace('false', 'maybe'), 3, 'boolean'],
    ['a code too long for its field', `${HEAD}CHALLENGE|OTP|1234567|6`, 3, 'challenge'],
    ['another challenge', `${HEAD}CHALLENGE|FACE|1`, 3, 'challenge'],
    ['methods without challenge', `${HEAD}SCA_METHODS|a:SMS_OTP:x`, 3, 'methods'],
    ['a method of no type', `${HEAD}CHALLENGE|OTP|1\nSCA_METHODS|a:PIGEON:x`, 4, 'methods'],
    ['an error nowhere', `${HEAD}ERROR|kitchen|down`, 3, 'error'],
    ['an error of no kind', `${HEAD}ERROR|login|explode`, 3, 'error'],
    ['a duration without timeout', `${HEAD}ERROR|login|down(3)`, 3, 'error'],
    ['a negative latency', `${HEAD}LATENCY|-1`, 3, 'number'],
    ['a detail of an account', `${HEAD}${ACCOUNT}DETAIL|a|1`, 4, 'detail_first'],
    ['a detail twice', `${HEAD}${ACCOUNT}TRANSACTION|1|01/01/26|a\nDETAIL|a|1\nDETAIL|a|1`, 6, 'detail_first'],
    ['a fact by a name with blanks', `${HEAD}${ACCOUNT}FACT|end date|1`, 4, 'fact'],
    ['a fact of nobody', `${HEAD}FACT|end_date|1`, 3, 'account_first'],
    ['a repeat of an account', `${HEAD}${ACCOUNT}REPEAT|3`, 4, 'transaction_first'],
    ['a repeat twice', `${HEAD}${ACCOUNT}TRANSACTION|1|01/01/26|a\nREPEAT|3\nREPEAT|3`, 6, 'transaction_first'],
    ['a repeat beyond the century', `${HEAD}${ACCOUNT}TRANSACTION|1|01/01/26|a\nREPEAT|100000`, 5, 'repeat'],
    ['a line without end', `${HEAD}# ${'x'.repeat(10)}\nCREDENTIALS|${'x'.repeat(5000)}`, 4, 'line_length'],
  ]
  test.each(cases)('%s', (_name, text, line, rule) => {
    expect(parseScenario(text)).toMatchObject({ ok: false, problems: [{ line, rule }] })
  })

  test('tells at most twenty problems, and never a word of the file', () => {
    const result = parseScenario('root:x:0:0:/bin/secret\n'.repeat(500))
    expect(result).toMatchObject({ ok: false })
    expect(!result.ok && result.problems).toHaveLength(20)
    expect(JSON.stringify(result)).not.toContain('root')
  })

  test('never throws, whatever it is given', () => {
    const words = fc.constantFrom(
      'CREDENTIALS',
      'ACCOUNT',
      'TRANSACTION',
      'REPEAT',
      'ERROR',
      'SCA_METHODS',
      '|',
      '\n',
      '26',
      '/',
      'a',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 60 }), (parts) => {
        expect(typeof parseScenario(parts.join('')).ok).toBe('boolean')
      }),
    )
  })
})

const REFERENCE = new URL('../../../../../shared/reference/testbank/', import.meta.url)
describe.skipIf(!existsSync(REFERENCE))('the reference files (skipped where they are absent)', () => {
  const counts: readonly (readonly [string, readonly number[], string])[] = [
    ['en_james_watson.txt', [85], 'Checkings'],
    ['es_sergio_marquina.txt', [66], 'Checkings'],
    ['fr_luke_skywalker.txt', [73], 'Checkings'],
    ['fr_no_owner_name.txt', [50], 'Checkings'],
    ['fr_account_type_not_supported.txt', [5, 4, 4], 'unsupported'],
  ]
  test.each(counts)('%s', (file, transactions, kind) => {
    const { accounts } = parsed(readFileSync(new URL(file, REFERENCE), 'utf8'))
    expect(accounts.map(({ entries }) => entries.length)).toEqual(transactions)
    expect(new Set(accounts.map((account) => account.kind))).toEqual(new Set([kind]))
  })
})
