export type DefinedMode = 'EMBEDDED' | 'REDIRECT'

/** Id of a channel's definition (WIRE §3): its provider's, and `00` for EMBEDDED or `01` for REDIRECT. */
export function channelDefinitionId(providerId: string, mode: DefinedMode): string {
  return `${providerId}${mode === 'EMBEDDED' ? '00' : '01'}`
}

/** What such an id says by itself, also of a channel that is in no catalogue any more. */
export function readChannelDefinitionId(id: string): { readonly providerId: string; readonly mode: DefinedMode } {
  return { providerId: id.slice(0, -2), mode: id.endsWith('00') ? 'EMBEDDED' : 'REDIRECT' }
}
