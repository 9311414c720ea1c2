/** Accounts of a test bank file (WIRE §9) as this suite reads it: on its own, so that it can contradict the bank's reader. */
export interface FileAccount {
  readonly uid: string
  readonly number: string
  readonly name: string
  readonly owner: string
  readonly iban: string
  readonly currency: string
  readonly balance: string
  /** `CHECKINGS`…, or nothing for a type that no reader supports. */
  readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD' | undefined
  readonly transactions: FileTransaction[]
}

export interface FileTransaction {
  /** As written: never a float on the way. */
  readonly amount: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly label: string
  readonly status: 'BOOKED' | 'PENDING'
}

export interface TestBankFile {
  readonly login: string
  readonly password: string
  readonly owner: string
  readonly accounts: readonly FileAccount[]
  /** Own record RELATIVE_TO: this day stands for the day of the first sign-in. */
  readonly relativeTo?: string
}

const types = { Checkings: 'CHECKINGS', Savings: 'SAVINGS', Loans: 'LOAN', CreditCard: 'CREDIT_CARD' } as const

/** PENDING is a record of ours: not booked yet. */
const statuses = { TRANSACTION: 'BOOKED', PENDING: 'PENDING' } as const

export function readTestBankFile(text: string): TestBankFile {
  let login = ''
  let password = ''
  let owner = ''
  let relativeTo: string | undefined
  const accounts: FileAccount[] = []
  for (const line of text.split(/\r?\n/)) {
    const [record, ...fields] = line.split('|')
    if (record === 'CREDENTIALS') [login = '', password = ''] = fields
    if (record === 'CREDENTIALS_OWNER') [owner = ''] = fields
    if (record === 'RELATIVE_TO') relativeTo = isoDay(fields[0])
    if (record === 'ACCOUNT') accounts.push(accountOf(fields))
    const status = statuses[record as keyof typeof statuses]
    if (status !== undefined) {
      const [amount = '', day, label = ''] = fields
      accounts.at(-1)?.transactions.push({ amount, day: isoDay(day), label, status })
    }
    if (record === 'REPEAT') throw new Error('this reader does not multiply records')
  }
  return { login, password, owner, accounts, relativeTo }
}

/** The file as the bank tells it on the day of the first sign-in: moved to that day, without what is yet to come. */
export function asToldOn(file: TestBankFile, today: string): TestBankFile {
  const { relativeTo, ...rest } = file
  if (relativeTo === undefined) return file
  const shift = Date.parse(today) - Date.parse(relativeTo)
  const accounts = file.accounts.map((account) => ({
    ...account,
    transactions: account.transactions
      .map((one) => ({ ...one, day: new Date(Date.parse(one.day) + shift).toISOString().slice(0, 10) }))
      .filter(({ day, status }) => status === 'PENDING' || day <= today),
  }))
  return { ...rest, accounts }
}

/** Today at the bank, whose books are kept in Paris. */
export function parisToday(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date())
}

/** Unix seconds of midnight Europe/Paris, found by asking what the clocks there show: at most two hours before UTC's. */
export function parisMidnight(day: string): number {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const utc = Date.parse(`${day}T00:00:00Z`)
  for (const hours of [1, 2]) {
    const candidate = utc - hours * 3_600_000
    if (clock.format(candidate) === `${day}, 00:00:00`) return candidate / 1000
  }
  throw new Error(`no midnight in Paris on ${day}`)
}

function accountOf(fields: readonly string[]): FileAccount {
  const [uid = '', number = '', , balance = '', type = '', , , owner = '', name = ''] = fields
  return {
    uid,
    number,
    name,
    owner,
    iban: fields[11] ?? '',
    currency: fields[12] ?? '',
    balance,
    type: types[type as keyof typeof types],
    transactions: [],
  }
}

function isoDay(text = ''): string {
  const [day, month, year] = text.split('/')
  return `20${year}-${month}-${day}`
}
