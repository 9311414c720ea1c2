export { berlinGroup } from './connector.ts'
export { type BerlinGroupOptions, type BerlinGroupOptionsInput, berlinGroupOptions } from './options.ts'
