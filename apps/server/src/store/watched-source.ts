import type { SessionSource } from './session.ts'

export type OnStatement = (sql: string, parameters: readonly unknown[]) => void

/** The same sessions, each statement told before it is sent. */
export function watchedSource(source: SessionSource, onStatement: OnStatement): SessionSource {
  return {
    async acquire() {
      const session = await source.acquire()
      return {
        query(sql, parameters) {
          onStatement(sql, parameters)
          return session.query(sql, parameters)
        },
        release: (broken) => session.release(broken),
      }
    },
    close: () => source.close(),
  }
}
