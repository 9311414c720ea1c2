import type { buildConnector } from 'undici'

/** More sockets than one bank's client ever has open: older ones are forgotten. */
const KEPT = 64

/**
 * A connector that remembers why TLS failed. In TLS 1.3 a bank refuses our certificate after the handshake is over (RFC 8446
 * §4.4.2.4), and undici then tells no more than "other side closed".
 */
export function rememberAlerts(connect: buildConnector.connector): {
  readonly connect: buildConnector.connector
  /** The error code of TLS on the socket that a request failed on. */
  alertBehind(error: unknown): string | undefined
} {
  const alerts = new Map<number, string>()
  return {
    connect: (options, callback) =>
      connect(options, (...answer) => {
        const [, socket] = answer
        const port = socket?.localPort
        if (socket && port !== undefined) {
          socket.once('error', (problem: NodeJS.ErrnoException) => {
            if (!problem.code?.startsWith('ERR_SSL_')) return
            if (alerts.size >= KEPT) alerts.clear()
            alerts.set(port, problem.code)
          })
        }
        callback(...answer)
      }),
    alertBehind(error) {
      const port = portOf(error)
      const code = port === undefined ? undefined : alerts.get(port)
      if (port !== undefined) alerts.delete(port)
      return code
    },
  }
}

function portOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('socket' in error)) return undefined
  const socket = error.socket
  if (typeof socket !== 'object' || socket === null || !('localPort' in socket)) return undefined
  return typeof socket.localPort === 'number' ? socket.localPort : undefined
}
