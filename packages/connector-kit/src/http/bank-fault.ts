import type { BankResponse } from '../bank-http.ts'
import { refusedAddress } from './address-guard.ts'

type Fault = Extract<BankResponse, { kind: 'fault' }>['fault']

const faultOfCode: { readonly [code: string]: Fault } = {
  [refusedAddress]: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too_large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too_large',
  UND_ERR_INVALID_ARG: 'refused',
}

/** Alerts by which a bank refuses a client certificate, or the lack of one (RFC 8446 §6.2). */
const identityAlert = /^ERR_SSL_.*ALERT_(?:.*CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/

/**
 * An exception of the network as a value. Only its code is told: messages of Node and undici repeat URLs, and URLs hold
 * consent ids and codes.
 *
 * @param alert what TLS said on the socket, where that is known
 */
export function faultOf(error: unknown, host: string, alert?: string): Extract<BankResponse, { kind: 'fault' }> {
  const cause = error instanceof AggregateError ? error.errors[0] : error
  const code = alert ?? codeOf(cause)
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return noAnswerInTime(host)
  }
  if (error instanceof Error && error.name === 'HTTPParserError') {
    return { kind: 'fault', fault: 'unreadable', detail: `${host}: not HTTP/1.1` }
  }
  if (identityAlert.test(code)) {
    return { kind: 'fault', fault: 'identity', detail: `${host}: TLS refused our certificate (${code})` }
  }
  return { kind: 'fault', fault: faultOfCode[code] ?? 'unreachable', detail: `${host}: ${code || 'connection failed'}` }
}

export function noAnswerInTime(host: string): Extract<BankResponse, { kind: 'fault' }> {
  return { kind: 'fault', fault: 'timeout', detail: `${host}: no complete answer in time` }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
