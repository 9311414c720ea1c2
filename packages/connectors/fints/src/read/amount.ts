import { directed, type Money, parseMoney } from '@raccord/connector-kit'

/** `1234,56` with its sign apart, `C` or `D`. Some write thousands with a point, before the comma. */
export function amountOf(written: string, currency: string, sign: string): Money | undefined {
  if (!/^[A-Z]{3}$/.test(currency) || !/^[CD]$/.test(sign)) return undefined
  const bare = /^\d{1,3}(\.\d{3})+,\d*$/.test(written) ? written.replaceAll('.', '') : written
  const money = parseMoney(bare, currency, ',')
  return money && directed(money, sign === 'D' ? 'debit' : 'credit')
}
