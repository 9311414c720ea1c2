import { randomBytes, randomInt } from 'node:crypto'

export const unique = (): string => randomBytes(9).toString('hex')

/** A person at the test bank whose every word is a canary, and the configuration file that tells the bank of him. */
export interface CanaryPsu {
  readonly login: string
  readonly password: string
  readonly otp: string
  readonly owner: string
  readonly ibans: readonly string[]
  readonly labels: readonly string[]
  readonly accountNames: readonly string[]
  readonly file: string
}

export function canaryPsu(): CanaryPsu {
  const [login, password] = [`psu-${unique()}`, `bpw-${unique()}`]
  const otp = Array.from({ length: 10 }, () => 'ACDEFGHJKLMNPQRTUVWXY34679'[randomInt(26)]).join('')
  const owner = `Owner${unique()} Mc<b>Bold`
  const types = ['Checkings', 'CreditCard', 'Savings'] as const
  const ibans = types.map(() => germanIban())
  const labels = types.map(() => `LABEL ${unique()} <img src=x onerror=alert(1)>`)
  const accountNames = types.map((type) => `${type}-${unique()}`)
  const accounts = types.flatMap((type, index) => [
    `ACCOUNT|${unique()}|4970${randomInt(1e11, 1e12 - 1)}|15/11/26|1540.20|${type}||false|${owner}|${accountNames[index]}|||${type === 'CreditCard' ? '' : ibans[index]}|EUR`,
    `TRANSACTION|-21.14|05/06/26|${labels[index]}`,
    'TRANSACTION|-5.00|06/06/26|CARTE MARCHE',
  ])
  const file = [
    `CREDENTIALS|${login}|${password}`,
    `CREDENTIALS_OWNER|${owner}`,
    'CONSENTS_PER_PSU|100',
    'FREQUENCY|100',
    `CHALLENGE|OTP|${otp}|${otp.length}|3`,
    'SCA_METHODS|sms:SMS_OTP:text message to 21',
    ...accounts,
  ].join('\n')
  return { login, password, otp, owner, ibans: [ibans[0] ?? '', ibans[2] ?? ''], labels, accountNames, file }
}

/** ISO 13616: check digits so that the rearranged number is 1 modulo 97. */
function germanIban(): string {
  const bban = Array.from({ length: 18 }, () => randomInt(10)).join('')
  const check = 98n - (BigInt(`${bban}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${bban}`
}
