import type { ProviderChannel } from '@raccord/catalogue'
import { type OperatorIdentity, type SignatureOptions, signatureOptions } from '@raccord/connector-kit'
import { z } from 'zod'

const withSignature = z.object({ signature: signatureOptions.optional() })

/** How the bank wants requests signed: the option `signature`, which every driver has under this name. */
export function signatureOf(channel: Pick<ProviderChannel, 'options'>): SignatureOptions | undefined {
  return withSignature.safeParse(channel.options).data?.signature
}

/** Why this installation can not speak to a bank, one sentence for the operator; `undefined` when it can. */
export function missingFor(
  channel: Pick<ProviderChannel, 'options' | 'needs'>,
  operator: OperatorIdentity,
): string | undefined {
  const needs = channel.needs ?? []
  const transport = needs.find((need) => need === 'qwac' || need === 'obwac')
  const seal = needs.find((need) => need === 'qseal' || need === 'obseal') ?? (signatureOf(channel) && 'qseal')
  const missing = [
    ...(transport && !operator.transport ? [`a ${transport.toUpperCase()} (RACCORD_QWAC_FILE)`] : []),
    ...(seal && !operator.seal ? [`a ${seal.toUpperCase()} (RACCORD_QSEAL_FILE)`] : []),
    ...(needs.includes('fints-product') && operator.fintsProductId === undefined
      ? ['a FinTS product registration (RACCORD_FINTS_PRODUCT_ID)']
      : []),
    ...(needs.includes('woob') && operator.woobProgram === undefined ? ['a program for woob (RACCORD_WOOB)'] : []),
  ]
  return missing.length === 0 ? undefined : `The bank needs ${missing.join(' and ')}, which is not set.`
}
