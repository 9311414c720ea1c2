import type { Visit } from '../console.ts'
import { en } from './en.ts'

/** Steps and ends by their names; one that a newer process wrote is told by its code. */
export const stepName = ({ t }: Visit, place: string): string => {
  const key = `step.${place}`
  return Object.hasOwn(en, key) ? t(key as 'step.sync') : place
}

export const endName = ({ t }: Visit, end: string): string => {
  const key = `end.${end}`
  return Object.hasOwn(en, key) ? t(key as 'end.error') : end
}
