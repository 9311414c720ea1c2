export { openBankingUk } from './connector.ts'
export { type OpenBankingUkOptions, type OpenBankingUkOptionsInput, openBankingUkOptions } from './options.ts'
