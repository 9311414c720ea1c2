const scripts = new URL('../../../scripts/throwaway-postgres.mjs', import.meta.url).href

/** A PostgreSQL of this test's own, which can be stopped and started again under whoever uses it. */
export interface OwnPostgres {
  readonly url: string
  /** Fast shutdown: sessions are cut, nothing is lost. */
  halt(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}

interface Script {
  findPostgres(): string | undefined
  startThrowawayPostgres(bin: string, own?: Readonly<Record<string, string>>): Promise<OwnPostgres>
}

/** Folder of PostgreSQL's programs; undefined where there is none. */
export async function postgresPrograms(): Promise<string | undefined> {
  return ((await import(scripts)) as Script).findPostgres()
}

export async function startOwnPostgres(bin: string): Promise<OwnPostgres> {
  return ((await import(scripts)) as Script).startThrowawayPostgres(bin)
}
