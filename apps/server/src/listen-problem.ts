/** Why the server could not listen, with the setting that helps. */
export function listenProblem(error: unknown, host: string, port: number): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'EADDRINUSE')
    return new Error(
      `RACCORD_PORT: port ${port} on ${host} is in use, perhaps by another Raccord. Stop that program, or choose another port.`,
    )
  if (code === 'EACCES')
    return new Error(`RACCORD_PORT: this account may not listen on port ${port}. Choose one above 1023.`)
  if (code !== undefined) return new Error(`RACCORD_HOST: ${host} is no address of this machine (${code}).`)
  return error instanceof Error ? error : new Error('The server could not listen.')
}
