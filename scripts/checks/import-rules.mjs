// Direction of imports (ARCHITECTURE.md), as data. Workspaces name what they may import of ours; third-party packages
// they declare in their own package.json. The rooms of the server have rules of their own.

/** Workspace folder → our packages it may import. A workspace that is not listed fails the check: say where it belongs. */
export const workspaceRules = {
  'packages/contract': [],
  'packages/connector-kit': ['@raccord/contract'],
  'packages/connectors/statements': ['@raccord/connector-kit'],
  // `formats` for its tests: what is written is read again.
  'packages/connectors/files': [
    '@raccord/connector-kit',
    '@raccord/connector-statements',
    '@raccord/contract',
    '@raccord/formats',
  ],
  'packages/connectors/berlin-group': [
    '@raccord/connector-kit',
    '@raccord/connector-oauth',
    '@raccord/connector-statements',
    '@raccord/contract',
  ],
  'packages/connectors/fints': ['@raccord/connector-kit', '@raccord/connector-statements', '@raccord/contract'],
  'packages/connectors/woob': ['@raccord/connector-kit', '@raccord/contract'],
  'packages/connectors/oauth': ['@raccord/connector-kit', '@raccord/contract'],
  'packages/connectors/enable-banking': ['@raccord/connector-kit', '@raccord/connector-oauth', '@raccord/contract'],
  'packages/connectors/stet': ['@raccord/connector-kit', '@raccord/connector-oauth', '@raccord/contract'],
  'packages/connectors/openbanking-uk': ['@raccord/connector-kit', '@raccord/connector-oauth', '@raccord/contract'],
  // What `npm run new:connector` copies.
  'packages/connectors/template': ['@raccord/connector-kit'],
  'packages/connectors/catalogue': ['@raccord/connector-kit', '@raccord/contract'],
  // What people carry away: files, without knowing where they come from.
  'packages/formats': ['@raccord/contract'],
  'packages/widget': ['@raccord/contract'],
  // In other people's pages: the smaller the better.
  'packages/embed': [],
  'packages/react': ['@raccord/embed'],
  // On integrators' servers, without a dependency.
  'packages/sdk': [],
  // Runs on integrators' machines and, its index alone, in pages.
  'packages/migrate': ['@raccord/contract'],
  // Like any bank and any client, these two know us by HTTP only; a client by what any client may install.
  'apps/testbank': [],
  'apps/demo': ['@raccord/sdk'],
  // So does home: shapes of the API and the widget's look are public, nothing of the server is.
  'apps/home': ['@raccord/contract', '@raccord/widget'],
  // Stands on ports that the server fills; what it shares with home (passkeys, passwords, forms) is home's.
  'apps/console': ['@raccord/contract', '@raccord/home'],
  'apps/server': [
    '@raccord/contract',
    '@raccord/connector-kit',
    '@raccord/connector-berlin-group',
    '@raccord/connector-enable-banking',
    '@raccord/connector-files',
    '@raccord/connector-fints',
    '@raccord/connector-openbanking-uk',
    '@raccord/connector-stet',
    '@raccord/connector-woob',
    '@raccord/catalogue',
    '@raccord/widget',
    '@raccord/console',
    '@raccord/demo',
    '@raccord/embed',
    '@raccord/formats',
    '@raccord/home',
    // For the sandbox's comparison of an old link with the new one.
    '@raccord/migrate',
  ],
}

// The catalogue is data and free to all; drivers are wired.
const connectors = [/^@raccord\/connector-(?!kit$)/, '@raccord/console', '@raccord/demo', '@raccord/home']
const databases = ['kysely', 'pg', 'pg-boss', '@electric-sql/pglite']

/**
 * Room (folder) of `apps/server/src` → rooms and packages (names or patterns) it may not import, rooms of which types
 * alone are free. Files directly in `src` (`main.ts`, `app.ts`, …) wire and are free; so are `wiring`, which belongs to
 * them, and the command line, an entry of its own.
 */
export const edgeRooms = {
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
export const domainRule = {
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
