// Direction of imports (ARCHITECTURE.md), as data. What a workspace may import of ours and of others, its package.json says; these say what
// a package.json may not say, and the rules of the server's rooms.

/** Workspaces by kind → our packages that their package.json may name, without `@raccord/`; the first kind that fits. Of no kind: `apps/server`, which wires. */
export const kinds: readonly { readonly folders: RegExp; readonly may: readonly string[] }[] = [
  // The contract is everybody's; these know us by HTTP alone, or are carried into other people's programs.
  { folders: /^(packages\/(contract|embed|sdk)|apps\/testbank)$/, may: [] },
  { folders: /^packages\/(connector-kit|widget|formats|migrate)$/, may: ['contract'] },
  { folders: /^packages\/react$/, may: ['embed'] },
  { folders: /^packages\/connectors\//, may: ['connector-kit', 'connector-oauth', 'connector-statements', 'contract'] },
  { folders: /^apps\/demo$/, may: ['sdk'] },
  // Like any client home knows us by HTTP: shapes of the API and the widget's look are public, nothing of the server is.
  { folders: /^apps\/home$/, may: ['contract', 'widget'] },
  // Stands on ports that the server fills; what it shares with home (passkeys, passwords, forms) is home's.
  { folders: /^apps\/console$/, may: ['contract', 'home'] },
]

// The catalogue is data and free to all; drivers are wired.
const connectors = [/^@raccord\/connector-(?!kit$)/, '@raccord/console', '@raccord/demo', '@raccord/home']
const databases = ['kysely', 'pg', 'pg-boss', '@electric-sql/pglite']

interface RoomRule {
  readonly rooms: readonly string[]
  readonly packages: readonly (string | RegExp)[]
  readonly typesFrom?: readonly string[]
}

/**
 * Room (folder) of `apps/server/src` → rooms and packages (names or patterns) it may not import, rooms of which types
 * alone are free. Files directly in `src` (`main.ts`, `app.ts`, …) wire and are free; so are `wiring`, which belongs to
 * them, and the command line, an entry of its own.
 */
export const edgeRooms: Readonly<Record<string, RoomRule>> = {
  // Routes are given repositories; they may name their shape, not make them.
  http: { rooms: ['store', 'jobs', 'cli', 'wiring'], typesFrom: ['store'], packages: [...connectors, ...databases] },
  store: {
    rooms: ['http', 'jobs', 'notify', 'cli', 'wiring'],
    packages: [...connectors, '@raccord/widget', 'fastify'],
  },
  jobs: { rooms: ['http', 'cli', 'wiring'], packages: [...connectors, '@raccord/widget', 'fastify'] },
  metrics: { rooms: ['http', 'cli', 'wiring'], packages: [...connectors, '@raccord/widget', 'fastify'] },
  notify: { rooms: ['http', 'cli', 'wiring'], packages: [...connectors, '@raccord/widget', 'fastify'] },
  cli: { rooms: [], packages: [] },
  wiring: { rooms: ['cli'], packages: [] },
}

/** Every other room is domain: it knows values and ports, no framework, no database, no page, no bank. */
export const domainRule: RoomRule = {
  rooms: Object.keys(edgeRooms),
  packages: [...connectors, ...databases, '@raccord/widget', 'fastify', 'pino', 'prom-client'],
}

/** Tools the root brings: tests, and files outside `src` (build configuration), may import them. */
export const sharedTools = [
  'vitest',
  'vite',
  'fast-check',
  'fast-xml-parser',
  'playwright-core',
  '@axe-core/playwright',
  'axe-core',
  'autocannon',
  'pg',
  'pg-copy-streams',
]
