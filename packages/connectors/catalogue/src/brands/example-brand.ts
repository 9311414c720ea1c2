import type { z } from 'zod'
import { type BankInterface, type Brand, type EnabledBrand, enabledBrand } from './brand.ts'
import { type BrandQuestion, brandQuestions, withAnswer, withHosts } from './brand-questions.ts'
import { enableBrand } from './enable-brand.ts'

/** An entry that passes, and what in it has to be replaced. */
export interface ExampleBrand {
  readonly entry: EnabledBrand
  readonly replace: readonly BrandQuestion[]
  /** What may be added, where the bank gave it. */
  readonly may: readonly BrandQuestion[]
}

/** Answers the questions about a bank with their examples. @throws BrandError where no connector speaks to it */
export function exampleBrand(
  brand: Brand,
  bank: BankInterface,
  environment: EnabledBrand['environment'],
  options: z.ZodType,
): ExampleBrand {
  const replace: BrandQuestion[] = []
  const may: BrandQuestion[] = []
  let entry = enabledBrand.parse({ environment })
  // An answer may open a question: a bank with an own authorization server, and what that one wants.
  for (;;) {
    const met = new Set([...replace, ...may].map(({ at }) => at))
    const open = brandQuestions(brand, bank, entry, options).filter(({ at }) => !met.has(at))
    if (open.length === 0) break
    for (const question of open) {
      // A secret that a bank did not give changes how we are known there: it is named, and not in the example.
      const written = question.required || !question.secret
      ;(written ? replace : may).push(question)
      if (written) entry = withAnswer(entry, question.at, question.example)
    }
  }
  const [channel] = enableBrand(brand, bank, entry).channels
  return { entry: withHosts(entry, channel?.hosts ?? []), replace, may }
}
