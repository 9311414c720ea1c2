import type { Psu } from '@raccord/connector-kit'

/** The person, only where the client says that he is there right now (WIRE §3). */
export function psuOfCall(
  body: { readonly psu_ip_address?: string | undefined; readonly psu_user_agent?: string | undefined } | null,
): { readonly psu?: Psu } {
  if (!body?.psu_ip_address) return {}
  return {
    psu: {
      ipAddress: body.psu_ip_address,
      ...(body.psu_user_agent ? { userAgent: body.psu_user_agent } : {}),
    },
  }
}
