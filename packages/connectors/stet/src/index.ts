export { stet } from './connector.ts'
export { type StetOptions, type StetOptionsInput, stetOptions } from './options.ts'
